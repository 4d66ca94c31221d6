import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GateLine } from '../../../../src/worker/chat-room/gate-line.ts';
import type { GateWord, RoomNews } from '../../../../src/worker/prediction-gate/gate-word.ts';

const word: GateWord = {
  given: [],
  places: [],
  running: 0,
  usual: {},
  service: { status: 'available' },
};
const waiting = [{ image_id: 'i', user_id: 'ada', model: 'm', since: 1, turns: 0 }];

/** A line to a gate that answers as it is told. */
function line(report: (news: RoomNews) => Promise<GateWord>) {
  const jobs = {
    slotChanges: 1,
    takeNews: vi.fn(() => ({ waiting, holding: [], answers: [], measured: [] })),
  };
  const heard = vi.fn(async () => {});
  const gateLine = new GateLine({ jobs, report, heard });
  return { jobs, heard, gateLine };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the gate is told once of each change', async () => {
  const report = vi.fn(async () => word);
  const { jobs, heard, gateLine } = line(report);
  await gateLine.run();
  await gateLine.run();
  expect(report).toHaveBeenCalledTimes(1);
  jobs.slotChanges += 1;
  expect(gateLine.isBehind).toBe(true);
  await gateLine.run();
  expect(report).toHaveBeenCalledTimes(2);
  expect(heard).toHaveBeenCalledTimes(2);
});

test('what changes while the gate is told is told next', async () => {
  const { promise, resolve } = Promise.withResolvers<GateWord>();
  const report = vi.fn(async () => word).mockReturnValueOnce(promise);
  const { jobs, gateLine } = line(report);
  const running = gateLine.run();
  jobs.slotChanges += 1;
  const same = gateLine.run();
  resolve(word);
  await Promise.all([running, same]);
  expect(report).toHaveBeenCalledTimes(2);
  expect(gateLine.isBehind).toBe(false);
});

test('while images wait the gate is asked again after a while, in case it forgot', async () => {
  const report = vi.fn(async () => word);
  const { gateLine } = line(report);
  await gateLine.run();
  const again = gateLine.againAt ?? 0;
  expect(again).toBeGreaterThan(Date.now());
  vi.setSystemTime(again);
  await gateLine.run();
  expect(report).toHaveBeenCalledTimes(2);
});

test('a gate that cannot be reached is asked again, growing, and nothing is thrown', async () => {
  const report = vi.fn(async () => word).mockRejectedValueOnce(new Error('away'));
  report.mockRejectedValueOnce(new Error('away'));
  const { heard, gateLine } = line(report);
  await gateLine.run();
  const first = (gateLine.againAt ?? 0) - Date.now();
  expect(gateLine.isBehind).toBe(true);
  await gateLine.run();
  expect((gateLine.againAt ?? 0) - Date.now()).toBeGreaterThan(first);
  await gateLine.run();
  expect(gateLine.isBehind).toBe(false);
  expect(heard).toHaveBeenCalledTimes(1);
});

test('it says when the account is treated in another way', () => {
  const { gateLine } = line(async () => word);
  const refused: GateWord = {
    ...word,
    service: { status: 'no_credit', until: 5, refusals: 1, probe: null },
  };
  expect(gateLine.hear(word)).toBe(false);
  expect(gateLine.hear(refused)).toBe(true);
  expect(gateLine.hear(refused)).toBe(false);
  expect(gateLine.service).toBe(refused.service);
});

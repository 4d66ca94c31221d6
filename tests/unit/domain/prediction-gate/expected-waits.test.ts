import { expect, test } from 'vitest';
import { expectedWaits } from '../../../../src/domain/prediction-gate/expected-waits.ts';
import { lineOf } from '../../../../src/domain/prediction-gate/gate.ts';
import { newGate, report, T0, waiting } from './gates.ts';

const usual: Record<string, number> = { quick: 2_000, slow: 10_000 };
const usualMs = (model: string) => usual[model] ?? null;
const quick = { model: 'quick' };
const slow = { model: 'slow' };
const unknown = { model: 'unknown' };
const since = (model: { model: string }, ago: number) => ({ ...model, since: T0 - ago });

const waits = (
  line: { model: string }[],
  holding: { model: string; since: number }[],
  limit: number,
  earliest = 0,
) => expectedWaits(line, holding, { usualMs, limit, now: T0, earliest });

test('[E1] places are those of the turns, over all rooms', () => {
  const gate = newGate();
  report(gate, 'a', { waiting: [waiting('ada', 0), waiting('ada', 1)] });
  report(gate, 'b', { waiting: [waiting('lin', 2)] });
  expect(lineOf(gate).map(({ user_id }) => user_id)).toEqual(['ada', 'lin', 'ada']);
});

test('[E2] waits for what is left of those that hold a slot, then for those before it', () => {
  expect(waits([quick, slow, quick], [since(slow, 4_000)], 1)).toEqual([6_000, 8_000, 18_000]);
});

test('[E2] slots are served side by side', () => {
  const holding = [since(slow, 9_000), since(quick, 0)];
  expect(waits([quick, quick, quick], holding, 2)).toEqual([1_000, 2_000, 3_000]);
});

test('[E2] what takes longer than usual is expected any moment', () => {
  expect(waits([quick], [since(quick, 60_000)], 1)).toEqual([0]);
});

test('[E2] free slots do not wait, but for the account', () => {
  expect(waits([quick, quick], [], 5)).toEqual([0, 0]);
  expect(waits([quick, quick], [], 1, 30_000)).toEqual([30_000, 32_000]);
});

test('[E2] without a measure there is no figure', () => {
  expect(waits([quick], [since(unknown, 0)], 1)).toEqual([null]);
  expect(waits([unknown, quick], [since(slow, 0)], 1)).toEqual([10_000, null]);
  expect(waits([quick], [since(unknown, 0), since(slow, 0)], 2)).toEqual([10_000]);
});

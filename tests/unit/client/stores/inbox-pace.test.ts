import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from '../../../../src/client/stores/inbox-pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first to ask is answered at once', () => {
  const run = vi.fn(async () => {});
  paced(run, 2_000)();
  expect(run).toHaveBeenCalledTimes(1);
});

test('all who ask within the pause are answered once, when it is over', async () => {
  const run = vi.fn(async () => {});
  const ask = paced(run, 2_000);
  for (let asked = 0; asked < 50; asked += 1) ask();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(run).toHaveBeenCalledTimes(2);
});

test('after a quiet while it is answered at once again', async () => {
  const run = vi.fn(async () => {});
  const ask = paced(run, 2_000);
  ask();
  await vi.advanceTimersByTimeAsync(2_000);
  ask();
  expect(run).toHaveBeenCalledTimes(2);
});

test('it never runs twice at a time, and whoever asked while it ran gets a run of their own', async () => {
  const ends: (() => void)[] = [];
  const run = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        ends.push(resolve);
      }),
  );
  const ask = paced(run, 2_000);
  ask();
  await vi.advanceTimersByTimeAsync(10_000);
  ask();
  expect(run).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(run).toHaveBeenCalledTimes(2);
});

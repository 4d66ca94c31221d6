import { expect, test } from 'vitest';
import { foldProgress, median, noProgress } from '../../../src/domain/image-progress.ts';

const T0 = 1_000_000;
const reading = { started: true, percent: null, preview: null };

test('without any measure there is no per cent, only words', () => {
  expect(foldProgress(noProgress, reading, null, T0)).toMatchObject({
    percent: null,
    remaining_ms: null,
    estimated: false,
  });
});

test('a measured per cent never falls', () => {
  const half = foldProgress(noProgress, { ...reading, percent: 50 }, null, T0);
  expect(foldProgress(half, { ...reading, percent: 30 }, null, T0 + 500).percent).toBe(50);
  expect(foldProgress(half, reading, 10_000, T0 + 500)).toMatchObject({
    percent: 50,
    estimated: false,
  });
});

test('what is left is reckoned from what was done so far', () => {
  const begun = foldProgress(noProgress, reading, null, T0);
  const quarter = foldProgress(begun, { ...reading, percent: 25 }, null, T0 + 1_000);
  expect(quarter.remaining_ms).toBe(3_000);
});

test('an estimate comes from the usual time, says so, and never claims to be done', () => {
  const begun = foldProgress(noProgress, reading, 4_000, T0);
  expect(foldProgress(begun, reading, 4_000, T0 + 2_000)).toMatchObject({
    percent: 50,
    estimated: true,
    remaining_ms: 2_000,
  });
  expect(foldProgress(begun, reading, 4_000, T0 + 60_000).percent).toBe(95);
});

test('nothing is estimated before the provider has begun', () => {
  const waiting = foldProgress(noProgress, { ...reading, started: false }, 4_000, T0);
  expect(waiting.percent).toBeNull();
});

test('the latest partial image stays until there is a newer one', () => {
  const seen = foldProgress(noProgress, { ...reading, preview: 'data:1' }, null, T0);
  expect(foldProgress(seen, reading, null, T0).preview).toBe('data:1');
});

test('the median of some durations is the middle one', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([])).toBeNull();
});

import { expect, test } from 'vitest';
import { nextTry } from '../../../../src/client/state/service-words.ts';
import { timeOfDay } from '../../../../src/client/state/words.ts';
import { halfPastTen } from '../builders.ts';

const inSeconds = (seconds: number) => nextTry(halfPastTen + seconds * 1_000, halfPastTen);

test('the next try is told in seconds while it is near', () => {
  expect(inSeconds(31)).toBe('Trying again in about 30 s.');
  expect(inSeconds(70)).toBe('Trying again in about 1 min.');
});

test('the next try is told by the clock where it is far', () => {
  expect(inSeconds(1_200)).toBe(`Trying again at ${timeOfDay(halfPastTen + 1_200_000)}.`);
});

test('a try that is due, or was by this clock, comes soon', () => {
  expect([inSeconds(4), inSeconds(0), inSeconds(-900)]).toEqual([
    'Trying again soon.',
    'Trying again soon.',
    'Trying again soon.',
  ]);
});

test('where nothing will be tried, nothing is promised', () => {
  expect(nextTry(null, halfPastTen)).toBe('');
});

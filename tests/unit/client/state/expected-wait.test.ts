import { expect, test } from 'vitest';
import { steadyWait, waitInWords } from '../../../../src/client/state/expected-wait.ts';

/** What is told as these measures come in, in seconds, one after another. */
function told(...seconds: (number | null)[]): string[] {
  let wait: number | null = null;
  return seconds.map((measure) => {
    wait = steadyWait(wait, measure === null ? null : measure * 1_000);
    return wait === null ? '' : waitInWords(wait);
  });
}

test.each([
  [0, 'about 10 s'],
  [9, 'about 10 s'],
  [41, 'about 40 s'],
  [56, 'about 1 min'],
  [61, 'about 1 min'],
  [95, 'about 2 min'],
  [594, 'about 10 min'],
  [800, 'about 15 min'],
  [3_600, 'about 60 min'],
])('%d s are told as "%s"', (seconds, words) => {
  expect(told(seconds)).toEqual([words]);
});

test('without a measure nothing is told', () => {
  expect(told(40, null)).toEqual(['about 40 s', '']);
});

test('a wait that shrinks second by second is told in few steps, and never grows', () => {
  const words = told(...Array.from({ length: 130 }, (_, passed) => 130 - passed));
  const steps = words.filter((word, index) => word !== words[index - 1]);
  expect(steps).toEqual([
    'about 2 min',
    'about 1 min',
    'about 50 s',
    'about 40 s',
    'about 30 s',
    'about 20 s',
    'about 10 s',
  ]);
});

test.each([
  [44, 46, 44, 46],
  [55, 54, 56, 55],
  [89, 91, 88, 92],
])('a measure that wavers (%d, %d, %d, %d s) does not make the words jump', (...seconds) => {
  expect(new Set(told(...seconds)).size).toBe(1);
});

test('a wait that plainly grew is told anew', () => {
  expect(told(20, 45)).toEqual(['about 20 s', 'about 50 s']);
  expect(told(40, 200)).toEqual(['about 40 s', 'about 3 min']);
});

import { expect, test } from 'vitest';
import {
  bytesWords,
  counted,
  dayWords,
  dollarWords,
  durationWords,
  modelWords,
  momentWords,
  shareWords,
} from '../../../../src/worker/views/operator-words.ts';

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 0 s'],
  [125_000, '2 min 5 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h 0 min'],
  [11_400_000, '3 h 10 min'],
])('%d ms reads %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

test.each([
  [0, 7, '0%'],
  [7, 7, '100%'],
  [2, 3, '66.7%'],
  [1, 9_999, '0.1%'],
  [9_998, 9_999, '99.9%'],
])('%d of %d are %s: never all or nothing by rounding', (part, whole, words) => {
  expect(shareWords(part, whole)).toBe(words);
});

test('dollars are as fine as the price of one picture', () => {
  expect([0.003, 0.1 + 0.2, 1_234.5].map(dollarWords)).toEqual(['$0.003', '$0.300', '$1,234.500']);
});

test('things are counted, models named, and times in UTC', () => {
  expect([counted(1, 'picture'), counted(1_204, 'picture')]).toEqual([
    '1 picture',
    '1,204 pictures',
  ]);
  expect([999, 1_000, 999_499, 999_500, 1_250_000].map(bytesWords)).toEqual([
    '999 B',
    '1 KB',
    '999 KB',
    '1.0 MB',
    '1.3 MB',
  ]);
  expect(modelWords('black-forest-labs/flux-dev')).toBe('Flux Dev');
  expect(modelWords('some/other')).toBe('some/other');
  const time = Date.UTC(2026, 10, 27, 20, 10, 3);
  expect(momentWords(time)).toBe('27 Nov, 20:10:03');
  expect(dayWords(time)).toBe('Fri 27 Nov');
});

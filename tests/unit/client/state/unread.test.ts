import { expect, test } from 'vitest';
import { countInWords, pageTitle } from '../../../../src/client/state/unread.ts';

test.each([
  [0, ''],
  [1, '1'],
  [99, '99'],
  [100, '99+'],
])('a count of %d is shown as "%s"', (count, words) => {
  expect(countInWords(count)).toBe(words);
});

test.each([
  ['Northlight cover', 0, 0, 'Northlight cover · Darkroom'],
  ['Northlight cover', 1, 0, '(1) Northlight cover · Darkroom'],
  ['Northlight cover', 1, 2, '(3) Northlight cover · Darkroom'],
  [null, 0, 2, '(2) Darkroom'],
])('%s with %d running and %d unread rooms is called "%s"', (name, running, unread, title) => {
  expect(pageTitle(name, running, unread)).toBe(title);
});

import { expect, test } from 'vitest';
import { lastSeenInWords } from '../../../../src/client/state/last-seen.ts';
import { timeOfDay } from '../../../../src/client/state/words.ts';
import { halfPastTen } from '../builders.ts';

const minute = 60_000;
const nine = new Date(2026, 10, 23, 9, 0).getTime();
const lateYesterday = new Date(2026, 10, 22, 23, 59).getTime();

test.each([
  [null, ''],
  [halfPastTen - 20_000, 'last seen just now'],
  [halfPastTen + 5 * minute, 'last seen just now'],
  [halfPastTen - 5 * minute, 'last seen 5 min ago'],
  [halfPastTen - 59 * minute, 'last seen 59 min ago'],
  [nine, `last seen at ${timeOfDay(nine)}`],
  [lateYesterday, 'last seen yesterday'],
])('%o is "%s"', (time, words) => {
  expect(lastSeenInWords(time, halfPastTen)).toBe(words);
});

test('longer ago it is the day', () => {
  const tuesday = new Date(2026, 10, 17, 12).getTime();
  expect(lastSeenInWords(tuesday, halfPastTen)).toMatch(/^last seen on .*17/);
});

import { expect, test } from 'vitest';
import {
  avatarOf,
  dayInWords,
  duration,
  initialOf,
  placeInLine,
  shapeOf,
} from '../../../../src/client/state/words.ts';
import { halfPastTen } from '../builders.ts';

test.each([
  [1, 'Next in line'],
  [2, '2nd in line'],
  [3, '3rd in line'],
  [4, '4th in line'],
  [11, '11th in line'],
  [21, '21st in line'],
  [112, '112th in line'],
])('place %o is "%s"', (position, words) => {
  expect(placeInLine(position)).toBe(words);
});

test.each([
  [960, 640, '3:2'],
  [512, 512, '1:1'],
  [1024, 576, '16:9'],
  [1000, 641, '1000 × 641'],
])('%d by %d pixels are "%s"', (width, height, words) => {
  expect(shapeOf(width, height)).toBe(words);
});

test.each([
  [4_120, '4.1 s'],
  [12_400, '12 s'],
  [180_000, '3 min'],
])('%d ms are "%s"', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test('yesterday begins at midnight, not 24 hours ago', () => {
  const lateYesterday = new Date(2026, 10, 22, 23, 59).getTime();
  expect(dayInWords(lateYesterday, halfPastTen)).toBe('Yesterday');
});

test('an initial is a whole character', () => {
  expect(['ana', ' émile', '👩‍🎨 Lena', ''].map(initialOf)).toEqual(['A', 'É', '👩‍🎨', '?']);
});

test('a person has the same colours everywhere', () => {
  expect(avatarOf('user-ana')).toBe(avatarOf('user-ana'));
  expect(avatarOf('user-ana')).toMatch(/^avatar-[1-5]$/);
});

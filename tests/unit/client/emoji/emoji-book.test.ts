import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { emojiGroups, emojiOf, findEmoji } from '../../../../src/client/emoji/emoji-book.ts';

const found = (typed: string) => findEmoji(typed, 5).map(({ emoji }) => emoji);

test('a shortcode finds its emoji first', () => {
  expect(found('tada')[0]).toBe('🎉');
  expect(found('+1')[0]).toBe('👍');
  expect(found('heart')[0]).toBe('❤️');
  expect(found('joy')[0]).toBe('😂');
});

test('the beginning of a shortcode and a word of it are enough', () => {
  expect(found('tad')[0]).toBe('🎉');
  expect(found('laugh')).toContain('😆');
  expect(found('Thumbs up')).toContain('👍');
});

test('other words find it too', () => {
  expect(findEmoji('celebrate', 20).map(({ emoji }) => emoji)).toContain('🎉');
});

test('what is none finds none', () => {
  expect(found('')).toEqual([]);
  expect(found('qwxz')).toEqual([]);
  expect(emojiOf('nothing_of_that_name')).toBeNull();
  expect(emojiOf('TADA')).toBe('🎉');
});

test('every emoji has a shortcode of its own', () => {
  const all = emojiGroups.flatMap(({ emoji }) => emoji);
  expect(all.length).toBeGreaterThan(1_800);
  expect(all.filter(({ codes }) => !codes[0])).toEqual([]);
  expect(new Set(all.map(({ codes }) => codes[0])).size).toBe(all.length);
});

test('what is loaded for it stays under 30 kB', () => {
  const file = new URL('../../../../src/client/emoji/emoji-data.json', import.meta.url);
  const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(gzipSync(JSON.stringify(data)).length).toBeLessThan(29_000);
});

import { expect, test } from 'vitest';
import { excerptOf } from '../../../../src/worker/db/excerpt.ts';

const marks = { open: '<<', close: '>>' };
const cut = (marked: string, length = 200) => excerptOf(marked, marks, length);
const textOf = (marked: string, length?: number) =>
  cut(marked, length)
    .map(({ text }) => text)
    .join('');

test('what was found stands apart from what is around it', () => {
  expect(cut('a <<red>> boat, <<red>>dish')).toEqual([
    { text: 'a ', is_hit: false },
    { text: 'red', is_hit: true },
    { text: ' boat, ', is_hit: false },
    { text: 'red', is_hit: true },
    { text: 'dish', is_hit: false },
  ]);
});

test('a text is shown on one line', () => {
  expect(cut('one\n\n  <<two>>\tthree').map(({ text }) => text)).toEqual(['one ', 'two', ' three']);
});

test('a short text is whole', () => {
  expect(textOf('a <<red>> boat')).toBe('a red boat');
});

test('a long text is cut around its first hit, between words', () => {
  const long = `${'before '.repeat(100)}<<here>>${' after'.repeat(100)}`;
  const text = textOf(long);
  expect(text).toMatch(/^… (before )+here( after)+ …$/);
  expect(text.length).toBeLessThanOrEqual(204);
  expect(cut(long).find(({ is_hit }) => is_hit)).toEqual({ text: 'here', is_hit: true });
});

test('a hit at the end of a long text leaves what is before it', () => {
  const text = textOf(`${'before '.repeat(100)}<<here>>`);
  expect(text).toMatch(/^… (before ){20,}here$/);
});

test('a word without end is cut, but never a character in two', () => {
  for (const length of [50, 51, 52, 53]) {
    const text = textOf(`<<x>>${'🌊'.repeat(200)}`, length);
    expect(text.isWellFormed()).toBe(true);
    expect(textOf(`${'🌊'.repeat(200)}<<x>>`, length).isWellFormed()).toBe(true);
  }
});

test('a hit longer than the excerpt is cut and still a hit', () => {
  expect(cut(`<<${'x'.repeat(300)}>>`)[0]).toEqual({ text: 'x'.repeat(200), is_hit: true });
});

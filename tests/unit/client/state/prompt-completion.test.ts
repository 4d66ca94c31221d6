import { expect, test } from 'vitest';
import { listsOf } from '../../../../src/client/state/named-lists.ts';
import { promptCompletion } from '../../../../src/client/state/prompt-completion.ts';
import { entry } from '../builders.ts';

const rows = [
  entry('skies', 1, { kind: 'list', name: 'skies', text: 'clear\nstormy' }),
  entry('sea', 2, { kind: 'list', name: 'Sea moods', text: 'calm' }),
  entry('ida', 3, { kind: 'character', name: 'Ida Holm', text: 'a keeper\nof seventy' }),
  entry('ochre', 4, { name: 'Idaho', text: 'ochre' }),
];
const entries = new Map(rows.map((row) => [row.id, row]));
const context = { entries, lists: listsOf(entries) };
const at = (typed: string, after = '') => promptCompletion(typed + after, typed.length, context);
const words = (typed: string) => at(typed)?.options.map((option) => option.words) ?? [];

test('lists are offered after a brace, and fewer the more is typed', () => {
  expect(words('under a {')).toEqual(['{Sea moods}', '{skies}']);
  expect(words('under a {s')).toEqual(['{Sea moods}', '{skies}']);
  expect(words('under a {SEA_')).toEqual(['{Sea moods}']);
  expect(at('a {sk')).toEqual({
    from: 2,
    options: [{ words: '{skies}', note: '2 choices', insert: '{skies}' }],
  });
  expect(at('a {sk', '} sky')?.options[0]?.insert).toBe('{skies');
});

test('a character is offered by the beginning of the name', () => {
  expect(at('portrait of Id')).toEqual({
    from: 12,
    options: [{ words: 'Ida Holm', note: 'a keeper', insert: 'Ida Holm' }],
  });
});

test.each([
  '',
  'a fox',
  'id',
  'I',
  'VIda',
  '{red|s',
  String.raw`\{s`,
  '{skies}',
  '{dogs',
  'Ida Holm',
])('after %j nothing is', (typed) => {
  expect(at(typed)).toBeNull();
});

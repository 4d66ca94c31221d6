import { expect, test } from 'vitest';
import { nameFor, typedTags } from '../../../../src/client/state/keeping.ts';
import {
  fittingRows,
  keptRows,
  pastRows,
  sharedRows,
  tagsOf,
} from '../../../../src/client/state/prompt-rows.ts';
import type { ShownEntry } from '../../../../src/client/state/room-entries.ts';
import type { KeptPrompt } from '../../../../src/protocol/http.ts';
import type { PastPrompt } from '../../../../src/protocol/past-prompts.ts';
import { idOf } from '../builders.ts';

const past = (prompt: string, more: Partial<PastPrompt> = {}): PastPrompt => ({
  prompt,
  negative_prompt: '',
  styles: [],
  chat_id: idOf('chat'),
  chat_name: 'Lighthouses',
  author_id: 'ada',
  author_name: 'Ada',
  image_id: idOf(prompt),
  message_id: idOf('message'),
  prompts: 1,
  pictures: 1,
  thumbnails: ['/small'],
  status: 'completed',
  created_at: 1,
  ...more,
});

const kept = (name: string, more: Partial<KeptPrompt> = {}): KeptPrompt => ({
  id: idOf(name),
  kind: 'prompt',
  name,
  text: 'a lighthouse',
  negative_prompt: '',
  tags: [],
  image_id: null,
  image_url: null,
  created_at: 1,
  updated_at: 1,
  ...more,
});

const nothingTyped = () => new Map<string, string>();

test('a prompt of two pages is one row, with the pictures of both', () => {
  const failed = past('a boat', { pictures: 0, thumbnails: [], status: 'failed' });
  const rows = pastRows([failed, past('a whale'), past('a boat')], false, nothingTyped);
  expect(rows.map(({ prompt, note }) => [prompt, note])).toEqual([
    ['a boat', 'Ada · 1 picture'],
    ['a whale', 'Ada · 1 picture'],
  ]);
  expect(rows[0]).toMatchObject({ failed: false, thumbnail: '/small' });
});

test.each([
  [{ pictures: 4 }, 'Ada · 4 pictures', false],
  [{ pictures: 0, status: 'failed' as const }, 'Ada · failed', true],
  [{ pictures: 0, status: 'pending' as const }, 'Ada · developing', false],
  [{ pictures: 0, status: 'canceled' as const }, 'Ada · canceled', false],
])('of %j it says %s', (more, note, failed) => {
  expect(pastRows([past('a boat', more)], false, nothingTyped)).toMatchObject([{ note, failed }]);
});

test('of all my rooms each row says which it was', () => {
  expect(pastRows([past('a boat')], true, nothingTyped)[0]?.note).toBe('Lighthouses · 1 picture');
});

test('what came from choices stands there as I typed it, and its braces stay choices', () => {
  const typed = new Map([
    ['a red boat', 'a {red|blue} boat'],
    ['a blue boat', 'a {red|blue} boat'],
  ]);
  const prompts = [past('a red boat'), past('a blue boat'), past('{so} it was')];
  const rows = pastRows(prompts, false, () => typed);
  expect(rows.map(({ prompt, as_is }) => [prompt, as_is])).toEqual([
    ['a {red|blue} boat', false],
    ['{so} it was', true],
  ]);
});

test('the library is what the room keeps of prompts, the newest first, without what was refused', () => {
  const entry = (name: string, more: Partial<ShownEntry> = {}): ShownEntry => ({
    key: name,
    id: idOf(name),
    kind: 'prompt',
    fields: { name, text: 'words', negative_prompt: '', tags: [], always: false },
    refused: {},
    refusal: null,
    waits: false,
    changed: null,
    ...more,
  });
  const refusal = { message: 'Too many.', field: null };
  const entries = [
    entry('first'),
    entry('a palette', { kind: 'palette' }),
    entry('second'),
    entry('refused', { refusal }),
  ];
  expect(sharedRows(entries).map(({ name }) => name)).toEqual(['second', 'first']);
});

test('words are found in name, prompt and tags, as beginnings, without accents', () => {
  const rows = keptRows([
    kept('Café', { text: 'a terrace at night', tags: ['warm'] }),
    kept('Storm', { text: 'a lighthouse', tags: ['sea'] }),
  ]);
  const names = (typed: string, tag: string | null = null) =>
    fittingRows(rows, typed, tag).map(({ name }) => name);
  expect(names('')).toEqual(['Café', 'Storm']);
  expect(names('cafe NIG')).toEqual(['Café']);
  expect(names('sea light')).toEqual(['Storm']);
  expect(names('ight')).toEqual([]);
  expect(names('', 'sea')).toEqual(['Storm']);
  expect(names('cafe', 'sea')).toEqual([]);
});

test('the tags that are used most come first', () => {
  const rows = keptRows([kept('a', { tags: ['sea', 'b'] }), kept('b', { tags: ['sea', 'a'] })]);
  expect(tagsOf(rows)).toEqual(['sea', 'a', 'b']);
});

test.each([
  ['The same valley after sunset, deeper blue', 'The same valley after sunset'],
  ['a boat', 'a boat'],
  ['   ', ''],
  [`${'x'.repeat(50)} ${'y'.repeat(20)}`, 'x'.repeat(50)],
  ['x'.repeat(70), 'x'.repeat(60)],
])('%j gets the name %j', (prompt, name) => {
  expect(nameFor(prompt)).toBe(name);
});

test('tags are what stands between commas, each once', () => {
  expect(typedTags(' Sea, #night,, sea , low sun ')).toEqual(['sea', 'night', 'low sun']);
  expect(typedTags('')).toEqual([]);
});

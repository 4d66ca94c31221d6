import { expect, test } from 'vitest';
import { entryTitle, historyLines, wayBack } from '../../../../src/client/state/entry-history.ts';
import type { EntryChangeRecord, EntryRow } from '../../../../src/protocol/entries.ts';
import { ana, entry, halfPastTen } from '../builders.ts';

const ida = (rev: number, change: Partial<EntryRow> = {}) =>
  entry('ida', rev, { kind: 'character', name: 'Ida', text: 'a keeper', ...change });
const record = (before: EntryRow | null, after: EntryRow): EntryChangeRecord => ({
  rev: after.rev,
  user_id: ana,
  at: halfPastTen,
  before,
  after,
});
const line = (before: EntryRow | null, after: EntryRow, current: EntryRow | null = after) => {
  const now = new Map(current ? [[current.id, current]] : []);
  const [only] = historyLines([record(before, after)], now);
  return only ?? expect.fail('no line');
};

test('a change is told with what was before and after', () => {
  const [before, after] = [ida(1), ida(2, { text: 'a keeper of seventy', name: 'Ida Holm' })];
  expect(line(before, after)).toMatchObject({
    deed: 'changed the character Ida',
    parts: [
      { label: 'Name', before: 'Ida', after: 'Ida Holm' },
      { label: 'Description', before: 'a keeper', after: 'a keeper of seventy' },
    ],
    back: { name: 'Ida', text: 'a keeper' },
    back_words: 'Bring back',
  });
});

test('what was added goes, what was taken away comes back, and a switch turns', () => {
  expect(line(null, ida(1))).toMatchObject({
    deed: 'added the character Ida',
    back: { deleted: true },
    back_words: 'Take away',
  });
  const gone = ida(2, { deleted_at: 5 });
  expect(line(ida(1), gone, null)).toMatchObject({
    deed: 'took away the character Ida',
    back: { deleted: false },
  });
  const off = ida(2, { always: false });
  expect(line(ida(1), off)).toMatchObject({ deed: 'switched off the character Ida', parts: [] });
  expect(line(gone, ida(3))).toMatchObject({ deed: 'brought back the character Ida' });
});

test('one change is taken back, and what others did to the rest of it stays', () => {
  const [before, after] = [ida(1), ida(2, { text: 'a keeper of seventy' })];
  const since = ida(3, { text: 'a keeper of seventy', name: 'Ida Holm' });
  expect(wayBack(record(before, after), since)).toEqual({ text: 'a keeper' });
});

test('where nothing is left of a change, nothing can be brought back', () => {
  const [before, after] = [ida(1), ida(2, { text: 'a keeper of seventy' })];
  expect(wayBack(record(before, after), ida(3))).toBeNull();
  expect(wayBack(record(null, ida(1)), ida(2, { deleted_at: 5 }))).toBeNull();
});

test('a change of what is gone by now brings it back as well', () => {
  const [before, after] = [ida(1), ida(2, { text: 'a keeper of seventy' })];
  const gone = ida(3, { text: 'a keeper of seventy', deleted_at: 5 });
  const lines = historyLines([record(after, gone), record(before, after)], new Map());
  expect(lines.map(({ back }) => back)).toEqual([
    { deleted: false },
    { text: 'a keeper', deleted: false },
  ]);
});

test('what has no name is called by its first words', () => {
  const text = 'ochre, slate blue, off-white,\na little crimson and more';
  expect(entryTitle({ kind: 'palette', name: '', text })).toBe(
    'the palette “ochre, slate blue, off-white, a little…”',
  );
  expect(entryTitle({ kind: 'avoid', name: '', text: '' })).toBe('what is left out');
});

import { expect, test } from 'vitest';
import type { ImageRow } from '../../../../src/protocol/rows.ts';
import { familyAround, familyPlaces, familyRows } from '../../../../src/client/state/family.ts';
import { familyTile } from '../../../../src/client/state/family-tile.ts';
import { idOf, image, progress } from '../builders.ts';

let revs = 0;

/** An image that came after those before it, done unless something else is said. */
function made(name: string, parent: string | null, change: Partial<ImageRow> = {}): ImageRow {
  revs += 1;
  const parent_id = parent === null ? null : idOf(parent);
  const done = { status: 'completed', url: `/${name}`, created_at: revs } as const;
  return image(name, revs, { parent_id, kind: 'variation', ...done, ...change });
}

const live = (...rows: ImageRow[]) => new Map(rows.map((row) => [row.id, row]));
const names = (rows: readonly ImageRow[] = []) => rows.map(({ id }) => id.replace(/0+$/, ''));

const eldest = made('eldest', null, { kind: 'original' });
const parent = made('parent', 'eldest');
const one = made('one', 'parent');
const sibling = made('sibling', 'parent');
const child = made('child', 'one');
const cousin = made('cousin', 'uncle');
const uncle = made('uncle', 'eldest');
const told = [eldest, parent, one, sibling, child, uncle, cousin];

test('an image stands between its ancestors, its siblings and its children', () => {
  const family = familyAround(one.id, familyRows(one.id, told, live()));
  expect(names(family?.ancestors)).toEqual(['eldest', 'parent']);
  expect(names(family?.siblings)).toEqual(['one', 'sibling']);
  expect(names(family?.children)).toEqual(['child']);
  expect(family?.size).toBe(7);
});

test('what is here shows before the server told anything', () => {
  const rows = familyRows(one.id, [], live(parent, one, child, made('stranger', null)));
  const family = familyAround(one.id, rows);
  expect(names(family?.ancestors)).toEqual(['parent']);
  expect(names(family?.children)).toEqual(['child']);
  expect(family?.size).toBe(3);
});

test('images that come while it is open join it, also as grandchildren, and one that fails leaves', () => {
  const making = made('making', 'one', { status: 'pending', url: null });
  const grandchild = made('grandchild', 'making');
  const failed = { ...made('failed', 'one'), status: 'failed' as const, url: null };
  const rows = familyRows(one.id, told, live(making, grandchild, failed));
  expect(names(familyAround(one.id, rows)?.children)).toEqual(['child', 'making']);
  expect(rows.has(grandchild.id)).toBe(true);
  expect(rows.has(failed.id)).toBe(false);
});

test('a newer row takes the place of the told one, an older one does not', () => {
  const newer = { ...child, rev: child.rev + 100, prompt: 'newer' };
  const older = { ...parent, rev: 0, prompt: 'older' };
  const rows = familyRows(one.id, told, live(newer, older));
  expect(rows.get(child.id)?.prompt).toBe('newer');
  expect(rows.get(parent.id)?.prompt).toBe('a quiet lake');
});

test('a deleted image keeps its place where something goes on from it, and only there', () => {
  const gone = (row: ImageRow) => ({ ...row, prompt: '', url: null, deleted_at: 1 });
  const rows = familyRows(one.id, [eldest, gone(parent), one, gone(sibling)], live());
  expect(names([...rows.values()])).toEqual(['eldest', 'parent', 'one']);
  expect(familyTile(gone(parent), undefined, () => 'Teo')).toMatchObject({
    state: 'gone',
    label: 'deleted',
    thumbnail: '',
  });
});

test('images that name each other as parents end a line', () => {
  const two = [made('a', 'b'), made('b', 'a')];
  const rows = familyRows(idOf('a'), two, live(...two));
  expect(names(familyAround(idOf('a'), rows)?.ancestors)).toEqual(['b']);
  expect(familyPlaces(idOf('a'), rows)).toHaveLength(2);
});

test('a whole family lies on a grid without two on one place', () => {
  const places = familyPlaces(one.id, familyRows(one.id, told, live()));
  const at = (name: string) => {
    const place = places.find(({ row }) => row.id === idOf(name));
    return place && [place.column, place.line, place.parentLine];
  };
  expect(at('eldest')).toEqual([0, 0, null]);
  expect(at('parent')).toEqual([1, 0, 0]);
  expect(at('one')).toEqual([2, 0, 0]);
  expect(at('child')).toEqual([3, 0, 0]);
  expect(at('sibling')).toEqual([2, 1, 0]);
  expect(at('uncle')).toEqual([1, 2, 0]);
  expect(at('cousin')).toEqual([2, 2, 2]);
  expect(new Set(places.map(({ column, line }) => `${column} ${line}`)).size).toBe(7);
});

test('a tile says who made it and how, and how far it is', () => {
  const nameOf = () => 'Teo';
  expect(familyTile(one, undefined, nameOf)).toMatchObject({
    state: 'there',
    label: 'Teo, vary',
    words: 'Teo, vary: a quiet lake',
    pill: '',
  });
  expect(familyTile(eldest, undefined, nameOf).label).toBe('Teo');
  const making = made('making', 'one', { status: 'processing', url: null });
  const half = progress('making', { progress: 52.4, preview: 'data:image/png;base64,AA' });
  expect(familyTile(making, half, nameOf)).toMatchObject({
    state: 'making',
    pill: '52%',
    thumbnail: 'data:image/png;base64,AA',
  });
  expect(familyTile(making, undefined, nameOf).pill).toBe('Waiting');
});

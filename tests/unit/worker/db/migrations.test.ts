import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';

const folder = new URL('../../../../migrations/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .toSorted();

function migrate(db: DatabaseSync, from: string, to: string): void {
  for (const name of files.filter((file) => file >= from && file < to)) {
    const sql = readFileSync(new URL(name, folder), 'utf8');
    for (const statement of sql.split('--> statement-breakpoint')) db.exec(statement);
  }
}

/** Columns, in their order, with what SQLite says of each; and the indexes. */
const shapeOf = (db: DatabaseSync) => [
  db.prepare(`PRAGMA table_info('image')`).all(),
  db.prepare(`SELECT name, sql FROM sqlite_master WHERE tbl_name = 'image' ORDER BY name`).all(),
];

test('pictures of before the models came keep all that is known of them', () => {
  const db = new DatabaseSync(':memory:');
  migrate(db, '', '0003');
  const columns = db.prepare(`PRAGMA table_info('image')`).all();
  type Row = Record<string, string | number | null>;
  const row = (id: string, more: Row): Row => {
    // Something else in each column, so that none could be taken for another.
    const full = columns.map(({ name, type }, index) => [
      String(name),
      type === 'TEXT' || type === 'text' ? `${String(name)} of ${id}` : index,
    ]);
    return { ...Object.fromEntries(full), id, status: 'completed', ...more };
  };
  const bare = { url: null, sha256: null, price: null, error_code: null, deleted_at: null };
  const rows = [row('one', {}), row('two', bare), row('three', { deleted_at: 5, prompt: '' })];
  for (const one of rows) {
    const names = Object.keys(one);
    const insert = `INSERT INTO image (${names.join()}) VALUES (${names.map(() => '?').join()})`;
    db.prepare(insert).run(...Object.values(one));
  }
  const before = db.prepare('SELECT * FROM image ORDER BY rowid').all();
  expect(before).toHaveLength(3);

  migrate(db, '0003', '0004');
  const added = {
    shape: null,
    options: '{}',
    kind: 'original',
    parent_id: null,
    images: '[]',
    mask_sha256: null,
    set_id: null,
  };
  const after = db.prepare('SELECT * FROM image ORDER BY rowid').all();
  expect(after).toEqual(before.map((one) => ({ ...one, ...added })));
  const fresh = new DatabaseSync(':memory:');
  migrate(fresh, '', '0004');
  expect(shapeOf(db)).toEqual(shapeOf(fresh));
  const indexes = shapeOf(db)[1]?.map(({ name }) => name);
  expect(indexes).toEqual(
    expect.arrayContaining(['image_chat_created', 'image_completed_for', 'image_created']),
  );
});

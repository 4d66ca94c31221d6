import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AnyRow, MessageRow } from './history.ts';

/** What D1 has of a chat. */
export type D1Rows = { messages: AnyRow[]; images: AnyRow[] };

const away = ['message', 'image'] as const;

/** The file that stands for D1 locally, opened from outside of the app. */
export class LocalD1 {
  #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Finds the file under the app's data. */
  static in(stateDir: string): LocalD1 {
    const folder = path.join(stateDir, 'v3/d1/miniflare-D1DatabaseObject');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.sqlite'))) {
      const database = new DatabaseSync(path.join(folder, name), { timeout: 5_000 });
      const found = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'membership'`).get();
      if (found) return new LocalD1(database);
      database.close();
    }
    throw new Error(`no database in ${folder}`);
  }

  /** Takes the projection's tables away, so that every write of it fails. */
  break(): void {
    for (const name of away) this.#database.exec(`ALTER TABLE ${name} RENAME TO ${name}_away`);
  }

  /** Brings them back. */
  mend(): void {
    for (const name of away) this.#database.exec(`ALTER TABLE ${name}_away RENAME TO ${name}`);
  }

  /** The newest revision that it has of a chat's messages, also while they are taken away. */
  newest(chat: string): number {
    const there = this.#database
      .prepare(`SELECT name FROM sqlite_master WHERE name IN ('message', 'message_away')`)
      .get();
    const { rev } = this.#database
      .prepare(`SELECT max(rev) AS rev FROM ${String(there?.name)} WHERE chat_id = ?`)
      .get(chat) ?? { rev: 0 };
    return Number(rev ?? 0);
  }

  rows(chat: string): D1Rows {
    const read = (table: string) =>
      this.#database.prepare(`SELECT * FROM ${table} WHERE chat_id = ?`).all(chat);
    return { messages: read('message') as AnyRow[], images: read('image') as AnyRow[] };
  }

  close(): void {
    this.#database.close();
  }
}

/**
 * Where D1 and the room disagree, in words; empty where they agree row by row. Compares the columns
 * that both have.
 */
export function disagreements(
  room: { messages: MessageRow[]; images: AnyRow[] },
  d1: D1Rows,
): string[] {
  return [
    ...differing('message', room.messages, d1.messages),
    ...differing('image', room.images, d1.images),
  ];
}

function differing(kind: string, room: readonly AnyRow[], d1: readonly AnyRow[]): string[] {
  const copies = new Map(d1.map((row) => [row.id, row]));
  const shown = new Set(room.map(({ id }) => id));
  const wrong = room.flatMap((row) => {
    const copy = copies.get(row.id);
    if (!copy) return [`D1 lacks the ${kind} ${row.id} of revision ${row.rev}`];
    return Object.keys(row)
      .filter((key) => key in copy && !isSame(row[key], copy[key]))
      .map((key) => `${kind} ${row.id}: ${key} is ${show(row[key])}, in D1 ${show(copy[key])}`);
  });
  const surplus = d1.filter(
    ({ id, deleted_at }) => typeof deleted_at !== 'number' && !shown.has(id),
  );
  return [...wrong, ...surplus.map(({ id, rev }) => `D1 alone has ${kind} ${id}, revision ${rev}`)];
}

/** SQLite keeps what is no scalar as JSON. */
function isSame(value: unknown, kept: unknown): boolean {
  if (typeof value === 'boolean') return Number(value) === kept;
  if (typeof value !== 'object' || value === null) return value === kept;
  return kept === JSON.stringify(value);
}

const show = (value: unknown) => JSON.stringify(value);

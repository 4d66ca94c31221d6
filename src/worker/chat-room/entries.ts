import { entryRowSchema, type EntryChangeRecord, type EntryRow } from '../../protocol/entries.ts';
import { limits } from '../../protocol/limits.ts';
import type { Commit } from './commit.ts';
import type { RoomStore } from './room-store.ts';

/** Who changes an entry, and when. */
export type EntryChanger = { userId: string; now: number; commit: Commit };

/**
 * The room's context: what is kept for its prompts, and how it came to be so. Every change keeps what
 * was there before, so that nobody's words are lost to somebody else's.
 */
export class Entries {
  #sql: SqlStorage;
  #store: RoomStore;

  constructor(sql: SqlStorage, store: RoomStore) {
    this.#sql = sql;
    this.#store = store;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS entry_change (
        rev INTEGER PRIMARY KEY, before TEXT, after TEXT NOT NULL
      );
    `);
  }

  /** All that are there, without tombstones, the oldest first. */
  all(): EntryRow[] {
    return this.#store.entries().filter(({ deleted_at }) => deleted_at === null);
  }

  /** The entry of that id, also one that was deleted; or `null`. */
  get(id: string): EntryRow | null {
    return this.#store.get('entry', id);
  }

  /** Writes an entry, new or changed, and notes what it was before. */
  put(entry: Omit<EntryRow, 'rev'>, { commit }: EntryChanger): EntryRow {
    const before = this.get(entry.id);
    const row = this.#store.put('entry', entry);
    this.#sql.exec(
      'INSERT INTO entry_change (rev, before, after) VALUES (?, ?, ?)',
      row.rev,
      before === null ? null : JSON.stringify(before),
      JSON.stringify(row),
    );
    this.#sql.exec(
      `DELETE FROM entry_change WHERE rev <=
         (SELECT rev FROM entry_change ORDER BY rev DESC LIMIT 1 OFFSET ?)`,
      limits.entryChanges,
    );
    commit.change({ kind: 'entry', row });
    return row;
  }

  /** The latest changes, the newest first. */
  changes(): EntryChangeRecord[] {
    return this.#sql
      .exec<{
        rev: number;
        before: string | null;
        after: string;
      }>('SELECT rev, before, after FROM entry_change ORDER BY rev DESC')
      .toArray()
      .map(({ rev, before, after }) => {
        const row = entryRowSchema.parse(JSON.parse(after));
        return {
          rev,
          user_id: row.updated_by,
          at: row.updated_at,
          before: before === null ? null : entryRowSchema.parse(JSON.parse(before)),
          after: row,
        };
      });
  }
}

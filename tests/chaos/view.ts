import type { AnyRow, Known, MessageRow, Rows } from './history.ts';

/**
 * What a client knows of a chat, folded as docs/protocol.md says: a row replaces the one of the same
 * id where its `rev` is newer, one with `deleted_at` is gone, a snapshot replaces everything.
 */
export class View {
  /** Up to which revision everything is known; `null` before the first snapshot. */
  rev: number | null = null;
  /** Nothing is missing from this `seq` on. */
  floor = 0;
  readonly messages = new Map<string, MessageRow>();
  readonly images = new Map<string, AnyRow>();
  hasOlder = false;

  snapshot(rows: Rows, hasOlder: boolean): void {
    this.messages.clear();
    this.images.clear();
    this.changes(rows);
    this.rev = rows.rev;
    this.#reach(rows, hasOlder);
  }

  changes(rows: Rows): void {
    merge(this.messages, rows.messages);
    merge(this.images, rows.images);
    this.rev = Math.max(this.rev ?? 0, rows.rev);
  }

  history(rows: Rows, hasOlder: boolean): void {
    merge(this.messages, rows.messages);
    merge(this.images, rows.images);
    this.#reach(rows, hasOlder);
  }

  /** The messages in the order of the conversation. */
  ordered(): MessageRow[] {
    return [...this.messages.values()].toSorted((a, b) => a.seq - b.seq);
  }

  known(): Known {
    return { rev: this.rev ?? 0, floor: this.floor, messages: this.ordered() };
  }

  #reach(rows: Rows, hasOlder: boolean): void {
    this.hasOlder = hasOlder;
    this.floor = hasOlder ? Math.min(...rows.messages.map(({ seq }) => seq)) : 0;
  }
}

function merge<T extends AnyRow>(known: Map<string, T>, rows: readonly T[]): void {
  for (const row of rows) {
    const before = known.get(row.id);
    if (before && before.rev >= row.rev) continue;
    if (typeof row.deleted_at === 'number') known.delete(row.id);
    else known.set(row.id, row);
  }
}

import { database } from '../db/database.ts';
import { projectRows, type ProjectedRow } from '../db/projection.ts';
import { log } from '../log.ts';
import type { KindedRow, RoomStore } from './room-store.ts';

/** Rows in one D1 batch. */
const batchRows = 40;

/** First and longest pause after D1 failed, in milliseconds. */
const retry = { firstMs: 1_000, longestMs: 30_000 };

/**
 * Copies what changed in the room to D1: at once when quiet, again and again while D1 fails. The
 * room never waits for it.
 */
export class Projector {
  #store: RoomStore;
  #d1: D1Database;
  #running: Promise<void> | null = null;
  #failures = 0;
  #retryAt: number | null = null;

  constructor(store: RoomStore, d1: D1Database) {
    this.#store = store;
    this.#d1 = d1;
  }

  /** When to call `run` again after a failure, or `null` where there is nothing to make up for. */
  get retryAt(): number | null {
    return this.#retryAt;
  }

  /** Whether D1 lacks something. */
  get behind(): boolean {
    return this.#store.projectedRev < this.#store.rev;
  }

  /** Copies until D1 has everything or fails; after a failure, not before `retryAt`. Never throws. */
  async run(): Promise<void> {
    if (this.#retryAt !== null && Date.now() < this.#retryAt) return;
    this.#running ??= this.#copyAll().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #copyAll(): Promise<void> {
    const chatId = this.#store.chat()?.id;
    if (chatId === undefined) return;
    try {
      while (this.behind) {
        const changed = this.#store.changedSince(this.#store.projectedRev, batchRows);
        const last = changed.at(-1);
        if (!last) return;
        await projectRows(database(this.#d1), chatId, changed.flatMap(projected));
        this.#store.projectedRev = last.row.rev;
        this.#failures = 0;
        this.#retryAt = null;
      }
    } catch (error) {
      const retryMs = Math.min(retry.longestMs, retry.firstMs * 2 ** this.#failures);
      this.#failures += 1;
      this.#retryAt = Date.now() + retryMs;
      log({ event: 'projection_failed', chat_id: chatId, error, retry_ms: retryMs });
    }
  }
}

function projected(item: KindedRow): ProjectedRow[] {
  return item.kind === 'message' || item.kind === 'image' ? [item] : [];
}

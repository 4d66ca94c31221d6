import { saveReadRevs } from '../db/chats.ts';
import { database } from '../db/database.ts';
import { mostProjectedRows, projectRows, type ProjectedRow } from '../db/projection.ts';
import { log } from '../log.ts';
import type { KindedRow } from './row-kinds.ts';
import type { RoomStore } from './room-store.ts';
import type { Visitors } from './visitors.ts';

/** Between two batches while more comes in, in milliseconds: the room needs its time for people. */
const pauseMs = 500;

/** First and longest pause after D1 failed, in milliseconds. */
const retry = { firstMs: 1_000, longestMs: 30_000 };

type ProjectorParts = {
  store: RoomStore;
  visitors: Visitors;
  d1: D1Database;
  /** D1 has everything. Says whether rows of it are new, and who has read on. */
  onCaughtUp: (hasNewRows: boolean, readers: string[]) => void;
};

/**
 * Copies what changed in the room to D1: at once when quiet, again and again while D1 fails. The
 * room never waits for it.
 */
export class Projector {
  #parts: ProjectorParts;
  #running: Promise<void> | null = null;
  #failures = 0;
  #retryAt: number | null = null;
  #isStopped = false;

  constructor(parts: ProjectorParts) {
    this.#parts = parts;
  }

  /** When to call `run` again after a failure, or `null` where there is nothing to make up for. */
  get retryAt(): number | null {
    return this.#retryAt;
  }

  /** Copies nothing any more. Resolves once nothing is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#retryAt = null;
    await this.#running;
    this.#retryAt = null;
  }

  /** Whether D1 lacks something. */
  get behind(): boolean {
    const { store, visitors } = this.#parts;
    return store.projectedRev < store.rev || visitors.hasUnprojectedReads;
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
    const { store, d1, onCaughtUp } = this.#parts;
    const chatId = store.chat()?.id;
    if (chatId === undefined) return;
    try {
      if (!this.behind) return;
      let hasNewRows = false;
      const readers: string[] = [];
      while (!this.#isStopped) {
        const changed = store.changedSince(store.projectedRev, mostProjectedRows);
        const last = changed.at(-1);
        if (last) {
          await projectRows(database(d1), chatId, changed.flatMap(projected));
          if (this.#isStopped) return;
          store.projectedRev = last.row.rev;
          hasNewRows = true;
        }
        readers.push(...(await this.#copyReads(chatId)));
        this.#failures = 0;
        this.#retryAt = null;
        if (!this.behind) break;
        if (changed.length < mostProjectedRows) await scheduler.wait(pauseMs);
      }
      if (!this.#isStopped) onCaughtUp(hasNewRows, readers);
    } catch (error) {
      const retryMs = Math.min(retry.longestMs, retry.firstMs * 2 ** this.#failures);
      this.#failures += 1;
      this.#retryAt = Date.now() + retryMs;
      log({ event: 'projection_failed', chat_id: chatId, error, retry_ms: retryMs });
    }
  }

  /** @returns whose read marks are new in D1 */
  async #copyReads(chatId: string): Promise<string[]> {
    const { visitors, d1 } = this.#parts;
    const reads = this.#isStopped ? [] : visitors.unprojectedReads(mostProjectedRows);
    if (reads.length === 0) return [];
    await saveReadRevs(database(d1), chatId, reads);
    if (!this.#isStopped) visitors.markProjected(reads);
    return reads.map(({ user_id }) => user_id);
  }
}

function projected(item: KindedRow): ProjectedRow[] {
  return item.kind === 'message' || item.kind === 'image' ? [item] : [];
}

import { database } from '../db/database.ts';
import { purgeChat } from '../db/purge-chat.ts';
import { imageKey } from '../images/image-key.ts';
import type { ImageStore } from '../images/image-store.ts';
import { log } from '../log.ts';
import type { Commit } from './commit.ts';
import type { ImageJobs } from './image-jobs.ts';
import type { JobStore } from './job-store.ts';
import type { RoomStore } from './room-store.ts';

/** After a failure, or while jobs still end: when to go on, in milliseconds. */
const againMs = 5_000;

type RemovalParts = {
  store: RoomStore;
  jobs: ImageJobs;
  jobStore: JobStore;
  images: ImageStore;
  d1: D1Database;
  /** Empties the room's own storage. */
  wipe: () => Promise<void>;
};

/**
 * Takes away what was deleted: the bytes of single images, and the whole chat. Goes on until it is
 * done, over failures and restarts: what is to go is written down first.
 */
export class RoomRemoval {
  #parts: RemovalParts;
  #isGone = false;
  #againAt: number | null = null;

  constructor(parts: RemovalParts) {
    this.#parts = parts;
    if (this.isDeleted || parts.jobStore.removals().length > 0) this.note();
  }

  /** Whether the chat was deleted: nobody is let in any more. */
  get isDeleted(): boolean {
    return this.#isGone || this.#parts.store.mark('deleted') > 0;
  }

  /** When to call `run` again, or `null` where nothing is left to remove. */
  get againAt(): number | null {
    return this.#againAt;
  }

  /** There is something to remove: if nothing else comes of it, the alarm sees to it. */
  note(): void {
    this.#againAt = Date.now() + againMs;
  }

  /** Notes that the chat is to go, and stops its images in the making. */
  begin(commit: Commit, now: number): void {
    const { store, jobs } = this.#parts;
    store.setMark('deleted', now);
    this.note();
    jobs.cancelAll(store.chat()?.owner_id ?? '', commit, now);
  }

  /** Removes what can be removed now. Never throws. */
  async run(): Promise<void> {
    if (this.#isGone) return;
    this.#againAt = null;
    const chatId = this.#parts.store.chat()?.id;
    if (chatId === undefined) return;
    try {
      const isDone = this.isDeleted
        ? await this.#removeChat(chatId)
        : await this.#removeImages(chatId);
      if (!isDone) this.note();
    } catch (error) {
      log({ event: 'removal_failed', chat_id: chatId, error });
      this.note();
    }
  }

  /** An image in the making may still be stored, so its turn comes when it has ended. */
  async #removeImages(chatId: string): Promise<boolean> {
    const { jobs, jobStore, images } = this.#parts;
    const all = jobStore.removals();
    const ended = all.filter((id) => !jobs.isLive(id));
    await Promise.all(ended.map((id) => images.delete(imageKey(chatId, id))));
    for (const id of ended) jobStore.removed(id);
    return ended.length === all.length;
  }

  async #removeChat(chatId: string): Promise<boolean> {
    const { jobs, images, d1, wipe } = this.#parts;
    const stillRuns = jobs.liveCount() > 0;
    await purgeChat({ db: database(d1), images }, chatId);
    // What runs may store once more: the chat is gone when all of it has ended.
    if (stillRuns) return false;
    this.#isGone = true;
    await wipe();
    return true;
  }
}

import { markChatDeleted } from '../db/chats.ts';
import { database } from '../db/database.ts';
import { purgeChat } from '../db/purge-chat.ts';
import { imageKey, isHash, partsOfKey, thumbnailKey } from '../images/image-key.ts';
import { imageStoreOf } from '../images/image-store-of.ts';
import { mostKeys } from '../images/image-store.ts';
import { tellInboxes } from '../inbox/tell-inboxes.ts';
import { log } from '../log.ts';
import type { Commit } from './commit.ts';
import type { ImageJobs } from './image-jobs.ts';
import { unansweredMs, type JobStore } from './job-store.ts';
import type { Projector } from './projector.ts';
import type { RoomEnv } from './room-env.ts';
import type { RoomStore } from './room-store.ts';
import type { VisitedChat } from './visit.ts';

/** After a failure, or while jobs still end: when to go on, in milliseconds. */
const againMs = 5_000;

type RemovalParts = {
  store: RoomStore;
  jobs: ImageJobs;
  jobStore: JobStore;
  projector: Projector;
  env: RoomEnv;
  /** Empties the room's own storage. */
  wipe: () => Promise<void>;
};

/**
 * Takes away what was deleted: the bytes of single images, and the whole chat. Goes on until it is
 * done, over failures and restarts: what is to go is written down first.
 */
export class RoomRemoval {
  #parts: RemovalParts;
  #isDeleted: boolean;
  #isGone = false;
  #againAt: number | null = null;
  #running: Promise<void> | null = null;
  #deletions: Promise<unknown> = Promise.resolve();

  constructor(parts: RemovalParts) {
    this.#parts = parts;
    this.#isDeleted = parts.store.mark('deleted') > 0;
    parts.jobStore.deletionsBrokeOff(Date.now());
    if (this.isDeleted || parts.jobStore.removals().length > 0) this.note();
  }

  /** Whether the chat was deleted: nobody is let in any more. */
  get isDeleted(): boolean {
    return this.#isDeleted;
  }

  /** Whether it is deleted altogether: there is nothing left to read, nor to do. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** When to call `run` again, or `null` where nothing is left to remove. */
  get againAt(): number | null {
    return this.#isGone ? null : this.#againAt;
  }

  /** There is something to remove: if nothing else comes of it, the alarm sees to it. */
  note(): void {
    this.#againAt = Date.now() + againMs;
  }

  /** Notes that the chat is to go, and stops its images in the making. */
  begin(chat: VisitedChat, commit: Commit, now: number): void {
    const { store, jobs } = this.#parts;
    // A room that was never made knows neither its name nor what there is in D1.
    if (!store.chat()) store.put('chat', chat);
    store.setMark('deleted', now);
    this.#isDeleted = true;
    this.note();
    jobs.cancelAll(chat.owner_id, commit, now);
  }

  /** Removes what can be removed now; one run at a time. Never throws. */
  async run(): Promise<void> {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #runOnce(): Promise<void> {
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
    const { jobs, jobStore } = this.#parts;
    const all = jobStore.removals();
    const ended = all.filter((id) => !jobs.isLive(id));
    await this.deleteUnused(ended.flatMap((id) => this.#keysOf(chatId, id)));
    for (const id of ended) jobStore.removed(id);
    return ended.length === all.length;
  }

  /** What an image may have in the store: under its bytes' hash, and under its id in older times. */
  #keysOf(chatId: string, imageId: string): string[] {
    const row = this.#parts.store.get('image', imageId);
    const hashes = [row?.sha256, row?.mask_sha256].filter((hash) => typeof hash === 'string');
    const keys = hashes.map((hash) => imageKey(chatId, hash));
    return [imageKey(chatId, imageId), ...keys.flatMap((key) => [key, thumbnailKey(key)])];
  }

  /**
   * Deletes those of these objects that no image of this room has. One call at a time: what is being
   * deleted is noted, for an image with the same bytes may be stored in the same moment.
   *
   * @returns the keys of those that were deleted. Throws where the store fails
   */
  async deleteUnused(keys: string[]): Promise<string[]> {
    const deletion = this.#deletions.then(() => this.#deleteUnusedNow(keys));
    this.#deletions = deletion.catch(() => null);
    return deletion;
  }

  async #deleteUnusedNow(keys: string[]): Promise<string[]> {
    const { jobStore, env } = this.#parts;
    const unused = keys.filter((key) => !this.#isInUse(key));
    for (let at = 0; at < unused.length; at += mostKeys) {
      const some = unused.slice(at, at + mostKeys);
      jobStore.deletionBegins(some, Date.now());
      try {
        await imageStoreOf(env).delete(some);
        jobStore.deletionEnded(some, Date.now());
      } catch (error) {
        jobStore.deletionEnded(some, Date.now() + unansweredMs);
        throw error;
      }
    }
    return unused;
  }

  #isInUse(key: string): boolean {
    if (this.isDeleted) return false;
    const { store, jobStore } = this.#parts;
    const named = partsOfKey(key);
    if (!named) return true;
    if (isHash(named.name)) return jobStore.isInUse(named.name);
    const row = store.get('image', named.name);
    return row !== null && row.deleted_at === null;
  }

  async #removeChat(chatId: string): Promise<boolean> {
    const { jobs, projector, env, wipe } = this.#parts;
    const db = database(env.DB);
    await markChatDeleted(db, chatId, Date.now());
    await tellInboxes(env, chatId);
    // A copy that is under way would bring back what is purged.
    await projector.stop();
    const stillRuns = jobs.liveCount() > 0;
    await purgeChat({ db, images: imageStoreOf(env) }, chatId);
    // What runs may store once more: the chat is gone when all of it has ended.
    if (stillRuns) return false;
    this.#isGone = true;
    try {
      await wipe();
    } catch (error) {
      this.#isGone = false;
      throw error;
    }
    return true;
  }
}

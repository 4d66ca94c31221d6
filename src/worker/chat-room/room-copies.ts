import { tellInboxes, tellReaders } from '../inbox/tell-inboxes.ts';
import { Paced } from '../paced.ts';
import { Projector } from './projector.ts';
import type { RoomEnv } from './room-env.ts';
import type { RoomStore } from './room-store.ts';
import type { Visitors } from './visitors.ts';

/** After a write: how long until the alarm makes sure that D1 got it, in milliseconds. */
const checkMs = 10_000;

/** Between two copies to D1, in milliseconds: at once when quiet, many rows together when not. */
const pauseMs = 500;

/** Between two words to the members' inboxes: longer where there are many. */
const inboxPause = { shortestMs: 1_000, perMemberMs: 20 };

type CopiesParts = {
  store: RoomStore;
  visitors: Visitors;
  env: RoomEnv;
  isDeleted: () => boolean;
  waitUntil: (work: Promise<void>) => void;
  /** Sees to the alarm after a run. */
  afterRun: () => Promise<void>;
};

/** What goes out of the room after a write: the copy in D1, and word to the members' inboxes. */
export class RoomCopies {
  readonly projector: Projector;
  #parts: CopiesParts;
  #inboxes: Paced;
  #projecting: Paced;

  constructor(parts: CopiesParts) {
    const { store, visitors, env, waitUntil } = parts;
    this.#parts = parts;
    this.#inboxes = new Paced(
      () => waitUntil(this.#tellInboxes()),
      () => Math.max(inboxPause.shortestMs, inboxPause.perMemberMs * store.memberCount),
    );
    this.#projecting = new Paced(
      () => waitUntil(this.run()),
      () => pauseMs,
    );
    this.projector = new Projector({
      store,
      visitors,
      d1: env.DB,
      onCaughtUp: (hasNewRows, readers) => {
        if (hasNewRows) this.#inboxes.ask();
        else waitUntil(tellReaders(env, store.chatId, readers));
      },
    });
  }

  /** Something is new: it is copied soon. */
  ask(): void {
    this.#projecting.ask();
  }

  /** Copies what D1 lacks. Never throws. */
  async run(): Promise<void> {
    if (this.#parts.isDeleted() || !this.projector.behind) return;
    await this.projector.run();
    await this.#parts.afterRun();
  }

  /** When the alarm is needed for them, in milliseconds since 1970. */
  dueAt(now: number): (number | null)[] {
    if (this.#parts.isDeleted()) return [];
    return [this.projector.retryAt, this.projector.behind ? now + checkMs : null];
  }

  async #tellInboxes(): Promise<void> {
    const { store, env, isDeleted } = this.#parts;
    const chatId = isDeleted() ? undefined : store.chat()?.id;
    if (chatId !== undefined) await tellInboxes(env, chatId);
  }
}

import type { ClientMessage } from '../../protocol/client-message.ts';
import { limits } from '../../protocol/limits.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import type { ServerMessage, Snapshot } from '../../protocol/server-message.ts';
import { changesOf } from './changes.ts';
import type { ImageJobs } from './image-jobs.ts';
import type { RoomPage } from './room-page.ts';
import type { RoomStore } from './room-store.ts';

/** Messages on a page that is exported. */
const exportedMessages = 300;

type HistoryRequest = Extract<ClientMessage, { type: 'history_request' }>;

/** What is read of a room: what a client lacks, and pages of the conversation. */
export class History {
  #store: RoomStore;
  #jobs: ImageJobs;
  /** The newest page as JSON, while nothing changes: a thousand may come at once. */
  #snapshot: { rev: number; json: string } | null = null;

  constructor(store: RoomStore, jobs: ImageJobs) {
    this.#store = store;
    this.#jobs = jobs;
  }

  /**
   * What a client lacks that has everything up to `lastRev`, as JSON of messages: the changes, or a
   * fresh snapshot where that is too far back.
   */
  caughtUp(lastRev: number | null): string[] {
    const { rev } = this.#store;
    if (lastRev !== null && lastRev >= 0 && lastRev <= rev) {
      const changed = this.#store.changedSince(lastRev, limits.resumeRows + 1);
      if (changed.length <= limits.resumeRows) {
        const changes = { ...changesOf(changed, this.#store), rev };
        return [changes, ...this.#jobs.progressNow()].map((message) => JSON.stringify(message));
      }
    }
    if (this.#jobs.liveCount() > 0) return this.#freshSnapshot();
    if (this.#snapshot?.rev !== rev) {
      const [json] = this.#freshSnapshot();
      this.#snapshot = json === undefined ? null : { rev, json };
    }
    return this.#snapshot ? [this.#snapshot.json] : [];
  }

  /** The page that was asked for; `null` where the message to show it around is gone. */
  page(request: HistoryRequest): ServerMessage | null {
    const messages = this.#messagesOf(request);
    if (!messages) return null;
    return {
      type: 'history',
      client_id: request.client_id,
      messages,
      images: this.#store.imagesAround(messages),
      quoted: this.#store.quotedBy(messages),
      has_older: this.#hasOlder(messages),
      has_newer: this.#hasNewer(messages),
    };
  }

  /** The page of everything after `seq`, oldest first. */
  exportPage(seq: number): RoomPage {
    const store = this.#store;
    const messages = store.messagesAfter(seq, exportedMessages);
    return {
      chat: store.chat(),
      members: seq === 0 ? store.members() : [],
      entries: seq === 0 ? store.entries().filter(({ deleted_at }) => deleted_at === null) : [],
      messages,
      images: store.imagesOf(messages),
      quoted: store.quotedBy(messages),
      next_seq: this.#hasNewer(messages) ? (messages.at(-1)?.seq ?? null) : null,
      rev: store.rev,
      image_bytes: seq === 0 ? store.imageBytes() : 0,
      message_count: seq === 0 ? store.messageCount() : 0,
    };
  }

  #messagesOf({ before_seq, after_seq, around }: HistoryRequest): MessageRow[] | null {
    const { pageOfMessages } = limits;
    if (before_seq !== undefined) return this.#store.messagesBefore(before_seq, pageOfMessages);
    if (after_seq !== undefined) return this.#store.messagesAfter(after_seq, pageOfMessages);
    const middle = around === undefined ? null : this.#store.get('message', around);
    if (middle?.deleted_at !== null) return null;
    const half = pageOfMessages / 2;
    return [
      ...this.#store.messagesBefore(middle.seq, half),
      ...this.#store.messagesAfter(middle.seq - 1, half),
    ];
  }

  #freshSnapshot(): string[] {
    const store = this.#store;
    const chat = store.chat();
    if (!chat) return [];
    const messages = store.messagesBefore(store.nextRev, limits.pageOfMessages);
    const snapshot: Snapshot = {
      type: 'snapshot',
      rev: store.rev,
      chat,
      members: store.members(),
      messages,
      images: store.imagesAround(messages),
      quoted: store.quotedBy(messages),
      entries: store.entries().filter(({ deleted_at }) => deleted_at === null),
      progress: this.#jobs.progressNow(),
      has_older: this.#hasOlder(messages),
    };
    return [JSON.stringify(snapshot)];
  }

  #hasOlder(page: MessageRow[]): boolean {
    const [oldest] = page;
    return oldest !== undefined && this.#store.messagesBefore(oldest.seq, 1).length > 0;
  }

  #hasNewer(page: MessageRow[]): boolean {
    const newest = page.at(-1);
    return newest !== undefined && this.#store.messagesAfter(newest.seq, 1).length > 0;
  }
}

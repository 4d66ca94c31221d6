import type { QueueMessage } from '../../protocol/queue-message.ts';
import { log } from '../log.ts';
import { changesOf } from './changes.ts';
import type { Commit, CommitQueue } from './commit.ts';
import type { Connections } from './connections.ts';
import type { GateLine } from './gate-line.ts';
import type { ImageJobs } from './image-jobs.ts';
import type { ModelRefresh } from './model-refresh.ts';
import type { PromptWriter } from './prompt-writer.ts';
import type { RoomAlarm } from './room-alarm.ts';
import type { RoomCopies } from './room-copies.ts';
import type { RoomRemoval } from './room-removal.ts';
import type { RoomStore } from './room-store.ts';
import { wakeImages } from './wake-images.ts';

type DutyParts = {
  store: RoomStore;
  jobs: ImageJobs;
  connections: Connections;
  commits: CommitQueue;
  copies: RoomCopies;
  line: GateLine;
  removal: RoomRemoval;
  writer: PromptWriter;
  alarm: RoomAlarm;
  refresh: ModelRefresh;
  queue: Queue<QueueMessage>;
  /** Work that goes on when what asked for it was answered. */
  waitUntil: (work: Promise<unknown>) => void;
};

/** What a room has to do beside answering: what follows from a commit, and what the alarm reminds of. */
export class RoomDuties {
  #parts: DutyParts;

  constructor(parts: DutyParts) {
    this.#parts = parts;
  }

  /** Tells of what was written, and begins what comes of it. */
  deliver(commit: Commit): void {
    const { store, connections, copies, removal, writer, waitUntil } = this.#parts;
    const { changed, announcements, wakes } = commit;
    const rows = changed.length > 0 ? [changesOf(changed, store)] : [];
    connections.deliver(commit, [...rows, ...announcements]);
    if (changed.length > 0) copies.ask();
    this.askGate();
    if (changed.some(({ row }) => 'deleted_at' in row && row.deleted_at !== null)) {
      removal.note();
      waitUntil(removal.run().then(() => this.arm()));
    }
    for (const { kind, row } of changed) if (kind === 'message') writer.heard(row);
    this.#finishLeft();
    if (wakes.length > 0) waitUntil(this.#wake(wakes));
    waitUntil(this.arm());
  }

  /** Wakes what has not moved, and does what is left to do. Never throws: alarms give up. */
  async ring(): Promise<void> {
    const { jobs, commits, copies, line, removal, writer, alarm } = this.#parts;
    alarm.hasRung();
    if (removal.isGone) return;
    const now = Date.now();
    const steps = [
      () => commits.run((commit) => jobs.endExpired(commit, now)),
      () => this.#wake(jobs.takeOverdue(now)),
      () => line.run(),
      () => copies.run(),
      () => removal.run(),
      () => writer.finishLeft(),
    ];
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        log({ event: 'bug', where: 'alarm', error });
      }
    }
    await this.arm();
  }

  /** Somebody came: what the room knows of the world outside had better be fresh. */
  greeted(): void {
    const { refresh, waitUntil } = this.#parts;
    this.askGate();
    this.#finishLeft();
    const now = Date.now();
    if (refresh.isDue(now)) waitUntil(refresh.run(now));
  }

  /** Tells the gate what it does not know yet. */
  askGate(): void {
    const { store, line, removal, waitUntil } = this.#parts;
    if (line.isBehind && !removal.isGone && store.chat()) {
      waitUntil(line.run().then(() => this.arm()));
    }
  }

  /** Sets the alarm for the next thing that may need it. */
  async arm(): Promise<void> {
    const { jobs, copies, line, removal, writer, alarm } = this.#parts;
    if (removal.isGone) return;
    const now = Date.now();
    await alarm.setFor([
      jobs.nextOverdue(),
      line.againAt,
      removal.againAt,
      writer.dueAt(now),
      ...copies.dueAt(now),
    ]);
  }

  #finishLeft(): void {
    const { writer, removal, waitUntil } = this.#parts;
    if (writer.hasLeft && !removal.isGone) waitUntil(writer.finishLeft());
  }

  async #wake(imageIds: string[]): Promise<void> {
    if (imageIds.length === 0) return;
    await wakeImages(this.#parts.queue, this.#parts.store.chatId, imageIds);
  }
}

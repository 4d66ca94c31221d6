import type { ServerMessage } from '../../protocol/server-message.ts';
import { log } from '../log.ts';
import type { KindedRow } from './room-store.ts';

/**
 * What one commit has to tell: rows that changed, words for everybody, replies to single sockets,
 * and jobs that the queue is to wake.
 */
export class Commit {
  readonly changed: KindedRow[] = [];
  readonly announcements: ServerMessage[] = [];
  readonly replies: { to: WebSocket; message: ServerMessage }[] = [];
  readonly wakes: string[] = [];

  /** The sender alone hears this, before anything else of the commit. */
  reply(to: WebSocket, message: ServerMessage): void {
    this.replies.push({ to, message });
  }

  /** Everybody gets this row. */
  change(changed: KindedRow): void {
    this.changed.push(changed);
  }

  /** Everybody hears this, after the rows. */
  announce(message: ServerMessage): void {
    this.announcements.push(message);
  }

  /** This image's job has something to do. */
  wake(imageId: string): void {
    this.wakes.push(imageId);
  }

  /** Takes over what another commit has to tell, after what this one has. */
  add(other: Commit): void {
    this.changed.push(...other.changed);
    this.announcements.push(...other.announcements);
    this.replies.push(...other.replies);
    this.wakes.push(...other.wakes);
  }
}

type Work = { run: (commit: Commit) => void; failed: (error: unknown) => void };

/**
 * Runs pieces of work that write to the room and tells of them when they are written.
 *
 * An idle room commits and sends at once. What arrives while a commit is on its way to the disk is
 * gathered and shares the next one, transaction and frames together: a frame costs the runtime
 * about 12 microseconds however small it is. The platform's output gate holds back whatever is sent
 * until the write before it is durable, so nothing that a crash could lose is ever told.
 */
export class CommitQueue {
  #waiting: Work[] = [];
  #isDraining = false;
  #storage: DurableObjectStorage;
  #deliver: (commit: Commit) => void;
  #rolledBack: () => void;

  constructor(
    storage: DurableObjectStorage,
    options: { deliver: (commit: Commit) => void; rolledBack: () => void },
  ) {
    this.#storage = storage;
    this.#deliver = options.deliver;
    this.#rolledBack = options.rolledBack;
  }

  /**
   * Runs one piece of work in a transaction of its own: where it throws, only its writes are undone
   * and the promise rejects.
   */
  run<T>(work: (commit: Commit) => T): Promise<T> {
    const result = new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run: (commit) => resolve(work(commit)), failed: reject });
    });
    // Nobody waits for it, since it goes on while other work comes in; and it never rejects.
    if (!this.#isDraining) void this.#drain();
    return result;
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    // Whatever else arrives in the same breath, such as the rest of a frame, goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      try {
        const commit = new Commit();
        for (const work of this.#waiting.splice(0)) this.#runOne(work, commit);
        this.#deliver(commit);
        await this.#storage.sync();
      } catch (error) {
        // What was written is written: whoever was not told gets it with their next resume.
        log({ event: 'bug', where: 'commit', error });
      }
    }
    this.#isDraining = false;
  }

  #runOne(work: Work, commit: Commit): void {
    const own = new Commit();
    try {
      this.#storage.transactionSync(() => work.run(own));
      commit.add(own);
    } catch (error) {
      this.#rolledBack();
      work.failed(error);
    }
  }
}

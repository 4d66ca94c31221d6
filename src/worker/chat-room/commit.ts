import type { ServerMessage } from '../../protocol/server-message.ts';
import { log } from '../log.ts';
import type { Peer } from './peer.ts';
import type { KindedRow } from './row-kinds.ts';

/**
 * What one commit has to tell: rows that changed, words for everybody, replies to single
 * connections, and jobs that the queue is to wake.
 */
export class Commit {
  readonly changed: KindedRow[] = [];
  readonly announcements: ServerMessage[] = [];
  readonly replies: { to: Peer; message: ServerMessage }[] = [];
  readonly wakes: string[] = [];

  /** The sender alone hears this, before anything else of the commit. */
  reply(to: Peer, message: ServerMessage): void {
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

/** `perform` may be called twice, where a transaction was rolled back in between. */
type Work = {
  perform: (commit: Commit) => void;
  done: () => void;
  failed: (error: unknown) => void;
};

/**
 * Under load, which is so many pieces of work in so many milliseconds, a commit waits a little for
 * more to share it. Measured with `npm run bench`, see docs/performance.md.
 */
const load = { works: 10, withinMs: 50, gatherMs: 4 };

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
  /** The stretch of time that is counted, what was done in it, and in the one before. */
  #stretch = 0;
  #works = 0;
  #before = 0;
  #storage: DurableObjectStorage;
  #deliver: (commit: Commit) => void;
  #rolledBack: () => void;
  #untold: () => void;

  constructor(
    storage: DurableObjectStorage,
    options: {
      deliver: (commit: Commit) => void;
      rolledBack: () => void;
      /** Something was written and not told. */
      untold: () => void;
    },
  ) {
    this.#storage = storage;
    this.#deliver = options.deliver;
    this.#rolledBack = options.rolledBack;
    this.#untold = options.untold;
  }

  /**
   * Runs one piece of work: where it throws, only its writes are undone and the promise rejects.
   * It must do nothing but write to the room, since it may be run anew.
   */
  run<T>(work: (commit: Commit) => T): Promise<T> {
    const result = new Promise<T>((resolve, reject) => {
      let answer: T;
      this.#waiting.push({
        perform: (commit) => {
          answer = work(commit);
        },
        done: () => resolve(answer),
        failed: reject,
      });
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
      const works = this.#waiting.splice(0);
      try {
        this.#deliver(this.#write(works));
        await this.#storage.sync();
      } catch (error) {
        // What was written is written: whoever was not told gets it with their next resume.
        log({ event: 'bug', where: 'commit', error });
        this.#untold();
      }
      if (this.#isUnderLoad(works.length)) await scheduler.wait(load.gatherMs);
    }
    this.#isDraining = false;
  }

  /** Counts what was done in this stretch of time, and looks at the one before as well. */
  #isUnderLoad(works: number): boolean {
    const now = Date.now();
    const stretch = Math.floor(now / load.withinMs);
    if (stretch !== this.#stretch) {
      this.#before = stretch === this.#stretch + 1 ? this.#works : 0;
      this.#works = 0;
      this.#stretch = stretch;
    }
    this.#works += works;
    return Math.max(this.#works, this.#before) >= load.works;
  }

  /** All in one transaction; where one piece throws, each anew in a transaction of its own. */
  #write(works: Work[]): Commit {
    try {
      const commit = new Commit();
      this.#storage.transactionSync(() => {
        for (const work of works) work.perform(commit);
      });
      for (const work of works) work.done();
      return commit;
    } catch {
      this.#rolledBack();
    }
    const commit = new Commit();
    for (const work of works) this.#writeOne(work, commit);
    return commit;
  }

  #writeOne(work: Work, commit: Commit): void {
    const own = new Commit();
    try {
      this.#storage.transactionSync(() => work.perform(own));
    } catch (error) {
      work.failed(error);
      this.#rolledBack();
      return;
    }
    commit.add(own);
    work.done();
  }
}

import { acceptJob, advance, hasExpired, overdueAt } from '../../domain/image-job/advance.ts';
import { policy } from '../../domain/image-job/policy.ts';
import { hasEnded, type ImageJob, type JobEvent } from '../../domain/image-job/job.ts';
import { publicError, publicStatus } from '../../domain/image-job/public-status.ts';
import {
  foldProgress,
  median,
  noProgress,
  type Progress,
  type Reading,
} from '../../domain/image-progress.ts';
import type { ImageSpec } from '../../domain/models.ts';
import { queuePositions } from '../../domain/queue-positions.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { ImageProgress } from '../../protocol/server-message.ts';
import { imagePath } from '../images/image-key.ts';
import type { Listed, Turn } from '../images/turn.ts';
import type { Commit } from './commit.ts';
import type { JobStore } from './job-store.ts';
import type { RoomStore } from './room-store.ts';

/** How many of the latest images say how long a model usually takes. */
const usualOf = 9;

type LiveImage = {
  row: ImageRow;
  /** The revision at which it was asked for: its place in the queue. */
  seq: number;
  job: ImageJob;
  progress: Progress;
  position: number | null;
  /** When it was last put on the queue from here. */
  woken_at: number;
};

/**
 * The room's images in the making. Owns their jobs: every event goes through `advance`, and what
 * comes of it is written, told, and handed on.
 *
 * Live jobs and their progress are held in memory. A job is written when anything but its timing
 * changes; a crash forgets only timing, and the job is then woken a little early.
 */
export class ImageJobs {
  #store: RoomStore;
  #jobs: JobStore;
  #live = new Map<string, LiveImage>();

  constructor(store: RoomStore, jobs: JobStore) {
    this.#store = store;
    this.#jobs = jobs;
    this.reload();
  }

  /** Reads the live jobs from the store: at the start, and after a transaction was rolled back. */
  reload(): void {
    const before = this.#live;
    this.#live = new Map();
    for (const [id, job] of this.#jobs.live()) {
      const row = this.#store.get('image', id);
      if (!row) continue;
      const { progress = noProgress, position = null, woken_at = 0 } = before.get(id) ?? {};
      const seq = this.#jobs.seqOfImage(id);
      this.#live.set(id, { row, seq, job, progress, position, woken_at });
    }
    this.#reposition();
  }

  /** Takes on an image that was just asked for. */
  accept(row: ImageRow, commit: Commit, now: number): void {
    const job = acceptJob(now);
    this.#jobs.put(row.id, job, true);
    this.#live.set(row.id, {
      row,
      seq: row.rev,
      job,
      progress: noProgress,
      position: null,
      woken_at: 0,
    });
    this.#announce(this.#reposition(), commit);
    commit.wake(row.id);
  }

  /** Ids of the jobs that have not moved for too long; they count as woken from now on. */
  takeOverdue(now: number): string[] {
    const overdue = [...this.#live].filter(([, live]) => dueAt(live) <= now);
    for (const [, live] of overdue) live.woken_at = now;
    return overdue.map(([id]) => id);
  }

  /** When the next job will be overdue, or `null` where none is live. */
  nextOverdue(): number | null {
    const times = [...this.#live.values()].map(dueAt);
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** How many images of a person, or of everybody, have not ended. */
  liveCount(userId?: string): number {
    const rows = [...this.#live.values()].map(({ row }) => row);
    return rows.filter((row) => userId === undefined || row.requested_by === userId).length;
  }

  /** Whether an image has not ended. */
  isLive(imageId: string): boolean {
    return this.#live.has(imageId);
  }

  /** Takes an image away: its row becomes a tombstone, its job is canceled, its bytes will go. */
  remove(row: ImageRow, by: string, commit: Commit, now: number): void {
    const live = this.#live.get(row.id);
    const removed = { ...(live?.row ?? row), deleted_at: now, updated_at: now };
    commit.change({ kind: 'image', row: this.#putRow(removed) });
    this.#jobs.addRemoval(row.id);
    if (!live) return;
    live.row = removed;
    this.hear(row.id, { type: 'cancel_requested', by }, null, commit, now);
    commit.wake(row.id);
  }

  /** Cancels every image that has not ended. */
  cancelAll(by: string, commit: Commit, now: number): void {
    for (const id of this.#live.keys()) {
      this.hear(id, { type: 'cancel_requested', by }, null, commit, now);
      commit.wake(id);
    }
  }

  /** Ends the jobs that time alone ends, whether or not the queue delivers anything. */
  endExpired(commit: Commit, now: number): void {
    for (const [id, { job }] of this.#live) {
      if (hasExpired(job, now)) this.hear(id, { type: 'wake' }, null, commit, now);
    }
  }

  /**
   * Lets a job hear of an event.
   *
   * @param reading how far the prediction is, where the event is of a check
   * @returns what the consumer does next; `null` where it is done with the job
   */
  hear(
    imageId: string,
    event: JobEvent | Listed,
    reading: Reading | null,
    commit: Commit,
    now: number,
  ): Turn | null {
    const live = this.#live.get(imageId);
    if (!live) return null;
    const { job, effects } = advance(live.job, this.#found(event), now);
    if (differsBeyondTiming(live.job, job)) this.#jobs.put(imageId, job, !hasEnded(job));
    live.job = job;
    const moved = this.#read(live, reading, now);
    this.#settle(live, commit, now);
    const repositioned = this.#reposition();
    if (moved && this.#live.has(imageId)) repositioned.add(imageId);
    this.#announce(repositioned, commit);
    const [effect] = effects;
    return effect ? { effect, spec: specOf(live.row) } : null;
  }

  /** The current progress of every live image, for whoever joins now. */
  progressNow(): ImageProgress[] {
    return [...this.#live.values()].filter(isSeen).map(progressOf);
  }

  /** Of what was listed, the first prediction that no other job of this room has. */
  #found(event: JobEvent | Listed): JobEvent {
    if (event.type !== 'listed') return event;
    const ours = event.candidates.find((id) => !this.#jobs.knowsPrediction(id));
    const { attempt, reaches_back } = event;
    return { type: 'found', attempt, prediction_id: ours ?? null, reaches_back };
  }

  /** Notes how far the image is; returns whether that is news. */
  #read(live: LiveImage, reading: Reading | null, now: number): boolean {
    if (!reading) return false;
    const { progress: before, row } = live;
    const usual = median(this.#jobs.predictTimes(row.model, usualOf));
    live.progress = foldProgress(before, reading, usual, now);
    return (
      live.progress.percent !== before.percent ||
      live.progress.preview !== before.preview ||
      live.progress.started_at !== before.started_at
    );
  }

  /** Writes the image's row where its public state changed, and ends it where the job ended. */
  #settle(live: LiveImage, commit: Commit, now: number): void {
    const { row, job } = live;
    const started = live.progress.started_at !== null || row.status === 'processing';
    const status = publicStatus(job, started);
    if (status === row.status) return;
    const ended = hasEnded(job);
    const settled = {
      ...row,
      status,
      error: publicError(job),
      canceled_by: job.state === 'canceled' ? job.canceled_by : row.canceled_by,
      updated_at: now,
      completed_at: ended ? now : null,
      ...(job.state === 'completed'
        ? { url: imagePath(row.chat_id, row.id), predict_ms: job.predict_ms, ...job.image }
        : {}),
    };
    const written = this.#putRow(settled);
    live.row = { ...settled, rev: written.rev };
    commit.change({ kind: 'image', row: written });
    if (ended) this.#end(written, commit);
  }

  /** Writes an image's row. Of one that was taken away the words do not stay. */
  #putRow(row: ImageRow): ImageRow {
    const gone = { prompt: '', negative_prompt: '', url: null };
    return this.#store.put('image', row.deleted_at === null ? row : { ...row, ...gone });
  }

  #end(row: ImageRow, commit: Commit): void {
    this.#live.delete(row.id);
    if (row.status === 'pending' || row.status === 'processing') return;
    commit.announce({
      type: 'image_complete',
      image_id: row.id,
      rev: row.rev,
      status: row.status,
      prompt: row.prompt,
      image_url: row.url,
      error: row.error,
    });
  }

  /** Works out the places in the queue; returns the images whose place is another one now. */
  #reposition(): Set<string> {
    const images = [...this.#live].map(([id, { row, seq }]) => ({
      id,
      seq,
      pending: row.status === 'pending',
    }));
    const positions = queuePositions(images);
    const changed = new Set<string>();
    for (const [id, live] of this.#live) {
      const position = positions.get(id) ?? null;
      if (position !== live.position) changed.add(id);
      live.position = position;
    }
    return changed;
  }

  #announce(imageIds: Set<string>, commit: Commit): void {
    for (const id of imageIds) {
      const live = this.#live.get(id);
      if (live && isSeen(live)) commit.announce(progressOf(live));
    }
  }
}

/** One that was taken away goes on, until it is canceled, but nobody sees it any more. */
function isSeen({ row }: LiveImage): boolean {
  return row.deleted_at === null;
}

function dueAt({ job, woken_at }: LiveImage): number {
  return Math.max(overdueAt(job) ?? Infinity, woken_at + policy.rewakeMs);
}

function progressOf({ row, progress, position }: LiveImage): ImageProgress {
  return {
    type: 'image_progress',
    image_id: row.id,
    status: row.status,
    progress: progress.percent,
    estimated: progress.estimated,
    remaining_ms: progress.remaining_ms,
    position,
    wait_ms: null,
    preview: progress.preview,
  };
}

function specOf(row: ImageRow): ImageSpec {
  const { prompt, negative_prompt, width, height, model, seed } = row;
  return { prompt, negative_prompt, width, height, model, seed };
}

function differsBeyondTiming(before: ImageJob, after: ImageJob): boolean {
  const timeless = (job: ImageJob) => JSON.stringify({ ...job, lease_until: 0, not_before: 0 });
  return timeless(before) !== timeless(after);
}

import {
  acceptJob,
  advance,
  afterRestart,
  hasExpired,
  slotOf,
} from '../../domain/image-job/advance.ts';
import { hasEnded } from '../../domain/image-job/job.ts';
import { publicStatus } from '../../domain/image-job/public-status.ts';
import { foldProgress, median, noProgress, type Reading } from '../../domain/image-progress.ts';
import type { Answer } from '../../domain/prediction-gate/service.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { ImageProgress } from '../../protocol/server-message.ts';
import type { Asked, Report, Turn } from '../images/turn.ts';
import type { GateWord, ModelTime, RoomNews } from '../prediction-gate/gate-word.ts';
import { accountAnswerIn } from './account-answer.ts';
import type { Commit } from './commit.ts';
import type { JobStore } from './job-store.ts';
import {
  cancelerOf,
  differsBeyondTiming,
  dueAt,
  isSeen,
  progressOf,
  settledRow,
  slotReport,
  tombstoneOf,
  type LiveImage,
} from './live-image.ts';
import { eventOf } from './reported-event.ts';
import type { RoomStore } from './room-store.ts';

/** How many of the latest images say how long a model usually takes. */
const usualOf = 9;

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
  #runMs: number;
  #askedFor: (row: ImageRow) => Asked | null;
  #live = new Map<string, LiveImage>();
  /** Counts up whenever the gate has to hear of something. */
  #slotChanges = 0;
  #learned: { answers: Answer[]; measured: ModelTime[] } = { answers: [], measured: [] };
  /** What the gate said last of what is beyond this room. */
  #beyond: Pick<GateWord, 'running' | 'usual' | 'service'> = {
    running: 1,
    usual: {},
    service: { status: 'available' },
  };

  /**
   * @param runMs how long one prediction may take, in milliseconds
   * @param askedFor what a prediction for an image is asked for with; `null` where that is not known
   */
  constructor(
    store: RoomStore,
    jobs: JobStore,
    runMs: number,
    askedFor: (row: ImageRow) => Asked | null,
  ) {
    this.#store = store;
    this.#jobs = jobs;
    this.#runMs = runMs;
    this.#askedFor = askedFor;
    this.reload();
  }

  /** Reads the live jobs from the store: at the start, and after a transaction was rolled back. */
  reload(): void {
    const before = this.#live;
    this.#live = new Map();
    for (const [id, job] of this.#jobs.live()) {
      const row = this.#store.get('image', id);
      if (!row) continue;
      const { progress = noProgress, place = null, woken_at = 0 } = before.get(id) ?? {};
      this.#live.set(id, { row, job: afterRestart(job), progress, place, woken_at });
    }
    this.#slotChanges += 1;
  }

  /** Takes on an image that was just asked for. */
  accept(row: ImageRow, now: number): void {
    const job = acceptJob(now, this.#runMs);
    this.#jobs.put(row.id, job, true);
    this.#live.set(row.id, { row, job, progress: noProgress, place: null, woken_at: 0 });
    this.#slotChanges += 1;
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

  /** Whether an image is being made by that model. */
  isAskedOf(modelId: string): boolean {
    return [...this.#live.values()].some(({ row }) => row.model === modelId);
  }

  /** Whether an image has not ended. */
  isLive(imageId: string): boolean {
    return this.#live.has(imageId);
  }

  /** What an image that has not ended is asked for with; `null` for every other. */
  askedOf(imageId: string): Asked | null {
    const live = this.#live.get(imageId);
    return live ? this.#askedFor(live.row) : null;
  }

  /** How long a model usually works on an image, in milliseconds; `null` without a measure. */
  usualMs(model: string): number | null {
    return median(this.#jobs.predictTimes(model, usualOf)) ?? this.#beyond.usual[model] ?? null;
  }

  /** Whether an object of the image store was, or is being, deleted at that time or later. */
  wasDeletedSince(key: string, time: number): boolean {
    return this.#jobs.wasDeletedSince(key, time);
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
    event: Report,
    reading: Reading | null,
    commit: Commit,
    now: number,
  ): Turn | null {
    const live = this.#live.get(imageId);
    if (!live) return null;
    const slotBefore = slotOf(live.job);
    const known = eventOf(event, {
      chatId: live.row.chat_id,
      jobs: this.#jobs,
      beyond: this.#beyond,
    });
    const { job, effects } = advance(live.job, known, now);
    if (differsBeyondTiming(live.job, job)) this.#jobs.put(imageId, job, !hasEnded(job));
    live.job = job;
    const slot = slotOf(job);
    const answer = accountAnswerIn(event, this.#beyond.service);
    if (answer) this.#learned.answers.push(answer);
    if (slot !== slotBefore || answer) this.#slotChanges += 1;
    // Also one that never had to wait: otherwise nobody would hear that it has begun.
    const hasLeftLine = slotBefore === 'waits' && slot !== 'waits';
    if (hasLeftLine) live.place = null;
    const hasMoved = this.#read(live, reading, now);
    this.#settle(live, commit, now);
    if (hasMoved || hasLeftLine) this.#announce(live, commit);
    const [effect] = effects;
    return effect ? { effect, asked: this.#askedFor(live.row), at: now } : null;
  }

  /** Takes in what the gate says: slots for images of this room, and their places in the line. */
  hearGate(word: GateWord, commit: Commit, now: number): void {
    this.#beyond = word;
    for (const { image_id, position, wait_ms } of word.places) {
      const live = this.#live.get(image_id);
      if (!live || slotOf(live.job) !== 'waits') continue;
      const isNews = live.place?.position !== position || live.place.wait_ms !== wait_ms;
      live.place = { position, wait_ms };
      if (isNews) this.#announce(live, commit);
    }
    for (const id of word.given) {
      this.hear(id, { type: 'slot_given' }, null, commit, now);
      commit.wake(id);
    }
  }

  /** A number that changes whenever the gate has to hear of something. */
  get slotChanges(): number {
    return this.#slotChanges;
  }

  /** What the gate is to hear; what was learned is in it once. */
  takeNews(): RoomNews {
    const reports = [...this.#live.values()].map(slotReport);
    return {
      waiting: reports.flatMap((report) => (report && 'waits' in report ? [report.waits] : [])),
      holding: reports.flatMap((report) => (report && 'holds' in report ? [report.holds] : [])),
      answers: this.#learned.answers.splice(0),
      measured: this.#learned.measured.splice(0),
    };
  }

  /** The current progress of every live image, for whoever joins now. */
  progressNow(): ImageProgress[] {
    return [...this.#live.values()].filter(isSeen).map(progressOf);
  }

  /** Notes how far the image is; returns whether that is news. */
  #read(live: LiveImage, reading: Reading | null, now: number): boolean {
    if (!reading) return false;
    const { progress: before, row } = live;
    live.progress = foldProgress(before, reading, this.usualMs(row.model), now);
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
    if (status === row.status && cancelerOf(job) === row.canceled_by) return;
    const settled = settledRow(live, status, now);
    const written = this.#putRow(settled);
    live.row = { ...settled, rev: written.rev };
    commit.change({ kind: 'image', row: written });
    if (hasEnded(job)) this.#end(written, commit);
  }

  #putRow(row: ImageRow): ImageRow {
    return this.#store.put('image', row.deleted_at === null ? row : tombstoneOf(row));
  }

  #end(row: ImageRow, commit: Commit): void {
    this.#live.delete(row.id);
    if (row.status === 'pending' || row.status === 'processing') return;
    if (row.predict_ms !== null)
      this.#learned.measured.push({ model: row.model, ms: row.predict_ms });
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

  #announce(live: LiveImage, commit: Commit): void {
    // One that has ended was told of for the last time.
    if (this.#live.has(live.row.id) && isSeen(live)) commit.announce(progressOf(live));
  }
}

import { hasEnded, type ImageJob } from '../../domain/image-job/job.ts';
import { overdueAt, slotOf } from '../../domain/image-job/advance.ts';
import { policy } from '../../domain/image-job/policy.ts';
import { publicError } from '../../domain/image-job/public-status.ts';
import type { Progress } from '../../domain/image-progress.ts';
import type { ImageSpec } from '../../domain/models/image-spec.ts';
import type { HoldingImage, WaitingImage } from '../../domain/prediction-gate/gate.ts';
import type { ImageRow, ImageStatus } from '../../protocol/rows.ts';
import type { ImageProgress } from '../../protocol/server-message.ts';
import { imagePath } from '../images/image-key.ts';

/** Where an image stands in the line of all rooms, as the gate said last. */
export type Place = { position: number; wait_ms: number | null };

/** An image in the making, as the room has it in memory. */
export type LiveImage = {
  row: ImageRow;
  job: ImageJob;
  progress: Progress;
  /** `null` while it does not wait for a slot, or the gate has not said. */
  place: Place | null;
  /** When it was last put on the queue from here. */
  woken_at: number;
};

/** One that was taken away goes on, until it is canceled, but nobody sees it any more. */
export function isSeen({ row }: LiveImage): boolean {
  return row.deleted_at === null;
}

/** When it is to be put on the queue again, in milliseconds since 1970. */
export function dueAt({ job, woken_at }: LiveImage): number {
  return Math.max(overdueAt(job) ?? Infinity, woken_at + policy.rewakeMs);
}

/** How far it is, in words of the wire. */
export function progressOf({ row, progress, place }: LiveImage): ImageProgress {
  return {
    type: 'image_progress',
    image_id: row.id,
    status: row.status,
    progress: progress.percent,
    estimated: progress.estimated,
    remaining_ms: progress.remaining_ms,
    position: place?.position ?? null,
    wait_ms: place?.wait_ms ?? null,
    preview: progress.preview,
  };
}

/** What is asked of the model. */
export function specOf(row: ImageRow): ImageSpec {
  const { prompt, negative_prompt, width, height, shape, model, seed } = row;
  const { additions, composed_prompt, composed_negative_prompt } = row;
  const { options, images, mask_sha256 } = row;
  return {
    prompt,
    negative_prompt,
    additions,
    composed_prompt,
    composed_negative_prompt,
    width,
    height,
    shape,
    model,
    seed,
    options,
    images,
    mask_sha256,
  };
}

/** Who asked for its cancel, as long as that may still come true; `null` for nobody. */
export function cancelerOf(job: ImageJob): string | null {
  return 'canceled_by' in job ? job.canceled_by : null;
}

/** The row of an image whose job made its public status another one. */
export function settledRow({ row, job }: LiveImage, status: ImageStatus, now: number): ImageRow {
  return {
    ...row,
    status,
    error: publicError(job),
    canceled_by: cancelerOf(job),
    submitted_at: 'submitted_at' in job ? job.submitted_at : row.submitted_at,
    predicted_at: 'predicted_at' in job ? job.predicted_at : row.predicted_at,
    updated_at: now,
    completed_at: hasEnded(job) ? now : null,
    ...(job.state === 'completed'
      ? { url: imagePath(row.chat_id, job.image.sha256), predict_ms: job.predict_ms, ...job.image }
      : {}),
  };
}

/**
 * The row of an image that was taken away: neither what was asked for nor what it looked like stays.
 * By its hashes its bytes are found and removed.
 */
export function tombstoneOf(row: ImageRow): ImageRow {
  return {
    ...row,
    prompt: '',
    negative_prompt: '',
    additions: [],
    composed_prompt: null,
    composed_negative_prompt: null,
    seed: null,
    shape: null,
    options: {},
    url: null,
    thumbnail_url: null,
    placeholder: null,
    // What the provider said of it may repeat the prompt.
    error: row.error && { ...row.error, detail: null },
  };
}

/** What the gate is to know of it: that it waits for a slot, that it holds one, or nothing. */
export function slotReport({
  row,
  job,
}: LiveImage): { waits: WaitingImage } | { holds: HoldingImage } | null {
  const slot = slotOf(job);
  if (slot === null || hasEnded(job)) return null;
  const image = { image_id: row.id, user_id: row.requested_by, model: row.model };
  if (slot === 'waits') {
    return { waits: { ...image, since: job.accepted_at, turns: job.turns } };
  }
  const since = 'submitted_at' in job ? job.submitted_at : job.accepted_at;
  return { holds: { ...image, since } };
}

/** Whether a job is to be written again: a crash may forget its timing, and nothing else. */
export function differsBeyondTiming(before: ImageJob, after: ImageJob): boolean {
  const timeless = (job: ImageJob) => JSON.stringify({ ...job, lease_until: 0, not_before: 0 });
  return timeless(before) !== timeless(after);
}

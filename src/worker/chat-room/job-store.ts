import type { ImageJob } from '../../domain/image-job/job.ts';
import { policy } from '../../domain/image-job/policy.ts';
import { numberOf } from './room-tables.ts';
import { uploadKeptMs } from './upload-store.ts';

/** What jobs of before the gate lack. */
const added = { has_slot: false, turns: 0, run_ms: policy.runMs, submitted_at: null };
/**
 * For how long deletions are remembered: longer than any consumer can run (15 minutes), and than an
 * upload can be used.
 */
const deletionsKeptMs = uploadKeptMs + 60 * 60_000;

/** For how long a deletion that nobody heard the answer to may still take effect. */
export const unansweredMs = 5_000;

/** The jobs behind the room's images, in its own SQLite. Every method is synchronous. */
export class JobStore {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  put(imageId: string, job: ImageJob, live: boolean): void {
    const predictionId = 'prediction_id' in job ? job.prediction_id : null;
    this.#sql.exec(
      'INSERT OR REPLACE INTO job (image_id, live, prediction_id, body) VALUES (?, ?, ?, ?)',
      imageId,
      live ? 1 : 0,
      predictionId,
      JSON.stringify(job),
    );
  }

  /** Every job that has not ended. */
  live(): [imageId: string, job: ImageJob][] {
    return this.#sql
      .exec<{ image_id: string; body: string }>('SELECT image_id, body FROM job WHERE live = 1')
      .toArray()
      .map(({ image_id, body }) => [image_id, { ...added, ...JSON.parse(body) } as ImageJob]);
  }

  /** Whether a job of this room has that prediction. */
  knowsPrediction(predictionId: string): boolean {
    const query = 'SELECT count(*) FROM job WHERE prediction_id = ?';
    return numberOf(this.#sql, query, predictionId) > 0;
  }

  /** How long a model worked on its latest images here, in milliseconds. */
  predictTimes(model: string, limit: number): number[] {
    return this.#sql
      .exec<{ ms: number }>(
        `SELECT body ->> 'predict_ms' AS ms FROM record
         WHERE kind = 'image' AND body ->> 'model' = ? AND body ->> 'predict_ms' IS NOT NULL
         ORDER BY seq DESC LIMIT ?`,
        model,
        limit,
      )
      .toArray()
      .map(({ ms }) => ms);
  }

  /** Notes that an image's bytes are to be removed from the store. */
  addRemoval(imageId: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO removal (image_id) VALUES (?)', imageId);
  }

  /** Images whose bytes are to be removed. */
  removals(): string[] {
    return this.#sql
      .exec<{ image_id: string }>('SELECT image_id FROM removal')
      .toArray()
      .map(({ image_id }) => image_id);
  }

  removed(imageId: string): void {
    this.#sql.exec('DELETE FROM removal WHERE image_id = ?', imageId);
  }

  /** Whether an image that is not deleted has these bytes, or a mask of them. */
  isInUse(sha256: string): boolean {
    const query = `SELECT count(*) FROM record WHERE kind = 'image'
      AND ? IN (body ->> 'sha256', body ->> 'mask_sha256') AND body ->> 'deleted_at' IS NULL`;
    return numberOf(this.#sql, query, sha256) > 0;
  }

  /** Notes that objects are being deleted, from now until `deletionEnded`. */
  deletionBegins(keys: string[], now: number): void {
    this.#sql.exec('DELETE FROM deletion WHERE ended_at < ?', now - deletionsKeptMs);
    for (const key of keys) {
      this.#sql.exec('INSERT OR REPLACE INTO deletion (key, ended_at) VALUES (?, NULL)', key);
    }
  }

  /** Notes that the store answered, or that no answer came. */
  deletionEnded(keys: string[], now: number): void {
    for (const key of keys) {
      this.#sql.exec('UPDATE deletion SET ended_at = ? WHERE key = ?', now, key);
    }
  }

  /** Notes that whoever was deleting is not there any more: this room has just started. */
  deletionsBrokeOff(now: number): void {
    this.#sql.exec('UPDATE deletion SET ended_at = ? WHERE ended_at IS NULL', now + unansweredMs);
  }

  /** Whether an object was, or is being, deleted at that time or later. */
  wasDeletedSince(key: string, time: number): boolean {
    const query = 'SELECT count(*) FROM deletion WHERE key = ?1 AND ifnull(ended_at, ?2) >= ?2';
    return numberOf(this.#sql, query, key, time) > 0;
  }
}

import type { ImageJob } from '../../domain/image-job/job.ts';
import { policy } from '../../domain/image-job/policy.ts';
import { numberOf } from './room-tables.ts';

/** What jobs of before the gate lack. */
const added = { has_slot: false, turns: 0, run_ms: policy.runMs, submitted_at: null };

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
}

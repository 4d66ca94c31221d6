import type { Reading } from '../../domain/image-progress.ts';
import { isMadeOf } from '../images/read-prediction.ts';
import type { Report, Told, Turn } from '../images/turn.ts';
import type { Commit } from './commit.ts';
import type { ImageJobs } from './image-jobs.ts';
import type { JobStore } from './job-store.ts';
import type { WebhookIds } from './webhook-ids.ts';

/** Turns what is reported of an image into events for its job. */
export class ImageReports {
  #jobs: ImageJobs;
  #jobStore: JobStore;
  #webhookIds: WebhookIds;

  constructor(jobs: ImageJobs, jobStore: JobStore, webhookIds: WebhookIds) {
    this.#jobs = jobs;
    this.#jobStore = jobStore;
    this.#webhookIds = webhookIds;
  }

  /** As `ImageJobs.hear`. */
  hear(
    imageId: string,
    report: Report | Told,
    reading: Reading | null,
    commit: Commit,
    now: number,
  ): Turn | null {
    if (report.type === 'told') return this.#hearTold(imageId, report, commit, now);
    return this.#jobs.hear(imageId, report, reading, commit, now);
  }

  /** Of an image that is not live nothing is noted: it may never have been here. */
  #hearTold(imageId: string, told: Told, commit: Commit, now: number): Turn | null {
    if (!this.#jobs.isLive(imageId) || !this.#webhookIds.add(told.webhook_id, now)) return null;
    const { attempt, asked, seen } = told;
    const { prediction_id } = seen;
    // It may come before the answer to the POST that made the prediction. The signature does not
    // cover the address, so the image has to be the one that was asked for; and a prediction that
    // a job has is of no concern to another. Its files are not compared,
    // which would take calls to Replicate: it is told of at the address that we named for this image.
    const ours = this.#jobs.askedOf(imageId);
    if (ours && isMadeOf(asked, ours) && !this.#jobStore.knowsPrediction(prediction_id)) {
      const found: Report = { type: 'found', attempt, prediction_id, reaches_back: true };
      this.#jobs.hear(imageId, found, null, commit, now);
    }
    return this.#jobs.hear(imageId, seen, null, commit, now);
  }
}

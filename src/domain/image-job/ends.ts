import type { ImageFailureCode } from '../../protocol/errors.ts';
import type {
  CanceledJob,
  CompletedJob,
  FailedJob,
  LiveJob,
  StoredImage,
  StoringJob,
  UnresolvedJob,
} from './job.ts';

function ended(job: LiveJob) {
  return {
    accepted_at: job.accepted_at,
    attempt: job.attempt,
    prediction_id: 'prediction_id' in job ? job.prediction_id : null,
    submitted_at: 'submitted_at' in job ? job.submitted_at : null,
    predicted_at: 'predicted_at' in job ? job.predicted_at : null,
  };
}

/** The job, ended because of `code`. */
export function failed(
  job: LiveJob,
  code: ImageFailureCode,
  charged: boolean,
  detail: string | null = null,
): FailedJob {
  return { ...ended(job), state: 'failed', code, may_have_been_charged: charged, detail };
}

/** The job, with its image in the store. */
export function completed(job: StoringJob, image: StoredImage): CompletedJob {
  return { ...ended(job), state: 'completed', image, predict_ms: job.predict_ms };
}

/** The job, ended because somebody asked for that. */
export function canceled(job: LiveJob, by: string, charged: boolean): CanceledJob {
  return { ...ended(job), state: 'canceled', canceled_by: by, may_have_been_charged: charged };
}

/** The job, ended without knowing whether its prediction was made. */
export function unresolved(job: LiveJob): UnresolvedJob {
  return { ...ended(job), state: 'unresolved' };
}

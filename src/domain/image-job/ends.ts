import type { ImageFailureCode } from '../../protocol/errors.ts';
import type { CanceledJob, FailedJob, LiveJob, UnresolvedJob } from './job.ts';

function ended(job: LiveJob) {
  return {
    accepted_at: job.accepted_at,
    attempt: job.attempt,
    prediction_id: 'prediction_id' in job ? job.prediction_id : null,
  };
}

/** The job, ended because of `code`. */
export function failed(job: LiveJob, code: ImageFailureCode, charged: boolean): FailedJob {
  return { ...ended(job), state: 'failed', code, may_have_been_charged: charged };
}

/** The job, ended because somebody asked for that. */
export function canceled(job: LiveJob, by: string, charged: boolean): CanceledJob {
  return { ...ended(job), state: 'canceled', canceled_by: by, may_have_been_charged: charged };
}

/** The job, ended without knowing whether its prediction was made. */
export function unresolved(job: LiveJob): UnresolvedJob {
  return { ...ended(job), state: 'unresolved' };
}

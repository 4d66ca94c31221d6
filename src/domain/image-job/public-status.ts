import type { ImageError } from '../../protocol/errors.ts';
import type { ImageStatus } from '../../protocol/rows.ts';
import { imageError } from '../image-failures.ts';
import type { ImageJob } from './job.ts';

/**
 * A job as everybody may see it.
 *
 * @param started whether the provider is known to have begun
 */
export function publicStatus(job: ImageJob, started: boolean): ImageStatus {
  switch (job.state) {
    case 'queued':
    case 'submitting':
      return 'pending';
    case 'running':
      return started ? 'processing' : 'pending';
    case 'storing':
      return 'processing';
    case 'unresolved':
      return 'failed';
    case 'completed':
    case 'failed':
    case 'canceled':
      return job.state;
  }
}

/** What a job that ended badly says of it; `null` for every other. */
export function publicError(job: ImageJob): ImageError | null {
  switch (job.state) {
    case 'failed':
      return imageError(job.code, job.may_have_been_charged, job.detail ?? null);
    case 'canceled':
      return imageError('canceled', job.may_have_been_charged);
    case 'unresolved':
      return imageError('unresolved', true);
    default:
      return null;
  }
}

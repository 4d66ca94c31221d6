import { onEvent } from './on-event.ts';
import {
  hasEnded,
  type Effect,
  type EndedJob,
  type ImageJob,
  type JobEvent,
  type LiveJob,
} from './job.ts';
import { policy } from './policy.ts';
import { failed, unresolved } from './ends.ts';

/** A job as accepted at `now`. */
export function acceptJob(now: number): ImageJob {
  return {
    state: 'queued',
    attempt: 0,
    accepted_at: now,
    deadline_at: now + policy.deadlineMs,
    lease_until: 0,
    not_before: now,
    failures: 0,
    canceled_by: null,
  };
}

/**
 * Decides what becomes of a job. Pure, total and synchronous; the rules are numbered in SPEC.md.
 *
 * @param now milliseconds since 1970
 * @returns the job to persist and the effects (none or one) to carry out; no effect means that this
 *   consumer is done with the job
 */
export function advance(
  job: ImageJob,
  event: JobEvent,
  now: number,
): { job: ImageJob; effects: Effect[] } {
  if (hasEnded(job)) return { job, effects: [] };
  if (event.type === 'wake' && job.lease_until > now && !hasExpired(job, now)) {
    return { job, effects: [] };
  }
  const after = onEvent(job, event, now);
  // An event of no concern (late, repeated) must not take the lease from whoever holds it.
  if (after === job && event.type !== 'wake') return { job, effects: [] };
  const due = hasEnded(after) ? after : pastDeadline(after, now);
  // A cancel comes from a person, not from the consumer: whoever has the lease acts on it, or the
  // wake that the room sends.
  if (hasEnded(due) || event.type === 'cancel_requested') return { job: due, effects: [] };
  return nextEffect(due, now);
}

/**
 * When a job that has not moved by then should be woken again, in milliseconds since 1970;
 * `null` once it has ended.
 */
export function overdueAt(job: ImageJob): number | null {
  if (hasEnded(job)) return null;
  return Math.max(job.lease_until, job.not_before) + policy.overdueMs;
}

/** Whether a live job has nothing more to wait for: time alone ends it, without any I/O. */
export function hasExpired(job: ImageJob, now: number): boolean {
  return !hasEnded(job) && hasEnded(pastDeadline(job, now));
}

function pastDeadline(job: LiveJob, now: number): LiveJob | EndedJob {
  if (now < job.deadline_at) return job;
  const pastGrace = now >= job.deadline_at + policy.graceMs;
  switch (job.state) {
    case 'queued':
      return failed(job, 'timed_out', false);
    case 'submitting':
      return unresolved(job);
    case 'running':
      return pastGrace ? failed(job, 'timed_out', true) : job;
    case 'storing':
      return pastGrace ? failed(job, 'storage_failed', true) : job;
  }
}

function nextEffect(job: LiveJob, now: number): { job: ImageJob; effects: Effect[] } {
  if (job.not_before > now) return { job, effects: [{ type: 'wait', until: job.not_before }] };
  const leased = (effect: Effect, held: LiveJob = job) => {
    const lease =
      effect.type === 'create_prediction' ? policy.leaseMs.create : policy.leaseMs.other;
    return { job: { ...held, lease_until: now + lease }, effects: [effect] };
  };
  switch (job.state) {
    case 'queued':
      return leased(
        {
          type: 'create_prediction',
          attempt: job.attempt + 1,
          cancel_after_ms: job.deadline_at - now,
        },
        {
          ...job,
          state: 'submitting',
          submitted_at: now,
          settled_at: now + policy.leaseMs.create + policy.settleMs.unanswered,
          attempt: job.attempt + 1,
        },
      );
    case 'submitting':
      return leased({
        type: 'find_prediction',
        attempt: job.attempt,
        submitted_at: job.submitted_at,
      });
    case 'running': {
      const unwanted = job.canceled_by !== null || now >= job.deadline_at;
      return leased(
        unwanted && !job.cancel_sent
          ? { type: 'cancel_prediction', prediction_id: job.prediction_id }
          : { type: 'check_prediction', prediction_id: job.prediction_id },
      );
    }
    case 'storing':
      return leased({ type: 'store_output', prediction_id: job.prediction_id, url: job.url });
  }
}

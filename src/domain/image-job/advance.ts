import { onEvent } from './on-event.ts';
import {
  hasEnded,
  type Effect,
  type EndedJob,
  type ImageJob,
  type JobEvent,
  type LiveJob,
  type QueuedJob,
} from './job.ts';
import { policy } from './policy.ts';
import { failed, unresolved } from './ends.ts';

/**
 * A job as accepted at `now`.
 *
 * @param runMs how long its prediction may take, in milliseconds
 */
export function acceptJob(now: number, runMs: number = policy.runMs): ImageJob {
  return {
    state: 'queued',
    has_slot: false,
    attempt: 0,
    turns: 0,
    accepted_at: now,
    deadline_at: now + policy.waitMs,
    run_ms: runMs,
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
  // These do not come from the consumer: whoever has the lease acts on them, or the wake that the
  // room sends.
  if (hasEnded(due) || fromOutside.has(event.type)) return { job: due, effects: [] };
  return nextEffect(due, now);
}

/** What the room itself has to say of a job. */
const fromOutside: ReadonlySet<JobEvent['type']> = new Set(['cancel_requested', 'slot_given']);

/** Where a job stands in the line for one of the deployment's slots; `null` where it needs none. */
export function slotOf(job: ImageJob): 'waits' | 'holds' | null {
  switch (job.state) {
    case 'queued':
      return job.has_slot ? 'holds' : 'waits';
    case 'submitting':
    case 'running':
      return 'holds';
    default:
      return null;
  }
}

/**
 * A live job as its room reads it after a restart (W5): whoever had the lease is probably gone as
 * well, and waiting for it would hold up every image for the whole of it.
 */
export function afterRestart(job: ImageJob): ImageJob {
  return hasEnded(job) ? job : { ...job, lease_until: 0 };
}

/**
 * When a job that has not moved by then should be woken again, in milliseconds since 1970;
 * `null` once it has ended.
 */
export function overdueAt(job: ImageJob): number | null {
  if (hasEnded(job)) return null;
  // No consumer can do anything for it: the gate's word moves it, or its deadline.
  if (slotOf(job) === 'waits') return job.deadline_at;
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
      return failed(job, 'waited_too_long', false);
    case 'submitting':
      return unresolved(job);
    case 'running':
      return pastGrace ? failed(job, 'timed_out', true) : job;
    case 'storing':
      return failed(job, 'storage_failed', true);
  }
}

function nextEffect(job: LiveJob, now: number): { job: ImageJob; effects: Effect[] } {
  if (slotOf(job) === 'waits') return { job, effects: [] };
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
          cancel_after_ms: job.run_ms,
        },
        {
          ...withoutSlot(job),
          state: 'submitting',
          deadline_at: now + job.run_ms,
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

/** What the states after `queued` have of it: that they hold a slot goes without saying. */
function withoutSlot({ has_slot: _, ...job }: QueuedJob): Omit<QueuedJob, 'has_slot'> {
  return job;
}

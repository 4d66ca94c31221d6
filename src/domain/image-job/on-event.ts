import { canceled, completed, failed, unresolved } from './ends.ts';
import type {
  EndedJob,
  JobEvent,
  LiveJob,
  QueuedJob,
  RunningJob,
  StoringJob,
  SubmittingJob,
} from './job.ts';
import { backoff, checkInterval, policy } from './policy.ts';

type Next = LiveJob | EndedJob;
type Of<T extends JobEvent['type']> = Extract<JobEvent, { type: T }>;

/**
 * The job after an event, before it is asked what to do next. Returns the very same object where
 * the event is of no concern to the job's state (rule E2).
 */
export function onEvent(job: LiveJob, event: JobEvent, now: number): Next {
  if (event.type === 'abandoned') return onAbandoned(job);
  if (event.type === 'cancel_requested') return onCancelRequested(job, event.by, now);
  switch (job.state) {
    case 'queued':
      return event.type === 'slot_given' ? withSlot(job) : job;
    case 'submitting':
      return 'attempt' in event && event.attempt === job.attempt
        ? whileSubmitting(job, event, now)
        : job;
    case 'running':
      return 'prediction_id' in event && event.prediction_id === job.prediction_id
        ? whileRunning(job, event, now)
        : job;
    case 'storing':
      return 'prediction_id' in event && event.prediction_id === job.prediction_id
        ? whileStoring(job, event, now)
        : job;
  }
}

function withSlot(job: QueuedJob): QueuedJob {
  return job.has_slot ? job : { ...job, has_slot: true, turns: job.turns + 1 };
}

function onAbandoned(job: LiveJob): Next {
  return job.state === 'queued' ? failed(job, 'internal', false) : job;
}

function onCancelRequested(job: LiveJob, by: string, now: number): Next {
  if (job.canceled_by !== null || job.state === 'storing') return job;
  if (job.state === 'queued') return canceled(job, by, false);
  return { ...job, canceled_by: by, not_before: now };
}

function again<J extends LiveJob>(job: J, now: number, atLeastMs = 0): J {
  return {
    ...job,
    lease_until: 0,
    failures: job.failures + 1,
    not_before: now + Math.max(atLeastMs, backoff(job.failures)),
  };
}

function whileSubmitting(job: SubmittingJob, event: JobEvent, now: number): Next {
  switch (event.type) {
    case 'created':
      return running(job, event.prediction_id, now, checkInterval(0, 0));
    case 'create_refused':
      return failed(job, event.code, false, event.detail);
    case 'create_postponed':
      return job.canceled_by === null
        ? queuedAgain(job, now + Math.max(event.retry_after_ms, backoff(job.failures)))
        : canceled(job, job.canceled_by, false);
    case 'create_unknown': {
      const { answered, unanswered } = policy.settleMs;
      return { ...again(job, now), settled_at: now + (event.answered ? answered : unanswered) };
    }
    case 'find_failed':
      return again(job, now);
    case 'found':
      return onFound(job, event, now);
    default:
      return job;
  }
}

function onFound(job: SubmittingJob, event: Of<'found'>, now: number): Next {
  if (event.prediction_id !== null) return running(job, event.prediction_id, now, 0);
  if (now < job.settled_at) return again(job, now);
  if (!event.reaches_back) return unresolved(job);
  if (job.canceled_by !== null) return canceled(job, job.canceled_by, false);
  if (job.attempt >= policy.maxAttempts) return failed(job, 'provider_unavailable', false);
  return { ...toQueued(job), not_before: now, failures: 0 };
}

/** Back to where it waits; its slot it keeps, unless it says otherwise. */
function toQueued({ submitted_at: _s, settled_at: _t, ...job }: SubmittingJob): QueuedJob {
  return {
    ...job,
    state: 'queued',
    has_slot: true,
    deadline_at: job.accepted_at + policy.waitMs,
    lease_until: 0,
  };
}

function queuedAgain(job: SubmittingJob, notBefore: number): QueuedJob {
  return {
    ...toQueued(job),
    has_slot: false,
    attempt: job.attempt - 1,
    failures: job.failures + 1,
    not_before: notBefore,
  };
}

function running(
  { settled_at: _t, ...job }: SubmittingJob,
  predictionId: string,
  now: number,
  pause: number,
): RunningJob {
  return {
    ...job,
    state: 'running',
    prediction_id: predictionId,
    started_at: now,
    cancel_sent: false,
    refreshed: false,
    lease_until: 0,
    failures: 0,
    not_before: job.canceled_by === null ? now + pause : now,
  };
}

function whileRunning(job: RunningJob, event: JobEvent, now: number): Next {
  switch (event.type) {
    case 'checked':
      return onChecked(job, event, now);
    case 'check_failed':
      return event.gone
        ? failed(job, 'output_expired', true)
        : again(job, now, event.retry_after_ms);
    case 'cancel_sent':
      return { ...job, cancel_sent: true, lease_until: 0, failures: 0, not_before: now };
    case 'cancel_failed':
      return again(job, now);
    default:
      return job;
  }
}

function onChecked(job: RunningJob, event: Of<'checked'>, now: number): Next {
  switch (event.status) {
    case 'succeeded':
      if (event.output_url === null) return failed(job, 'bad_output', true);
      return storing(job, event.output_url, event.predict_ms, now);
    case 'failed':
      return failed(job, event.moderated ? 'moderated' : 'prediction_failed', true, event.detail);
    case 'canceled':
    case 'aborted': {
      const charged = event.status === 'canceled' && event.began;
      if (job.canceled_by !== null) return canceled(job, job.canceled_by, charged);
      const code = event.status === 'canceled' ? 'timed_out' : 'prediction_aborted';
      return failed(job, code, charged);
    }
    case 'starting':
    case 'processing':
    case 'unknown': {
      // A cancel that nobody has passed on yet does not wait for the next check.
      const isUrgent = job.canceled_by !== null && !job.cancel_sent;
      const pause = isUrgent ? 0 : checkInterval(now - job.started_at, event.running);
      return { ...job, lease_until: 0, failures: 0, not_before: now + pause };
    }
  }
}

function storing(
  { cancel_sent: _, ...job }: RunningJob,
  url: string,
  predictMs: number | null,
  now: number,
): StoringJob {
  return {
    ...job,
    state: 'storing',
    predicted_at: now,
    deadline_at: Math.max(job.deadline_at, now + policy.storeMs),
    url,
    predict_ms: predictMs,
    lease_until: 0,
    failures: 0,
    not_before: now,
  };
}

function whileStoring(job: StoringJob, event: JobEvent, now: number): Next {
  if (event.type === 'stored') return completed(job, event.image);
  if (event.type !== 'store_failed') return job;
  switch (event.reason) {
    case 'not_an_image':
      return failed(job, 'bad_output', true);
    case 'gone':
      return job.refreshed ? failed(job, 'output_expired', true) : checkedAfresh(job, now);
    case 'unreachable':
    case 'storage':
      return job.failures + 1 >= policy.maxStores
        ? failed(job, 'storage_failed', true)
        : again(job, now);
  }
}

function checkedAfresh(
  { url: _url, predict_ms: _predictMs, predicted_at: _at, ...job }: StoringJob,
  now: number,
): RunningJob {
  return {
    ...job,
    state: 'running',
    cancel_sent: false,
    refreshed: true,
    lease_until: 0,
    failures: 0,
    not_before: now,
  };
}

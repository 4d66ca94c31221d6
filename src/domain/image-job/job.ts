import type { ImageFailureCode } from '../../protocol/errors.ts';

/** What the consumer found in the store after writing: the facts of the stored image. */
export type StoredImage = {
  content_type: string;
  bytes: number;
  sha256: string;
  width: number;
  height: number;
  thumbnail_url: string | null;
  placeholder: string | null;
};

type Live = {
  /** POSTs whose fate was decided or is open. */
  attempt: number;
  accepted_at: number;
  /** Of its wait while it is queued, then of its run, and in the end of storing. */
  deadline_at: number;
  /** How long its prediction may take, in milliseconds. */
  run_ms: number;
  /** How often the gate gave it a slot. */
  turns: number;
  lease_until: number;
  not_before: number;
  /** Failures of the same effect in a row; sets the pause before the next try. */
  failures: number;
  canceled_by: string | null;
};

export type QueuedJob = Live & {
  state: 'queued';
  /** Whether it has one of the deployment's slots, so that its prediction may be asked for. */
  has_slot: boolean;
};

export type SubmittingJob = Live & {
  state: 'submitting';
  /** When the intent to POST was written; our prediction cannot be older. */
  submitted_at: number;
  /** From when on a list without our prediction proves that there is none. */
  settled_at: number;
};

export type RunningJob = Live & {
  state: 'running';
  prediction_id: string;
  submitted_at: number;
  started_at: number;
  /** Whether the provider was told of the cancel. */
  cancel_sent: boolean;
  /** Whether an output that had expired already sent us back here once. */
  refreshed: boolean;
};

export type StoringJob = Live & {
  state: 'storing';
  prediction_id: string;
  submitted_at: number;
  started_at: number;
  /** When the provider was seen to be done. */
  predicted_at: number;
  url: string;
  predict_ms: number | null;
  refreshed: boolean;
};

type Ended = {
  accepted_at: number;
  attempt: number;
  prediction_id: string | null;
  submitted_at: number | null;
  predicted_at: number | null;
};

export type CompletedJob = Ended & {
  state: 'completed';
  image: StoredImage;
  predict_ms: number | null;
};
export type FailedJob = Ended & {
  state: 'failed';
  code: ImageFailureCode;
  may_have_been_charged: boolean;
  /** What the provider said of it, fit to be shown. */
  detail: string | null;
};
export type CanceledJob = Ended & {
  state: 'canceled';
  canceled_by: string;
  may_have_been_charged: boolean;
};
export type UnresolvedJob = Ended & { state: 'unresolved' };

export type LiveJob = QueuedJob | SubmittingJob | RunningJob | StoringJob;
export type EndedJob = CompletedJob | FailedJob | CanceledJob | UnresolvedJob;

/** One image's way from the request to its end: only the fields that its state can have. */
export type ImageJob = LiveJob | EndedJob;

/** What a prediction's provider calls its states, and whatever it may call them tomorrow. */
export type PredictionStatus =
  'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted' | 'unknown';

/** Why an output could not be stored. */
export type StoreFailure = 'unreachable' | 'gone' | 'not_an_image' | 'storage';

export type JobEvent =
  | { type: 'wake' }
  | { type: 'slot_given' }
  | { type: 'created'; attempt: number; prediction_id: string }
  | {
      type: 'create_refused';
      attempt: number;
      code: ImageFailureCode;
      detail: string | null;
    }
  | { type: 'create_postponed'; attempt: number; retry_after_ms: number }
  | { type: 'create_unknown'; attempt: number; answered: boolean }
  | { type: 'found'; attempt: number; prediction_id: string | null; reaches_back: boolean }
  | { type: 'find_failed'; attempt: number }
  | {
      type: 'checked';
      prediction_id: string;
      status: PredictionStatus;
      /** Whether it ever began to run, as far as can be told: only then it costs. */
      began: boolean;
      /** The address of the output, where it is a usable one. */
      output_url: string | null;
      moderated: boolean;
      /** What the provider says of a failure, fit to be shown. */
      detail: string | null;
      predict_ms: number | null;
      /** Predictions that are checked over all rooms at the moment, as far as is known. */
      running: number;
    }
  | {
      type: 'check_failed';
      prediction_id: string;
      gone: boolean;
      /** How long the provider asked us to wait, in milliseconds. */
      retry_after_ms: number;
    }
  | { type: 'stored'; prediction_id: string; image: StoredImage }
  | { type: 'store_failed'; prediction_id: string; reason: StoreFailure }
  | { type: 'cancel_requested'; by: string }
  | { type: 'cancel_sent'; prediction_id: string }
  | { type: 'cancel_failed'; prediction_id: string }
  | { type: 'abandoned' };

/** The one thing that the consumer does next for a job. */
export type Effect =
  | { type: 'create_prediction'; attempt: number; cancel_after_ms: number }
  | { type: 'find_prediction'; attempt: number; submitted_at: number }
  | { type: 'check_prediction'; prediction_id: string }
  | { type: 'store_output'; prediction_id: string; url: string }
  | { type: 'cancel_prediction'; prediction_id: string }
  | { type: 'wait'; until: number };

/** Whether a job has come to its end. */
export function hasEnded(job: ImageJob): job is EndedJob {
  return (
    job.state === 'completed' ||
    job.state === 'failed' ||
    job.state === 'canceled' ||
    job.state === 'unresolved'
  );
}

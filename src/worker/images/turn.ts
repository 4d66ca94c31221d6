import type { Effect, JobEvent, StoredImage } from '../../domain/image-job/job.ts';
import type { PredictionInput } from '../../domain/models/prediction-input.ts';

/**
 * What a prediction is asked for with. Where an image that it starts from was deleted, its bytes may
 * still be there for another one, and are not to be used all the same.
 */
export type Asked = PredictionInput & { is_source_gone: boolean };

/**
 * What the room has the consumer do next, what a prediction is asked for with (`null` where the room
 * does not know the model), and when it said so by its own clock.
 */
export type Turn = { effect: Effect; asked: Asked | null; at: number };

/**
 * What the consumer stored, on the turn of which time. The room alone knows whether the same bytes
 * were deleted meanwhile for another image.
 */
export type Kept = { type: 'kept'; prediction_id: string; image: StoredImage; turn_at: number };

/** What the consumer found when it looked for a prediction whose answer never came. */
export type Listed = {
  type: 'listed';
  attempt: number;
  candidates: string[];
  reaches_back: boolean;
};

type Checked = Extract<JobEvent, { type: 'checked' }>;

/** What a consumer saw of a prediction; how many others are checked, the room knows. */
export type Seen = Omit<Checked, 'running'>;

/** What a webhook told of the prediction that an attempt made. */
export type Told = {
  type: 'told';
  webhook_id: string;
  attempt: number;
  /** What the prediction was asked for with, as far as an input of ours can have it. */
  asked: { model: string; input: PredictionInput['input'] };
  seen: Seen;
};

/** What a consumer reports: the outcome of an effect, as far as a consumer can know it. */
export type Report = Exclude<JobEvent, Checked> | Seen | Listed | Kept;

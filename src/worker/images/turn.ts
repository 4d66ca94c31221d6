import type { Effect } from '../../domain/image-job/job.ts';
import type { ImageSpec } from '../../domain/models.ts';

/** What the room has the consumer do next, and for what. */
export type Turn = { effect: Effect; spec: ImageSpec };

/** What the consumer found when it looked for a prediction whose answer never came. */
export type Listed = {
  type: 'listed';
  attempt: number;
  candidates: string[];
  reaches_back: boolean;
};

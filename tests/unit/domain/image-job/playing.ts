import { acceptJob, advance } from '../../../../src/domain/image-job/advance.ts';
import type {
  Effect,
  ImageJob,
  JobEvent,
  PredictionStatus,
} from '../../../../src/domain/image-job/job.ts';

/** When every job of these tests is accepted. */
export const T0 = 1_700_000_000_000;
export const image = {
  content_type: 'image/png',
  bytes: 10,
  sha256: 'ab',
  width: 512,
  thumbnail_url: null,
  placeholder: null,
  height: 512,
};

export type Step = [event: JobEvent, atMs?: number];

type Played = { job: ImageJob; effects: Effect[]; at: number };

/**
 * Plays events from a job that was accepted and got its slot at T0; times are milliseconds after T0.
 */
export function play(...steps: Step[]): Played {
  return playWaiting([slotGiven], ...steps);
}

/** Plays events from a job that was accepted at T0 and waits for its slot. */
export function playWaiting(...steps: Step[]): Played {
  let at = T0;
  let state: { job: ImageJob; effects: Effect[] } = { job: acceptJob(T0), effects: [] };
  for (const [event, ms] of steps) {
    at = ms === undefined ? at : T0 + ms;
    state = advance(state.job, event, at);
  }
  return { ...state, at };
}

export const wake: JobEvent = { type: 'wake' };
export const slotGiven: JobEvent = { type: 'slot_given' };
export const created: JobEvent = { type: 'created', attempt: 1, prediction_id: 'p1' };
export const unknown = (answered: boolean, attempt = 1): JobEvent => ({
  type: 'create_unknown',
  attempt,
  answered,
});
export const cancel: JobEvent = { type: 'cancel_requested', by: 'ada' };
export const checked = (
  status: PredictionStatus,
  more: Partial<Extract<JobEvent, { type: 'checked' }>> = {},
): JobEvent => ({
  type: 'checked',
  prediction_id: 'p1',
  status,
  began: true,
  output_url: null,
  moderated: false,
  detail: null,
  predict_ms: null,
  running: 1,
  ...more,
});
export const succeeded = checked('succeeded', { output_url: 'https://x/1.png', predict_ms: 4000 });
export const storeFailed = (
  reason: 'unreachable' | 'gone' | 'not_an_image' | 'storage',
): JobEvent => ({
  type: 'store_failed',
  prediction_id: 'p1',
  reason,
});
export const stored: JobEvent = { type: 'stored', prediction_id: 'p1', image };

export const running: Step[] = [[wake], [created]];
export const storing: Step[] = [...running, [succeeded, 5_000]];

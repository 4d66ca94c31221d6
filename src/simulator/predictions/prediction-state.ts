import type { PredictionRecord } from './prediction-record.ts';

/** Replicate stops every prediction after thirty minutes. */
const HARD_TIMEOUT_MS = 30 * 60_000;

/** What a prediction looks like at one moment. Times are milliseconds since 1970. */
export interface PredictionState {
  status: string;
  started_at: number | undefined;
  /** Set exactly when the state is terminal. */
  completed_at: number | undefined;
  /** Denoising steps finished so far. */
  steps_done: number;
  error: string | undefined;
}

interface Ending {
  at: number;
  status: string;
  error?: string;
}

/**
 * The state of a prediction as a pure function of its record and the clock: no timer moves it, so
 * it goes on by itself while the simulator is down.
 * @param now milliseconds since 1970
 */
export function stateAt(record: PredictionRecord, now: number): PredictionState {
  const startsAt = isHeldBack(record) ? Infinity : record.created_at + record.start_ms;
  const ending = endingOf(record, startsAt);
  const ended = now >= ending.at;
  const moment = ended ? ending.at : now;
  const started = moment >= startsAt && ending.status !== 'aborted';
  return {
    status: ended ? ending.status : started ? runningStatus(record, moment - startsAt) : 'starting',
    started_at: started ? startsAt : undefined,
    completed_at: ended ? ending.at : undefined,
    steps_done: started ? stepsDone(record, moment - startsAt) : 0,
    error: ended ? ending.error : undefined,
  };
}

function isHeldBack({ outcome, awaits_sources }: PredictionRecord): boolean {
  return awaits_sources !== undefined || (outcome.kind === 'hang' && outcome.phase === 'starting');
}

function endingOf(record: PredictionRecord, startsAt: number): Ending {
  const natural = naturalEnding(record, startsAt);
  const stop = stopOf(record, startsAt);
  return stop && stop.at < natural.at ? stop : natural;
}

function naturalEnding(record: PredictionRecord, startsAt: number): Ending {
  const { outcome } = record;
  const timeout: Ending = {
    at: record.created_at + HARD_TIMEOUT_MS,
    status: 'failed',
    error: 'Prediction timed out after 30 minutes',
  };
  switch (outcome.kind) {
    case 'succeed':
    case 'output':
      return { at: startsAt + record.run_ms, status: 'succeeded' };
    case 'fail':
      return { at: startsAt + record.run_ms / 2, status: 'failed', error: outcome.error };
    case 'abort':
      return { at: startsAt, status: 'aborted' };
    case 'hang':
      return timeout;
    case 'status': {
      const { for_ms } = outcome;
      if (for_ms === undefined) return { ...timeout, at: Infinity };
      return { at: startsAt + for_ms + record.run_ms, status: 'succeeded' };
    }
  }
}

/** A cancel by hand, or by `Cancel-After`, which calls it "aborted" if the run had not begun. */
function stopOf(record: PredictionRecord, startsAt: number): Ending | undefined {
  if (record.quirks?.ignores_cancel) return undefined;
  const byHand = record.cancel_requested_at ?? Infinity;
  const byHeader = record.created_at + (record.cancel_after_ms ?? Infinity);
  const at = Math.min(byHand, byHeader);
  if (at === Infinity) return undefined;
  return { at, status: byHeader <= byHand && at < startsAt ? 'aborted' : 'canceled' };
}

function runningStatus({ outcome }: PredictionRecord, ranMs: number): string {
  const odd = outcome.kind === 'status' && ranMs < (outcome.for_ms ?? Infinity);
  return odd ? outcome.status : 'processing';
}

function stepsDone(record: PredictionRecord, ranMs: number): number {
  const { steps } = record.plan;
  const idleMs = record.outcome.kind === 'status' ? (record.outcome.for_ms ?? 0) : 0;
  const runMs = Math.max(0, ranMs - idleMs);
  const reached = Math.min(steps, Math.floor((runMs / record.run_ms) * steps));
  // A hung run stops short of its end, as one does that has lost its machine.
  return record.outcome.kind === 'hang' ? Math.min(reached, Math.floor(steps * 0.4)) : reached;
}

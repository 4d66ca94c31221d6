import type { PredictionRecord } from './prediction-record.ts';
import { stateAt, type PredictionState } from './prediction-state.ts';
import { progressLogs } from './progress-logs.ts';

/** Replicate removes what went in and came out of a prediction an hour after it ended. */
const DATA_KEPT_MS = 3_600_000;

/**
 * A prediction as Replicate's API shows it.
 * @param baseUrl where the caller reaches this simulator, without a slash at the end
 * @param now milliseconds since 1970
 */
export function viewPrediction(
  record: PredictionRecord,
  now: number,
  baseUrl: string,
): Record<string, unknown> {
  const state = stateAt(record, now);
  const removed = state.completed_at !== undefined && now >= state.completed_at + DATA_KEPT_MS;
  const api = `${baseUrl}/v1/predictions/${record.id}`;
  return {
    id: record.id,
    model: record.model,
    version: record.version,
    input: removed ? {} : record.input,
    logs: removed ? '' : progressLogs(record, state),
    output: removed ? null : outputOf(record, state, baseUrl),
    data_removed: removed,
    error: state.error ?? null,
    source: 'api',
    status: state.status,
    created_at: iso(record.created_at),
    started_at: iso(state.started_at),
    completed_at: iso(state.completed_at),
    urls: { cancel: `${api}/cancel`, get: api, web: `${baseUrl}/p/${record.id}` },
    metrics: metricsOf(record, state),
  };
}

/** The name of a finished picture under `/files/<prediction>/`. */
export function finalFileName(record: PredictionRecord, index: number): string {
  return `out-${index}.${record.plan.format}`;
}

/** The name of the picture as it looks after some steps, under `/files/<prediction>/`. */
export function previewFileName(index: number, step: number): string {
  return `preview-${index}-${step}.png`;
}

function outputOf(record: PredictionRecord, state: PredictionState, baseUrl: string): unknown {
  const files = `${baseUrl}/files/${record.id}`;
  const each = (name: (index: number) => string): string[] =>
    Array.from({ length: record.plan.outputs }, (_, index) => `${files}/${name(index)}`);
  if (state.status === 'succeeded') {
    if (record.outcome.kind === 'output') return record.outcome.output;
    return each((index) => finalFileName(record, index));
  }
  if (state.completed_at !== undefined || state.steps_done === 0) return null;
  return each((index) => previewFileName(index, state.steps_done));
}

function metricsOf(record: PredictionRecord, state: PredictionState): Record<string, number> {
  if (state.completed_at === undefined) return {};
  const total = { total_time: (state.completed_at - record.created_at) / 1000 };
  if (state.started_at === undefined) return total;
  const ran = { predict_time: (state.completed_at - state.started_at) / 1000, ...total };
  return state.status === 'succeeded' ? { image_count: record.plan.outputs, ...ran } : ran;
}

function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

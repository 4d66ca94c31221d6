import type { PredictionRecord } from './prediction-record.ts';
import { fileAddress, finalFileName, previewFileName } from './file-address.ts';
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
  const removed =
    state.completed_at !== undefined &&
    now >= state.completed_at + (record.quirks?.data_kept_ms ?? DATA_KEPT_MS);
  const api = `${baseUrl}/v1/predictions/${record.id}`;
  return {
    id: record.id,
    model: record.model,
    version: record.version,
    input: removed ? {} : shownInput(record),
    logs: removed ? '' : progressLogs(record, state),
    output: removed ? null : outputOf(record, state, now, baseUrl),
    data_removed: removed,
    error: state.error ?? null,
    source: 'api',
    status: state.status,
    created_at: iso(record.created_at),
    started_at: iso(state.started_at),
    completed_at: iso(state.completed_at),
    urls: {
      cancel: `${api}/cancel`,
      get: api,
      ...(record.plan.pieces && { stream: `${baseUrl}/stream/predictions/${record.id}` }),
      web: `${baseUrl}/p/${record.id}`,
    },
    metrics: metricsOf(record, state),
  };
}

function outputOf(
  record: PredictionRecord,
  state: PredictionState,
  now: number,
  baseUrl: string,
): unknown {
  const { plan } = record;
  if (plan.pieces) return state.status === 'succeeded' ? saidAtEnd() : saidSoFar();
  const each = (name: (index: number) => string): string[] =>
    Array.from({ length: plan.outputs }, (_, index) =>
      fileAddress(record, state, name(index), now, baseUrl),
    );
  const asModelsDo = (addresses: readonly string[]): unknown =>
    plan.single && addresses.length < 2 ? (addresses[0] ?? null) : addresses;
  if (state.status === 'succeeded') {
    const pictures = each((index) => finalFileName(record, index));
    const { outcome } = record;
    return outcome.kind === 'output'
      ? fillIn(outcome.output, pictures, baseUrl)
      : (plan.text ?? asModelsDo(pictures));
  }
  if (state.completed_at !== undefined || state.steps_done === 0) return null;
  return asModelsDo(each((index) => previewFileName(index, state.steps_done)));

  function saidAtEnd(): unknown {
    const { outcome } = record;
    return outcome.kind === 'output' ? fillIn(outcome.output, [], baseUrl) : plan.pieces;
  }

  function saidSoFar(): unknown {
    const pieces = piecesAt(record, state);
    return state.completed_at !== undefined || pieces.length === 0 ? null : pieces;
  }
}

/** What a language model has said by then; of a scripted output only its end. */
export function piecesAt(record: PredictionRecord, state: PredictionState): readonly string[] {
  const { pieces = [] } = record.plan;
  if (record.outcome.kind !== 'output') return pieces.slice(0, state.steps_done);
  if (state.status !== 'succeeded') return [];
  const { output } = record.outcome;
  const parts: readonly unknown[] = Array.isArray(output) ? output : [output];
  return parts.filter((part) => typeof part === 'string');
}

/** The input as the caller sent it, but for what is secret: cog shows stars in its place. */
function shownInput({ input, secrets = [] }: PredictionRecord): Record<string, unknown> {
  const hidden = secrets.filter((name) => name in input).map((name) => [name, '**********']);
  return { ...input, ...Object.fromEntries(hidden) };
}

/** A scripted output with what it could not know beforehand: where its pictures are. */
function fillIn(output: unknown, pictures: readonly string[], baseUrl: string): unknown {
  if (typeof output === 'string') {
    return output
      .replaceAll('$ORIGIN', baseUrl)
      .replaceAll(/\$PICTURE_(\d)/g, (whole, index) => pictures[Number(index)] ?? whole);
  }
  if (Array.isArray(output)) return output.map((part) => fillIn(part, pictures, baseUrl));
  if (typeof output !== 'object' || output === null) return output;
  const parts = Object.entries(output);
  return Object.fromEntries(parts.map(([key, part]) => [key, fillIn(part, pictures, baseUrl)]));
}

function metricsOf(record: PredictionRecord, state: PredictionState): Record<string, number> {
  if (state.completed_at === undefined) return {};
  const total = { total_time: (state.completed_at - record.created_at) / 1000 };
  if (state.started_at === undefined) return total;
  const ran = { predict_time: (state.completed_at - state.started_at) / 1000, ...total };
  if (state.status !== 'succeeded') return ran;
  const { pieces } = record.plan;
  if (pieces) return { output_token_count: pieces.length, ...ran };
  return { image_count: record.plan.outputs, ...ran };
}

function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

import type { PredictionRecord } from './prediction-record.ts';
import type { PredictionState } from './prediction-state.ts';

/** The name of a finished picture under `/files/<prediction>/`. */
export function finalFileName(record: PredictionRecord, index: number): string {
  return `out-${index}.${record.plan.format}`;
}

/** The name of the picture as it looks after some steps, under `/files/<prediction>/`. */
export function previewFileName(index: number, step: number): string {
  return `preview-${index}-${step}.png`;
}

/**
 * The address of a file as it is given out now. Whenever addresses have expired by script, the next
 * ones are told apart by their round.
 * @param now milliseconds since 1970
 * @param baseUrl where the caller reaches this simulator, without a slash at the end
 */
export function fileAddress(
  record: PredictionRecord,
  state: PredictionState,
  name: string,
  now: number,
  baseUrl: string,
): string {
  const round = roundAt(record, state, now);
  return `${baseUrl}/files/${record.id}/${name}${round === 0 ? '' : `?round=${round}`}`;
}

/**
 * Whether an address of that round, once good, is so no longer by script.
 * @param now milliseconds since 1970
 */
export function hasExpired(
  record: PredictionRecord,
  state: PredictionState,
  round: number,
  now: number,
): boolean {
  const late = isLate(record, state, now);
  if (late && !record.quirks?.fresh_address) return true;
  return round < roundAt(record, state, now);
}

function roundAt(record: PredictionRecord, state: PredictionState, now: number): number {
  const renewed = record.quirks?.fresh_address && isLate(record, state, now) ? 1 : 0;
  return (record.address_round ?? 0) + renewed;
}

function isLate({ quirks }: PredictionRecord, state: PredictionState, now: number): boolean {
  const keptMs = quirks?.files_kept_ms ?? Infinity;
  return state.completed_at !== undefined && now >= state.completed_at + keptMs;
}

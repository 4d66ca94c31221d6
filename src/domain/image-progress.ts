/** What a check of a running prediction says of how far it is. */
export type Reading = {
  /** Whether the provider has begun. */
  started: boolean;
  /** Per cent from the model's own log, where it has one. */
  percent: number | null;
  /** A partial image as a data URL, where the model gave one. */
  preview: string | null;
};

/** How far an image is, in the room's memory. */
export type Progress = {
  started_at: number | null;
  percent: number | null;
  estimated: boolean;
  remaining_ms: number | null;
  preview: string | null;
};

export const noProgress: Progress = {
  started_at: null,
  percent: null,
  estimated: false,
  remaining_ms: null,
  preview: null,
};

/** An estimate never claims that an image is done. */
const mostEstimated = 95;

/**
 * Folds a reading into what was known. The per cent never falls; where the model gives none, it is
 * estimated from how long the model usually takes, and marked so; without any measure it stays
 * `null`.
 *
 * @param usualMs how long this model usually works, in milliseconds, as measured; or `null`
 * @param now milliseconds since 1970
 */
export function foldProgress(
  before: Progress,
  reading: Reading,
  usualMs: number | null,
  now: number,
): Progress {
  const startedAt = before.started_at ?? (reading.started ? now : null);
  const preview = reading.preview ?? before.preview;
  const elapsed = startedAt === null ? 0 : now - startedAt;
  const floor = before.percent ?? 0;

  if (reading.percent !== null || (before.percent !== null && !before.estimated)) {
    const percent = Math.min(100, Math.max(floor, Math.round(reading.percent ?? 0)));
    const remaining =
      percent > 0 && elapsed > 0 ? Math.round((elapsed * (100 - percent)) / percent) : null;
    return { started_at: startedAt, percent, estimated: false, remaining_ms: remaining, preview };
  }
  if (startedAt === null || usualMs === null) {
    return { ...before, started_at: startedAt, preview };
  }
  const percent = Math.min(mostEstimated, Math.round((100 * elapsed) / Math.max(usualMs, 1)));
  return {
    started_at: startedAt,
    percent: Math.max(floor, percent),
    estimated: true,
    remaining_ms: Math.max(0, usualMs - elapsed),
    preview,
  };
}

/** The middle of some durations, or `null` of none. */
export function median(durations: number[]): number | null {
  const sorted = durations.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

import { imageInvariants } from './check/check.ts';
import type { Broken } from './history.ts';
import type { ImageChaosResult } from './image-chaos.ts';

/** Violations of one invariant that are shown at the most. */
const mostShown = 12;

/** What a run was made of and what it found, as lines to print. */
export function imageReportOf(result: ImageChaosResult): string[] {
  const { seed, kills, history, counts, settledMs, violations } = result;
  const { asks, predictions, served } = history;
  const accepted = asks.filter(({ answers }) => answers.length > 0);
  const retries = accepted.filter(({ again }) => again !== null).length;
  const rows = new Map(
    history.reads.flatMap(({ images }) => images.map((row) => [row.id, row])),
  ).values();
  const ends = countsOf(
    [...rows].map(({ status, error }) =>
      error ? `${error.code}${error.may_have_been_charged ? ' (charged)' : ''}` : status,
    ),
  );
  return [
    `seed ${seed}: ${kills} kills, ${counts.lost} connections lost, settled ${(settledMs / 1000).toFixed(1)} s after the last start`,
    `  accepted         ${accepted.length - retries} jobs and ${retries} explicit retries, in ${counts.sent} sendings`,
    `  created          ${predictions.length} predictions, ${predictions.filter(({ billable }) => billable).length} of them billable: ${countsOf(predictions.map(({ status }) => status))}`,
    `  ended            ${ends}`,
    `  cancels          ${asks.filter(({ isCanceled }) => isCanceled).length}`,
    `  faulty           ${asks.filter(({ faults, again }) => faults.length > 0 && again === null).length}: ${countsOf(asks.filter(({ again }) => again === null).flatMap(({ faults }) => faults))}`,
    `  fetched          ${served.length} files, read ${history.reads.length} times`,
    ...Object.keys(imageInvariants).map((name) => {
      const count = violations.filter(({ invariant }) => invariant === name).length;
      return `  ${count === 0 ? 'ok    ' : 'BROKEN'}  ${name}`;
    }),
  ];
}

/** Each broken invariant, with what breaks it. */
export function brokenLines(violations: readonly Broken[]): string[] {
  return [...Map.groupBy(violations, ({ invariant }) => invariant)].flatMap(([name, found]) => [
    `VIOLATED: ${name} (${found.length} times)`,
    ...found.slice(0, mostShown).map(({ words }) => `  ${words}`),
  ]);
}

function countsOf(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(
    ([word, all]) => `${word} ${all.length}`,
  );
  return counts.toSorted().join(', ');
}

import type { ChaosResult } from './chaos.ts';
import { invariants } from './check/check.ts';
import { isRefused, requestsOf, type RequestLog } from './check/requests.ts';
import type { Source, Violation } from './history.ts';

/** What a run was made of and what it found, as lines to print. */
export function reportOf(result: ChaosResult): string[] {
  const { seed, history, faults, outages, violations } = result;
  const requests = [...requestsOf(history).values()];
  const kinds = [...Map.groupBy(requests, ({ request }) => request.type)].map(
    ([kind, logs]) => `  ${kind.padEnd(16)} ${countsOf(logs)}`,
  );
  const retried = requests.reduce((sum, { refusals }) => sum + refusals.length, 0);
  const repeated = requests.reduce((sum, { oks }) => sum + Math.max(0, oks.length - 1), 0);
  const closed = history.entries.filter(({ type }) => type === 'closed').length;
  const starts = (wanted: Source) =>
    history.entries.filter((entry) => entry.type === 'rows' && entry.source === wanted).length;
  const shaken = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ');
  const [read] = history.reads;
  const unfinished = (read?.images ?? []).filter(
    ({ status }) => status === 'pending' || status === 'processing',
  ).length;
  return [
    `seed ${seed}: ${requests.length} requests, ${closed} connections lost, revision ${read?.rev}`,
    ...kinds,
    `  answered twice   ${repeated}, refused for now or for good ${retried}`,
    `  faults           ${shaken}`,
    `  time to an ack   ${latency(requests)}`,
    ...outages.map(
      ({ from, to, behind, copied, recoveredMs }) =>
        `  D1 away          ${((to - from) / 1000).toFixed(1)} s, ${copied} of ${behind} revisions copied, ${Math.round(recoveredMs)} ms until it had them all; ${latency(
          requests.filter(({ invokedAt }) => invokedAt >= from && invokedAt < to),
        )}`,
    ),
    `  pictures         ${read?.images.length ?? 0}, of which ${unfinished} still in the making`,
    `  D1 agreed        ${Math.round(result.d1Ms)} ms after the last read`,
    `  came back        ${starts('resume')} times by resume, ${starts('snapshot')} by snapshot`,
    `  read             ${history.reads.length} times whole, ${history.resumes.length} resumes, ${history.known.length} folded views`,
    ...Object.keys({ ...invariants, 'D1 agreement': null }).map(
      (name) => `  ${broken(violations, name)}  ${name}`,
    ),
  ];
}

/** Each broken invariant once, with the smallest piece of history that shows it. */
export function violationLines(violations: readonly Violation[]): string[] {
  return [...Map.groupBy(violations, ({ invariant }) => invariant)].flatMap(([name, found]) => {
    const smallest = found.toSorted((a, b) => a.evidence.length - b.evidence.length)[0];
    return [
      `VIOLATED: ${name} (${found.length} times)`,
      `  ${smallest?.words}`,
      ...(smallest?.evidence ?? []).map((piece) => `    ${JSON.stringify(piece)}`),
    ];
  });
}

function broken(violations: readonly Violation[], name: string): string {
  const count = violations.filter(({ invariant }) => invariant === name).length;
  return count === 0 ? 'ok    ' : 'BROKEN';
}

function countsOf(logs: readonly RequestLog[]): string {
  const ok = logs.filter(({ oks }) => oks.length > 0).length;
  const refused = logs.filter(isRefused).length;
  return `${ok} ok, ${refused} refused, ${logs.length - ok - refused} unknown`;
}

/** Median and extremes of the time from asking to the first answer, in milliseconds. */
function latency(requests: readonly RequestLog[]): string {
  const times = requests
    .flatMap(({ invokedAt, oks }) => (oks[0] ? [oks[0].at - invokedAt] : []))
    .toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
  return `median ${at(0.5)} ms, 99% ${at(0.99)} ms, longest ${at(1)} ms of ${times.length}`;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux's unit of CPU time in /proc, and its pages: the same on every machine that we know of. */
const ticksPerSecond = 100;
const pageBytes = 4096;

/** Wrangler's bundler, which looks at the source all the time: no part of what serves. */
const bystander = 'esbuild';

/** What a server's processes used: CPU time so far, and memory now. */
export type Usage = { cpuSeconds: number; rssBytes: number };

/** Whether this system shows what processes use; others than Linux do not. */
export const canMeasure = existsSync('/proc/self/stat');

type Stat = { name: string; parent: number; ticks: number; pages: number };

function statOf(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may hold anything, even spaces and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system, pages] = [1, 11, 12, 21].map((at) => Number(fields[at]));
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    return { name, parent: parent ?? 0, ticks: (user ?? 0) + (system ?? 0), pages: pages ?? 0 };
  } catch {
    return null;
  }
}

function allProcesses(): Map<number, Stat> {
  const found = readdirSync('/proc').flatMap((pid): [number, Stat][] => {
    const stat = /^\d+$/.test(pid) ? statOf(pid) : null;
    return stat ? [[Number(pid), stat]] : [];
  });
  return new Map(found);
}

/** Ids of the processes that this one has started and that are still there. */
export function ownChildren(): number[] {
  if (!canMeasure) return [];
  const ours = [...allProcesses()].filter(([, { parent }]) => parent === process.pid);
  return ours.map(([pid]) => pid);
}

/** What a process and everything below it used; `null` where this system does not tell. */
export function measureProcessTree(root: number): Usage | null {
  if (!canMeasure) return null;
  const all = allProcesses();
  const usage = { cpuSeconds: 0, rssBytes: 0 };
  const add = (pid: number) => {
    const stat = all.get(pid);
    if (!stat || stat.name === bystander) return;
    usage.cpuSeconds += stat.ticks / ticksPerSecond;
    usage.rssBytes += stat.pages * pageBytes;
    for (const [child, { parent }] of all) if (parent === pid) add(child);
  };
  add(root);
  return usage;
}

/**
 * Waits until a server has done everything that its load left it, so that the CPU for it is counted
 * and the next server's turn is not disturbed by it.
 *
 * @param patienceSeconds how long at most
 */
export async function settled(root: number, patienceSeconds = 15): Promise<void> {
  const lookSeconds = 0.3;
  const idleShare = 0.05;
  let last = measureProcessTree(root)?.cpuSeconds ?? 0;
  for (let waited = 0; waited < patienceSeconds; waited += lookSeconds) {
    await new Promise((resolve) => setTimeout(resolve, lookSeconds * 1000));
    const now = measureProcessTree(root)?.cpuSeconds ?? 0;
    if (now - last <= lookSeconds * idleShare) return;
    last = now;
  }
}

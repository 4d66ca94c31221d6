import { setTimeout as pause } from 'node:timers/promises';
import { disagreements, LocalD1 } from './d1.ts';
import type { Device } from './device.ts';
import { FreshReader } from './fresh-reader.ts';
import type { History, Read, Recorder, Resume, Violation } from './history.ts';
import type { Random } from './random.ts';

/** How long what was asked may take to be answered, and the room to fall quiet, in milliseconds. */
const patienceMs = 30_000;
/** How long the last words may take to everybody once nothing moves any more, in milliseconds. */
const deliveryMs = 5_000;

const resumesTried = 12;
/** Reaches back less far than where a resume becomes a snapshot. */
const resumeReach = 400;

/** Waits until every word has arrived, then reads everything in every way that there is. */
export async function finalReads(
  devices: readonly Device[],
  recorder: Recorder,
  random: Random,
): Promise<Pick<History, 'reads' | 'resumes' | 'known'>> {
  await recorder.until(() => devices.every(({ isUp }) => isUp), patienceMs);
  const quiet = await whenQuiet(devices, recorder);
  await recorder.until(() => devices.every(({ view }) => view.rev === quiet.rev), deliveryMs);
  const live = knownBy(devices, 'live');

  for (const device of devices) device.disconnect();
  for (const device of devices) device.start();
  await recorder.until(() => devices.every(({ isUp }) => isUp), patienceMs);
  const everybody = devices.map(({ userId }) => userId);
  const allHere = () => devices.every(({ here }) => everybody.every((id) => here.has(id)));
  await recorder.until(allHere, deliveryMs);
  const resumed = knownBy(devices, 'resumed');

  const firsts = [...Map.groupBy(devices, ({ userId }) => userId).values()].flatMap(([first]) =>
    first ? [first] : [],
  );
  const reads: Read[] = [];
  for (const { address, name } of firsts) reads.push(await FreshReader.read(address, name));
  return { reads, resumes: await resumes(firsts, quiet.rev, random), known: [...live, ...resumed] };
}

function knownBy(devices: readonly Device[], when: 'live' | 'resumed'): History['known'] {
  return devices.map(({ name, view }) => ({ device: name, when, known: view.known() }));
}

/** The conversation once no picture is in the making any more. */
async function whenQuiet(devices: readonly Device[], recorder: Recorder): Promise<Read> {
  const [first] = devices;
  if (!first) throw new Error('nobody is there');
  const until = performance.now() + patienceMs * 3;
  for (;;) {
    const read = await FreshReader.read(first.address, first.name);
    const moving = read.images.some(
      ({ status }) => status === 'pending' || status === 'processing',
    );
    if (!moving || performance.now() > until) return read;
    await recorder.more('rows', 1, 1_000);
  }
}

async function resumes(devices: readonly Device[], rev: number, random: Random): Promise<Resume[]> {
  const least = Math.max(0, rev - resumeReach);
  const told: Resume[] = [];
  for (let tried = 0; tried < resumesTried; tried += 1) {
    const { address } = random.pick(devices);
    const resume = await FreshReader.resume(address, random.between(least, rev));
    if (resume) told.push(resume);
  }
  return told;
}

/** Waits until D1 has what the room has. @returns how long that took, and what it still lacks */
export async function d1Agreement(
  stateDir: string,
  { chat, read, patienceMs: longestMs }: { chat: string; read: Read; patienceMs: number },
): Promise<{ ms: number; violations: Violation[] }> {
  const since = performance.now();
  const d1 = LocalD1.in(stateDir);
  try {
    for (;;) {
      const wrong = disagreements(read, d1.rows(chat));
      const ms = performance.now() - since;
      if (wrong.length === 0) return { ms, violations: [] };
      if (ms > longestMs) {
        const words = `${wrong.length} disagreements ${Math.round(ms)} ms after everything healed`;
        const evidence = wrong.slice(0, 5);
        return { ms, violations: [{ invariant: 'D1 agreement', words, evidence }] };
      }
      // A database in a file tells nobody when it changes.
      await pause(100);
    }
  } finally {
    d1.close();
  }
}

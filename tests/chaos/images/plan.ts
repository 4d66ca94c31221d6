import { Random } from '../random.ts';
import { faultKinds, passingFault, type FaultKind, type FaultRule } from './faults.ts';

/** One request for an image, and what will be done to it. */
export type PlannedAsk = {
  name: string;
  /** Places in the lists of people and rooms. */
  person: number;
  room: number;
  prompt: string;
  seed: number;
  faults: FaultKind[];
  rules: FaultRule[];
  /** From its acknowledgement to a cancel of its author, in milliseconds. */
  cancelAfterMs: number | null;
  /** From its first sending to the others under the same `client_id`, in milliseconds. */
  resendAfterMs: number[];
  /** Whether its author asks for the same again, once, where it fails. */
  isRetried: boolean;
};

/** From one start of the app to the kill that ends it; the last is not killed. */
export type Round = {
  /** How long the app is let run, in milliseconds; as `npm start` counts where it is not even up. */
  upMs: number;
  killsTheStart: boolean;
  /** What is asked, and how long after the start. */
  asks: { ask: PlannedAsk; afterMs: number }[];
  passing: FaultRule[];
};

export type Plan = { people: string[]; rooms: number; rounds: Round[] };

/** What a run is made of. */
export type Size = {
  jobs: number;
  kills: number;
  /** Which things go wrong; all that there are where it is left out. */
  kinds?: readonly FaultKind[];
  /** For how many of the jobs; for a third where it is left out. */
  share?: number;
};

/** For how long after a start it is killed, in milliseconds. */
const upMs = { least: 200, most: 6_000 };
/** Asked as late as this after a kill: then the request waits for the next start, in milliseconds. */
const askedLateMs = 1_000;

const names = ['Ada', 'Lin', 'Grace', 'Edith'];

/** Everything that will be done in a run: the same for the same seed and size. */
export function planOf(seed: number, size: Size): Plan {
  const { jobs, kills, kinds = faultKinds, share = 1 / 3 } = size;
  const random = new Random(seed);
  const rooms = 3;
  const asks = Array.from({ length: jobs }, (_, number): PlannedAsk => {
    const name = `ask-${seed}-${String(number).padStart(4, '0')}`;
    // Ends in a word, so that no prompt is the beginning of another's.
    const prompt = `${name} lighthouse`;
    const faults = random.chance(share) ? faultsOf(kinds, random) : [];
    const rules = faults.map(({ rule }) => rule({ prompt_includes: prompt }, random));
    const hasToBeCanceled = faults.some(({ call }) => call === 'cancel');
    const hangs = faults.some(({ endless }) => endless);
    const isCanceled = hasToBeCanceled || random.chance(hangs ? 0.5 : 0.08);
    return {
      name,
      person: random.between(0, names.length - 1),
      room: random.between(0, rooms - 1),
      prompt,
      seed: random.between(1, 1_000_000),
      faults,
      rules,
      cancelAfterMs: isCanceled ? random.between(0, 6_000) : null,
      resendAfterMs: random.chance(0.2)
        ? Array.from({ length: random.between(1, 3) }, () => random.between(0, 8_000))
        : [],
      isRetried: random.chance(0.5),
    };
  });
  const rounds = Array.from({ length: kills + 1 }, (_, round): Round => {
    const up = random.between(upMs.least, upMs.most);
    const first = Math.round((round * jobs) / (kills + 1));
    const after = Math.round(((round + 1) * jobs) / (kills + 1));
    return {
      upMs: up,
      // The first start makes the database, and is waited for.
      killsTheStart: round > 0 && round < kills && random.chance(0.1),
      asks: asks
        .slice(first, after)
        .map((ask) => ({ ask, afterMs: random.between(0, up + askedLateMs) })),
      passing: random.chance(0.25) ? [passingFault(random)] : [],
    };
  });
  return { people: names, rooms, rounds };
}

/**
 * One thing that goes wrong, or two at different calls: a request that is asked for in vain again
 * and again, or before a prediction that hangs, may take until the end of a run.
 */
function faultsOf(kinds: readonly FaultKind[], random: Random): FaultKind[] {
  if (kinds.length === 0) return [];
  const first = random.pick(kinds);
  const others = kinds.filter(({ call, endless }) => call !== first.call && !endless);
  const hasSecond = !first.endless && others.length > 0 && random.chance(0.2);
  return hasSecond ? [first, random.pick(others)] : [first];
}

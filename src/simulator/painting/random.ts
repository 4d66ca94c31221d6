/** A 32-bit hash of a text (FNV-1a with a final scramble), so that every word counts. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A stream of numbers that is the same for the same seed, everywhere and always. */
export interface Random {
  /** From 0 up to 1. */
  next: () => number;
  /** From `low` up to `high`. */
  range: (low: number, high: number) => number;
  /** One of `items`, which must not be empty. */
  pick: <T>(items: readonly [T, ...T[]]) => T;
  /** Whether something of this likelihood happens. */
  chance: (likelihood: number) => boolean;
}

/** Makes such a stream (mulberry32). */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    range: (low, high) => low + next() * (high - low),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    chance: (likelihood) => next() < likelihood,
  };
}

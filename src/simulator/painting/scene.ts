import type { Look } from './looks/look-words.ts';
import { makeNoise, type Noise } from './noise.ts';
import { choosePalette, type Palette } from './palette.ts';
import { makeRandom, type Random } from './random.ts';
import { readPrompt } from './read-prompt.ts';
import type { Concept } from './vocabulary.ts';

/** What to paint. The same order gives the same bytes. */
export interface PaintOrder {
  prompt: string;
  negative_prompt?: string;
  seed: number;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}

/**
 * A picture before it is painted. Lengths are in units of which the shorter side has 1000.
 */
export interface Scene {
  /** Width and height in units. */
  w: number;
  h: number;
  has: (concept: Concept) => boolean;
  palette: Palette;
  /** Where sky and ground meet, in units from the top. */
  horizon: number;
  /** Where the light comes from, in units, and whether it is to be seen as a disc. */
  light: { x: number; y: number; disc: 'sun' | 'moon' | 'hidden'; radius: number };
  /** Where the main subject stands, in units: on a third, away from the light. */
  focus: number;
  /** -1 when the main subject is on the left. */
  side: -1 | 1;
  noise: Noise;
  /** How it is to be painted, and a number that stands for seed and words. */
  style: { looks: readonly Look[]; wording: number };
  /** A fresh stream of chance for one part of the picture, so that parts do not disturb each other. */
  random: (part: string) => Random;
}

/** Composes a picture from the words of the prompt and the seed. */
export function composeScene(order: PaintOrder): Scene {
  const reading = readPrompt(order.prompt, order.negative_prompt ?? '');
  const seed = (reading.hash ^ Math.imul(order.seed | 0, 0x9e3779b1)) >>> 0;
  const random = (part: string): Random => {
    let mixed = seed;
    for (let i = 0; i < part.length; i += 1)
      mixed = Math.imul(mixed ^ part.charCodeAt(i), 0x5bd1e995);
    return makeRandom(mixed ^ (mixed >>> 15));
  };
  const unit = 1000 / Math.min(order.width, order.height);
  const [w, h] = [order.width * unit, order.height * unit];
  const has = (concept: Concept): boolean => reading.concepts.has(concept);
  const chance = random('composition');
  const palette = choosePalette(reading, random('palette'));
  const side = chance.chance(0.5) ? -1 : 1;
  const tall = h > w * 1.2;
  const horizon = h * (tall ? chance.range(0.6, 0.68) : chance.range(0.56, 0.66));
  const night = palette.time === 'night';
  const moonlit = has('moon') || (night && !has('aurora') && !has('storm') && chance.chance(0.5));
  const covered = has('storm') || has('rain') || has('aurora');
  const lightX = w * (0.5 - side * chance.range(0.1, 0.24));
  const high = moonlit || palette.time === 'noon';
  const disc = has('moon') || (moonlit && !has('sun')) ? 'moon' : showsSun() ? 'sun' : 'hidden';
  return {
    w,
    h,
    has,
    palette,
    horizon,
    light: {
      x: lightX,
      y: high ? horizon * chance.range(0.26, 0.4) : horizon - 1000 * chance.range(0.015, 0.09),
      disc,
      radius: disc === 'moon' ? 46 : 38,
    },
    focus: w * (0.5 + side * 0.185),
    side,
    noise: makeNoise(seed),
    style: { looks: reading.looks, wording: reading.wording ^ seed },
    random,
  };

  function showsSun(): boolean {
    if (night || has('fog')) return has('sun');
    return has('sun') || (!covered && palette.time !== 'bluehour' && palette.time !== 'dusk');
  }
}

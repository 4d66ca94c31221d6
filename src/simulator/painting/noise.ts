import { makeRandom } from './random.ts';

/** Smooth noise over the plane, roughly 0 to 1. */
export type Noise = (x: number, y: number) => number;

const SIZE = 256;

/** Value noise on a lattice of 256, smoothed. */
export function makeNoise(seed: number): Noise {
  const random = makeRandom(seed);
  const lattice = Float32Array.from({ length: SIZE * SIZE }, () => random.next());
  const at = (x: number, y: number): number => lattice[((y & 255) << 8) | (x & 255)] ?? 0;
  return (x, y) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const fx = x - x0;
    const fy = y - y0;
    const sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const top = at(x0, y0) + (at(x0 + 1, y0) - at(x0, y0)) * sx;
    const low = at(x0, y0 + 1) + (at(x0 + 1, y0 + 1) - at(x0, y0 + 1)) * sx;
    return top + (low - top) * sy;
  };
}

/** Noise summed over octaves, each twice as fine and half as strong; 0 to 1. */
export function fbm(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  let px = x;
  let py = y;
  for (let i = 0; i < octaves; i += 1) {
    sum += noise(px, py) * weight;
    total += weight;
    weight *= 0.5;
    // Turned a little each time, so that the lattice does not show.
    const turned = px * 1.6 - py * 1.2 + 17.3;
    py = px * 1.2 + py * 1.6 + 9.1;
    px = turned;
  }
  return sum / total;
}

/** 0 below `low`, 1 above `high`, smooth in between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

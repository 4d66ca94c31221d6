import { css, mix, type Colour } from '../colour.ts';
import { fbm } from '../noise.ts';
import type { Scene } from '../scene.ts';
import { n, type Definitions, type Point } from '../svg.ts';

/** The line of a ridge: its height above the horizon line of its layer at `x`. */
export type Profile = (x: number) => number;

export interface RidgeLayer {
  /** Where the ridge would lie flat, in units from the top. */
  base: number;
  /** How far it rises above that. */
  rise: number;
  /** Length of its waves in units. */
  wave: number;
  /** 0 rolls, 1 has sharp peaks. */
  sharp: number;
  /** Height of the firs along it; 0 for none. */
  trees: number;
  /** 0 is the farthest, 1 the nearest. */
  near: number;
  shift: number;
}

/** How high a layer stands at `x`, in units from the top. */
export function profileOf(scene: Scene, layer: RidgeLayer): Profile {
  return (x) => {
    const at = x / layer.wave + layer.shift;
    const rolling = fbm(scene.noise, at, layer.shift * 3.7, 4);
    const peaks = 1 - Math.abs(2 * fbm(scene.noise, at * 0.8, layer.shift * 5.1, 5) - 1) * 1.5;
    const height = rolling * (1 - layer.sharp) + peaks * layer.sharp;
    return layer.base - (height - 0.35) * layer.rise;
  };
}

/** Draws one ridge: dark along its crest, fading into haze towards its foot. */
export function drawRidge(
  scene: Scene,
  defs: Definitions,
  layer: RidgeLayer,
  foot: number,
): string {
  const { palette } = scene;
  const crest = ridgeColour(scene, layer.near);
  const mist = scene.has('fog') ? 0.92 - layer.near * 0.6 : 0.5 - layer.near * 0.38;
  const base = mix(crest, palette.haze, mist);
  const top = layer.base - layer.rise * 0.7 - layer.trees;
  const fill = defs.linearBetween(
    [0, top],
    [0, foot],
    [
      [0, crest],
      [0.35, mix(crest, base, 0.25)],
      [1, base],
    ],
  );
  const line = layer.trees > 0 ? treeLine(scene, layer) : plainLine(scene, layer);
  const d = `M-10 ${n(foot)}L${line.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}L${n(scene.w + 10)} ${n(foot)}Z`;
  return `<path d="${d}" fill="${fill}"/>`;
}

/** The colour of land at a distance: 0 far, 1 near. */
export function ridgeColour({ palette, has }: Scene, near: number): Colour {
  const far = mix(palette.haze, palette.low, 0.25);
  const reach = has('fog') ? 0.04 + near ** 1.5 * 0.86 : 0.16 + near ** 1.15 * 0.84;
  return mix(far, palette.near, reach);
}

/** Snow and light on the sunward side of sharp peaks. */
export function drawSnow(scene: Scene, layer: RidgeLayer): string {
  const profile = profileOf(scene, layer);
  const line: Point[] = [];
  const lower: Point[] = [];
  const chance = scene.random(`snow${layer.shift}`);
  const snowLine = layer.base - layer.rise * 0.3;
  for (let x = -10; x <= scene.w + 10; x += 7) {
    const y = profile(x);
    const depth = Math.max(0, snowLine - y) * chance.range(0.35, 0.75);
    line.push([x, y]);
    lower.push([x + (chance.next() - 0.5) * 6, y + depth]);
  }
  const points = [...line, ...lower.toReversed()];
  const colour = css(mix(scene.palette.cloudLit, ridgeColour(scene, layer.near), 0.25));
  return `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z" fill="${colour}" opacity="0.8"/>`;
}

function plainLine(scene: Scene, layer: RidgeLayer): Point[] {
  const profile = profileOf(scene, layer);
  const step = layer.sharp > 0.3 ? 5 : 9;
  const line: Point[] = [];
  for (let x = -10; x <= scene.w + 10 + step; x += step) line.push([x, profile(x)]);
  return line;
}

/** Firs shoulder to shoulder, each a trunk line with drooping tiers. */
function treeLine(scene: Scene, layer: RidgeLayer): Point[] {
  const profile = profileOf(scene, layer);
  const chance = scene.random(`firs${layer.shift}`);
  const line: Point[] = [];
  let x = -20;
  while (x < scene.w + 20) {
    const grove = fbm(scene.noise, x / 130 + layer.shift, 8.8, 2);
    const height = layer.trees * chance.range(0.45, 1.1) * (0.45 + grove * 1.1);
    const half = height * chance.range(0.12, 0.17);
    const ground = profile(x);
    // From the foot up the left side and down the right: each tier juts out under the next.
    const left: Point[] = [];
    const right: Point[] = [];
    const tiers = 6;
    for (let i = 0; i < tiers; i += 1) {
      const y = ground + 5 - height * (i / tiers) * 0.92;
      const reach = half * (1 - i / tiers) ** 0.9 * chance.range(0.86, 1.08);
      left.push([x - reach, y + height * 0.035], [x - reach * 0.42, y - height * 0.07]);
      right.push([x + reach, y + height * 0.035], [x + reach * 0.42, y - height * 0.07]);
    }
    line.push(...left, [x, ground - height], ...right.toReversed());
    x += half * chance.range(0.9, 1.55);
  }
  return line;
}

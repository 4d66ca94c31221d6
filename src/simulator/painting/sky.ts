import { adjust, mix, type Colour } from './colour.ts';
import { fbm, smoothstep } from './noise.ts';
import type { Scene } from './scene.ts';
import { beamColour, makeBeams } from './subjects/beams.ts';

/** Gives the colour of the sky at a point in units; writes it into `out` to spare allocations. */
export type SkyAt = (x: number, y: number, out: Float32Array) => void;

const STEPS = 256;

/** The sky of a scene: a gradient, the glow of the light, clouds lit from its side, and aurora. */
export function makeSky(scene: Scene): SkyAt {
  const { palette, light, horizon, noise, has } = scene;
  const gradient = rampOf([
    [0, palette.top],
    [0.55, palette.mid],
    [0.97, palette.low],
    [1.1, palette.low],
  ]);
  const clouds = makeClouds(scene);
  const glow = glowStrength(scene);
  const aurora = has('aurora') ? makeAurora(scene) : undefined;
  const beams = has('lighthouse') ? makeBeams(scene) : undefined;
  const beamLight = beamColour(scene);
  const milky = has('stars') && palette.time === 'night' && !aurora;
  return (x, y, out) => {
    const step = Math.min(STEPS - 1, Math.max(0, Math.floor((y / (horizon * 1.1)) * STEPS))) * 3;
    let r = gradient[step] ?? 0;
    let g = gradient[step + 1] ?? 0;
    let b = gradient[step + 2] ?? 0;
    const dx = (x - light.x) / 1000;
    const dy = (y - light.y) / 1000;
    const around = Math.exp(-Math.hypot(dx * 0.75, dy * 1.15) * 3.4) * glow;
    const close = Math.exp(-Math.hypot(dx, dy) * 13) * glow * 0.8;
    const lit = Math.min(0.92, around * 0.75 + close);
    r += (palette.glow[0] - r) * lit;
    g += (palette.glow[1] - g) * lit;
    b += (palette.glow[2] - b) * lit;
    if (milky) {
      const band = Math.abs(dx * 0.6 + dy + 0.02 + (noise(x / 160, y / 160) - 0.5) * 0.12);
      const dust = Math.exp(-band * band * 60) * fbm(noise, x / 90, y / 90, 4);
      r += 60 * dust;
      g += 62 * dust;
      b += 88 * dust;
    }
    if (aurora) {
      const [ar, ag, ab] = aurora(x, y);
      r += ar;
      g += ag;
      b += ab;
    }
    clouds(x, y, lit, r, g, b, out);
    if (!beams) return;
    const beam = beams(x, y);
    for (const part of [0, 1, 2] as const) {
      out[part] = (out[part] ?? 0) + (beamLight[part] - (out[part] ?? 0)) * beam;
    }
  };
}

function glowStrength({ palette, has, light }: Scene): number {
  if (has('storm')) return 0.55;
  if (palette.time === 'night') return light.disc === 'moon' ? 0.42 : 0.1;
  if (palette.time === 'noon') return 0.7;
  return palette.time === 'bluehour' ? 0.45 : 0.95;
}

type Clouds = (
  x: number,
  y: number,
  lit: number,
  r: number,
  g: number,
  b: number,
  out: Float32Array,
) => void;

function makeClouds(scene: Scene): Clouds {
  const { palette, horizon, noise, has, light } = scene;
  const chance = scene.random('clouds');
  const heavy = has('storm') ? 0.9 : has('rain') ? 0.72 : 0;
  const cover =
    heavy || (has('clouds') ? 0.42 : has('clear') || has('aurora') ? 0 : chance.range(0.12, 0.3));
  const threshold = 0.68 - cover * 0.58;
  const edge = heavy > 0 ? 0.34 : 0.2;
  const opacity = heavy > 0 ? 0.97 : palette.time === 'night' ? 0.55 : 0.8;
  const shade =
    heavy > 0 ? adjust(mix(palette.cloudShade, palette.top, 0.45), -0.07) : palette.cloudShade;
  const bright = heavy > 0 ? mix(palette.cloudLit, palette.cloudShade, 0.42) : palette.cloudLit;
  const offset = chance.range(0, 200);
  return (x, y, lit, r, g, b, out) => {
    if (cover === 0 || y > horizon + 2) {
      out[0] = r;
      out[1] = g;
      out[2] = b;
      return;
    }
    // Clouds are a ceiling seen from below: towards the horizon they crowd into thin bands.
    const height = Math.max(0, 1 - y / horizon);
    const px = (((x - scene.w / 2) / 1000) * 2.3) / (height + 0.42) + offset;
    const py = 3.4 / (height + 0.42);
    const warpX = noise(px * 0.9 + 31, py * 0.9) - 0.5;
    const warpY = noise(px * 0.9, py * 0.9 + 57) - 0.5;
    const cx = px + warpX * 0.9;
    const cy = py + warpY * 0.7;
    const density = fbm(noise, cx, cy, 5);
    // Under heavy clouds a strip of light stays open along the horizon.
    const open = heavy > 0 ? 0.3 + 0.7 * smoothstep(0, 0.26, height) : 1;
    const cloud = smoothstep(threshold, threshold + edge, density) * opacity * open;
    if (cloud <= 0) {
      out[0] = r;
      out[1] = g;
      out[2] = b;
      return;
    }
    const towards = Math.min(1, Math.max(-1, (light.x - x) / 350)) * 0.24;
    const shadow = fbm(noise, cx + towards, cy + 0.26, 3);
    const relief = (density - shadow) * 3.2 + 0.42 + lit * 0.55 - (heavy > 0 ? 0.12 : 0);
    const share = Math.min(1, Math.max(0, relief));
    const near = Math.min(1, lit * 1.1) * share;
    const mixed = (part: 0 | 1 | 2): number => {
      const body = shade[part] + (bright[part] - shade[part]) * share;
      return body + (palette.glow[part] - body) * near * 0.7;
    };
    out[0] = r + (mixed(0) - r) * cloud;
    out[1] = g + (mixed(1) - g) * cloud;
    out[2] = b + (mixed(2) - b) * cloud;
  };
}

function makeAurora(scene: Scene): (x: number, y: number) => Colour {
  const { noise, horizon, w } = scene;
  const chance = scene.random('aurora');
  const curtains = [0, 1, 2].map((i) => ({
    base: horizon * (0.86 - i * 0.16),
    shift: chance.range(0, 100),
    reach: horizon * chance.range(0.5, 0.85),
    strength: [1, 0.75, 0.5][i] ?? 0.5,
    centre: w * chance.range(0.2, 0.8),
    spread: w * chance.range(0.28, 0.5),
  }));
  return (x, y) => {
    let r = 0;
    let g = 0;
    let b = 0;
    for (const curtain of curtains) {
      const fold = fbm(noise, x / 420 + curtain.shift, 3.3, 3) - 0.5;
      const foot = curtain.base - fold * horizon * 0.75;
      const rise = (foot - y) / curtain.reach;
      if (rise < -0.3 || rise > 1) continue;
      const rays = 0.35 + 0.95 * noise(x / 26 + curtain.shift + fold * 12, 7.7) * noise(x / 9, 2.1);
      const band = Math.exp(-(((x - curtain.centre) / curtain.spread) ** 2));
      const height = rise < 0 ? (1 + rise / 0.3) ** 2 : (1 - rise) ** 1.8;
      const power = height * (0.5 + rays) * band * curtain.strength * 0.62;
      const violet = Math.max(0, rise - 0.25);
      r += power * (34 + violet * 170);
      g += power * (178 - violet * 125);
      b += power * (124 + violet * 80);
    }
    return [r, g, b];
  };
}

/** A table of colours along stops from 0 to 1.1, mixed as the eye sees them. */
function rampOf(stops: readonly (readonly [number, Colour])[]): Float32Array {
  const table = new Float32Array(STEPS * 3);
  for (let i = 0; i < STEPS; i += 1) {
    const t = (i / STEPS) * 1.1;
    const next = Math.max(
      1,
      stops.findIndex(([at]) => at >= t),
    );
    const [fromAt, from] = stops[next - 1] ?? [0, [0, 0, 0]];
    const [toAt, to] = stops[next] ?? [1, [0, 0, 0]];
    table.set(mix(from, to, (t - fromAt) / (toAt - fromAt)), i * 3);
  }
  return table;
}

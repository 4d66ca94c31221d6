import { hex } from '../colour.ts';
import { fbm, smoothstep } from '../noise.ts';
import {
  blurred,
  edgesOf,
  lumaOf,
  overlay,
  simplified,
  toothOf,
  type LookPainter,
} from './canvas.ts';
import { layStrokes } from './strokes.ts';
import { between, eachPixel, put, quantile, saturate, towards } from './tones.ts';

/** Thick strokes that catch the light. */
export const paintOil: LookPainter = async (canvas) => {
  const { width, height, unit } = canvas;
  const all = (): number => 1;
  const thick = await layStrokes(canvas, 'oil', [
    { length: 44, width: 15, cover: 1.5, stray: 15, takes: all },
    { length: 24, width: 7, cover: 1, stray: 16, takes: all },
    { length: 12, width: 4, cover: 1.2, stray: 10, takes: all },
  ]);
  const far = Math.max(1, Math.round(unit * 0.8));
  eachPixel(canvas, (colour, x, y) => {
    const at = (dx: number, dy: number): number =>
      thick[Math.min(height - 1, y + dy) * width + Math.min(width - 1, x + dx)] ?? 0;
    const slope = at(0, 0) * 2 - at(far, 0) - at(0, far);
    const shine = -slope * 58;
    saturate(colour, 1.35);
    for (const part of [0, 1, 2] as const) colour[part] = (colour[part] - 118) * 1.16 + 120;
    colour[0] += shine;
    colour[1] += shine;
    colour[2] += shine;
  });
};

const PAPER = hex('#fbf7ec');

/** Washes with darker rims, running into each other, on white paper that shows at the edges. */
export const paintWatercolor: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  const tooth = toothOf(canvas);
  canvas.data.set(await simplified(canvas, 8));
  const source = Uint8Array.from(canvas.data);
  const luma = lumaOf(canvas);
  const light = Math.max(60, quantile(luma, 0.93));
  const wash = new Float32Array(width * height);
  const taken = new Int32Array(width * height);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      const [u, v] = [x / unit, y / unit];
      // Edges wander where the colour ran.
      const dx =
        (noise(u * 0.05, v * 0.05) - 0.5) * 14 + (noise(u * 0.22, v * 0.22 + 70) - 0.5) * 4;
      const dy =
        (noise(u * 0.05 + 30, v * 0.05) - 0.5) * 14 + (noise(u * 0.22 + 30, v * 0.22) - 0.5) * 4;
      const sx = Math.min(width - 1, Math.max(0, Math.round(x + dx * unit)));
      const sy = Math.min(height - 1, Math.max(0, Math.round(y + dy * unit)));
      taken[i] = sy * width + sx;
      const tone = Math.min(1, (luma[sy * width + sx] ?? 0) / light);
      wash[i] = Math.floor(tone * 5 + (fbm(noise, u * 0.018, v * 0.018, 3) - 0.5) * 1.6) / 5;
    }
  }
  const rims = new Uint8Array(width * height * 3);
  for (const [i, step] of wash.entries()) rims.fill(128 + step * 90, i * 3, i * 3 + 3);
  const spread = await blurred({ ...canvas, data: rims }, 2.6);
  eachPixel(canvas, (colour, x, y) => {
    const i = y * width + x;
    const from = (taken[i] ?? 0) * 3;
    put(colour, [source[from] ?? 0, source[from + 1] ?? 0, source[from + 2] ?? 0]);
    saturate(colour, 1.75);
    const [u, v] = [x / unit, y / unit];
    const rim = Math.max(0, (spread[i * 3] ?? 0) - (rims[i * 3] ?? 0)) / 18;
    const bloom = fbm(noise, u * 0.012 + 80, v * 0.012, 3);
    const thin = 0.2 + 0.36 * smoothstep(0.3, 0.72, bloom) - rim * 0.32 - tooth(x, y) * 0.13;
    towards(colour, PAPER, Math.min(0.9, Math.max(0.04, thin)));
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / unit;
    const ragged = 9 + fbm(noise, u * 0.03 + 7, v * 0.03 + 7, 3) * 44;
    towards(colour, PAPER, 1 - smoothstep(ragged - 2.5, ragged + 1, edge));
  });
};

/** Chalk that catches on toned paper. */
export const paintPastel: LookPainter = async (canvas) => {
  const tooth = toothOf(canvas);
  const paper = hex('#6f7f86');
  const takes = (x: number, y: number): number => 0.3 + smoothstep(-0.35, 0.2, tooth(x, y)) * 0.7;
  const source = Uint8Array.from(canvas.data);
  eachPixel(canvas, (colour) => {
    towards(colour, paper, 0.55);
  });
  const under = Uint8Array.from(canvas.data);
  canvas.data.set(source);
  await layStrokes(canvas, 'pastel', [
    { length: 46, width: 12, cover: 1.5, stray: 15, takes: () => 1 },
    { length: 26, width: 6, cover: 1, stray: 16, takes: () => 1 },
  ]);
  eachPixel(canvas, (colour, x, y) => {
    const at = (y * canvas.width + x) * 3;
    saturate(colour, 1.7);
    for (const part of [0, 1, 2] as const) colour[part] = (colour[part] - 118) * 1.2 + 134;
    const bare = 1 - takes(x, y);
    towards(colour, [under[at] ?? 0, under[at + 1] ?? 0, under[at + 2] ?? 0], bare * 0.8);
  });
};

const INK = ['#17171a', '#3b3b3e', '#77766f', '#b5b2a4', '#e2dccb', '#f1ebdb', '#f4eee0'].map(hex);

/** A few tones of ink that run and fade, much left empty, and a seal. */
export const paintInkWash: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  const tooth = toothOf(canvas);
  canvas.data.set(await simplified(canvas, 7));
  const luma = lumaOf({ ...canvas, data: await blurred(canvas, 1.4) });
  const [dark, light] = [quantile(luma, 0.02), quantile(luma, 0.8)];
  const edges = edgesOf(luma, width, height);
  eachPixel(canvas, (colour, x, y) => {
    const [u, v] = [x / unit, y / unit];
    const run = fbm(noise, u * 0.022, v * 0.022, 4) - 0.5;
    const tone = ((luma[y * width + x] ?? 0) - dark) / (light - dark + 1);
    const stepped = Math.floor((tone + run * 0.5) * 5 + 0.5) / 5;
    const mixed = tone * 0.55 + stepped * 0.45 + run * 0.26 - 0.02;
    const line =
      smoothstep(70, 190, edges[y * width + x] ?? 0) *
      smoothstep(0.25, 0.6, noise(u * 0.06, v * 0.06));
    const middle = Math.hypot((x / width - 0.5) * 1.75, (y / height - 0.56) * 1.7);
    const faded = smoothstep(0.66, 1.05, middle + run * 0.5);
    const ink = Math.max(0, mixed - line * 0.75);
    put(colour, between(INK, ink + (1 - ink) * faded + tooth(x, y) * 0.03));
  });
  const [side, x, y] = [26 * unit, width - 62 * unit, height - 66 * unit];
  await overlay(
    canvas,
    `<rect x="${x}" y="${y}" width="${side}" height="${side}" rx="${3 * unit}" fill="#b3261e" fill-opacity="0.88"/>` +
      `<path d="M${x + side * 0.25} ${y + side * 0.25}h${side * 0.5}M${x + side * 0.5} ${y + side * 0.2}v${side * 0.6}M${x + side * 0.25} ${y + side * 0.52}h${side * 0.5}M${x + side * 0.22} ${y + side * 0.8}h${side * 0.56}" stroke="#f4eee0" stroke-width="${2.2 * unit}" fill="none"/>`,
  );
};

import { hex } from '../colour.ts';
import { smoothstep } from '../noise.ts';
import { blurred, edgesOf, lumaOf, overlay, type LookPainter } from './canvas.ts';
import {
  between,
  eachPixel,
  grain,
  lumaOfColour,
  put,
  quantile,
  saturate,
  towards,
} from './tones.ts';

/** Nearly all of it in the dark, and light through blinds across it. */
export const paintNoir: LookPainter = (canvas) => {
  const { width, height, unit, focus } = canvas;
  const luma = lumaOf(canvas);
  const [dark, light] = [quantile(luma, 0.08), quantile(luma, 0.97)];
  eachPixel(canvas, (colour, x, y) => {
    const grey = Math.min(1, Math.max(0, (lumaOfColour(colour) - dark) / (light - dark + 1)));
    const slant = y + (x - focus.x) * 0.22;
    const slat = Math.abs(((slant / (34 * unit)) % 1) + 1) % 1;
    const blind = smoothstep(0.1, 0.2, slat) * (1 - smoothstep(0.62, 0.74, slat));
    const pool = Math.hypot((x - focus.x) / (width * 0.46), (y - height * 0.5) / (height * 0.8));
    const lit = (0.3 + 0.7 * blind) * (1 - smoothstep(0.3, 1.2, pool));
    const tone = 255 * Math.min(1, grey ** 1.1 * (0.22 + 1.05 * lit) + grey ** 5 * 0.2);
    put(colour, [tone * 0.98, tone, tone]);
  });
  grain(canvas, 'noir', 30);
};

/** Teal shadows and orange lights between black bars, with a streak through the light. */
export const paintCinematic: LookPainter = async (canvas) => {
  const { width, height, unit, light } = canvas;
  const glow = await blurred(canvas, 14);
  eachPixel(canvas, (colour, x, y) => {
    const at = (y * width + x) * 3;
    const tone = lumaOfColour(colour) / 255;
    const contrast = smoothstep(0.1, 1, tone) * 0.8 + tone * 0.14;
    const gain = contrast / Math.max(0.02, tone);
    colour[0] *= gain;
    colour[1] *= gain;
    colour[2] *= gain;
    const warm = smoothstep(0.38, 0.8, tone);
    towards(colour, [14 + tone * 60, 78 + tone * 120, 96 + tone * 130], (1 - warm) * 0.55);
    towards(colour, [80 + tone * 190, 44 + tone * 150, 8 + tone * 110], warm * 0.5);
    for (const part of [0, 1, 2] as const) colour[part] += (glow[at + part] ?? 0) * 0.1;
  });
  const bar = Math.max(0, (height - Math.max(width / 2.39, height * 0.76)) / 2);
  const streak = (reach: number, thick: number, opacity: number): string =>
    `<ellipse cx="${light.x}" cy="${light.y}" rx="${width * reach}" ry="${unit * thick}" fill="#a8dcf5" fill-opacity="${opacity}"/>`;
  await overlay(
    canvas,
    streak(0.75, 1.1, 0.35) +
      streak(0.45, 2.4, 0.22) +
      streak(0.2, 6, 0.14) +
      `<rect width="${width}" height="${bar}"/><rect y="${height - bar}" width="${width}" height="${bar}"/>`,
  );
};

/** A low warm sun, its haze over everything, and its reflections in the lens. */
export const paintGoldenHour: LookPainter = async (canvas) => {
  const { width, height, unit, light } = canvas;
  const reach = Math.max(width, height);
  eachPixel(canvas, (colour, x, y) => {
    const far = Math.hypot(x - light.x, y - light.y) / reach;
    saturate(colour, 1.06);
    colour[0] = 10 + colour[0] * 1.06;
    colour[1] = 4 + colour[1] * 0.97;
    colour[2] *= 0.74;
    const haze = Math.exp(-far * far * 7) * 0.62 + Math.exp(-far * far * 90) * 0.5;
    towards(colour, [255, 214, 130], Math.min(0.92, haze));
  });
  const lens = [0.5, 0.86, 1.25, 1.5].map((share, i) => {
    const x = light.x + (width / 2 - light.x) * 2 * share;
    const y = light.y + (height / 2 - light.y) * 2 * share;
    const size = [12, 22, 9, 34][i] ?? 10;
    return `<circle cx="${x}" cy="${y}" r="${size * unit}" fill="#ffcf80" fill-opacity="0.14"/>`;
  });
  await overlay(canvas, lens.join(''));
};

const NIGHT = ['#05030f', '#140a30', '#2c1156', '#5b1f86', '#b23aa8', '#ff9ad8'].map(hex);
const COLD = ['#03060f', '#061633', '#0a2b5c', '#0f5f8f', '#23b4c8', '#b8fff4'].map(hex);

/** Magenta from one side and cyan from the other, in the dark; outlines that glow. */
export const paintNeon: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  const luma = lumaOf(canvas);
  const light = Math.max(40, quantile(luma, 0.985));
  const edges = edgesOf(luma, width, height);
  const side = (x: number, y: number): number =>
    smoothstep(0.3, 0.7, x / width + (noise(x / unit / 90, y / unit / 60) - 0.5) * 0.7);
  eachPixel(canvas, (colour, x, y) => {
    const tone = Math.min(1, (luma[y * width + x] ?? 0) / light) ** 1.7;
    const turn = side(x, y);
    put(colour, between(NIGHT, tone));
    towards(colour, between(COLD, tone), turn);
    const line = smoothstep(60, 260, edges[y * width + x] ?? 0);
    towards(colour, turn > 0.5 ? [120, 250, 255] : [255, 90, 200], line * 0.85);
  });
  const [near, far] = [await blurred(canvas, 3), await blurred(canvas, 16)];
  eachPixel(canvas, (colour, x, y) => {
    const at = (y * width + x) * 3;
    for (const part of [0, 1, 2] as const) {
      colour[part] += (near[at + part] ?? 0) * 0.3 + (far[at + part] ?? 0) * 0.3;
    }
  });
};

import { hex, type Colour } from '../colour.ts';
import { smoothstep } from '../noise.ts';
import {
  blurred,
  edgesOf,
  lumaOf,
  overlay,
  simplified,
  toothOf,
  type LookPainter,
} from './canvas.ts';
import { between, eachPixel, lumaOfColour, put, quantile, towards } from './tones.ts';

/** Outlines and layers of hatching, each in the next darker tone. */
export const paintPencil: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  const tooth = toothOf(canvas);
  const luma = lumaOf({ ...canvas, data: await simplified(canvas, 4) });
  const [dark, light] = [quantile(luma, 0.03), quantile(luma, 0.9)];
  const edges = edgesOf(luma, width, height);
  const layers = [0.5, -0.75, 1.25].map((angle) => [Math.cos(angle), Math.sin(angle)] as const);
  eachPixel(canvas, (colour, x, y) => {
    const tone = Math.min(1, Math.max(0, ((luma[y * width + x] ?? 0) - dark) / (light - dark + 1)));
    const [u, v] = [x / unit, y / unit];
    let lead = (1 - tone) * 0.2;
    for (const [k, [cos, sin]] of layers.entries()) {
      const [along, across] = [u * cos + v * sin, v * cos - u * sin];
      const hatch = noise(along * 0.025 + k * 31, across * 0.6 + k * 17);
      const wanted = 1 - tone - k * 0.24;
      lead +=
        smoothstep(0.62 - wanted * 0.35, 0.85 - wanted * 0.35, hatch) * Math.max(0, wanted) * 0.95;
    }
    const line = smoothstep(38, 170, edges[y * width + x] ?? 0);
    const pressed = Math.min(
      0.92,
      lead * (0.72 + tooth(x, y) * 0.5) + line * (0.75 + tooth(x, y) * 0.4),
    );
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / unit;
    const fade = smoothstep(10, 46, edge + (noise(u * 0.07, v * 0.07) - 0.5) * 36);
    put(colour, [247 + tooth(x, y) * 3, 245 + tooth(x, y) * 3, 238 + tooth(x, y) * 3]);
    towards(colour, [52, 53, 58], Math.max(0, pressed) * fade);
  });
};

/** Flat colours within even black outlines. */
export const paintClearLine: LookPainter = async (canvas) => {
  const { width, height, unit } = canvas;
  canvas.data.set(await simplified(canvas, 7));
  const luma = lumaOf(canvas);
  const [dark, light] = [quantile(luma, 0.02), quantile(luma, 0.97)];
  const flat = Float32Array.from(luma, (value) => {
    const tone = Math.min(1, Math.max(0, (value - dark) / (light - dark + 1)));
    return Math.min(4, Math.floor(tone * 5));
  });
  const lines = new Uint8Array(width * height * 3);
  const edges = edgesOf(luma, width, height);
  for (let i = 0; i < edges.length; i += 1) {
    lines.fill(smoothstep(62, 110, edges[i] ?? 0) * 255, i * 3, i * 3 + 3);
  }
  const thick = await blurred({ ...canvas, data: lines }, 0.8);
  eachPixel(canvas, (colour, x, y) => {
    const i = y * width + x;
    const grey = lumaOfColour(colour);
    const wanted = 66 + (flat[i] ?? 0) * 45;
    for (const part of [0, 1, 2] as const) {
      colour[part] = wanted + (colour[part] - grey) * 1.55 * Math.min(1.6, wanted / (grey + 20));
    }
    // Few colours: what is nearly the same is the same.
    for (const part of [0, 1, 2] as const) colour[part] = Math.round(colour[part] / 24) * 24;
    towards(colour, [18, 18, 22], smoothstep(50, 110, thick[i * 3] ?? 0));
  });
  const frame = 5 * unit;
  await overlay(
    canvas,
    `<rect x="${frame}" y="${frame}" width="${width - frame * 2}" height="${height - frame * 2}" fill="none" stroke="#fffdf5" stroke-width="${frame * 2}"/><rect x="${frame * 2}" y="${frame * 2}" width="${width - frame * 4}" height="${height - frame * 4}" fill="none" stroke="#121216" stroke-width="${2.4 * unit}"/>`,
  );
};

/** Black ink on paper, the lights carved out in strokes that follow the shapes. */
export const paintLinocut: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  const tooth = toothOf(canvas);
  const luma = lumaOf({ ...canvas, data: await simplified(canvas, 6) });
  const [dark, light] = [quantile(luma, 0.04), quantile(luma, 0.94)];
  const edges = edgesOf(luma, width, height);
  eachPixel(canvas, (colour, x, y) => {
    const [u, v] = [x / unit, y / unit];
    const tone = ((luma[y * width + x] ?? 0) - dark) / (light - dark + 1);
    const wave =
      v + (noise(u * 0.012, v * 0.02) - 0.5) * 30 + (noise(u * 0.05, v * 0.05 + 20) - 0.5) * 8;
    const groove = Math.abs(((wave / 7.5) % 1) + 1) % 1;
    const carved = Math.abs(groove - 0.5) * 2;
    const end = (noise(u * 0.045 + 60, v * 0.12) - 0.5) * 0.34;
    const white = tone * 1.16 - 0.1 + end > carved * 0.86 + 0.06 ? 1 : 0;
    const kept = smoothstep(120, 240, edges[y * width + x] ?? 0);
    const edge =
      Math.min(x, y, width - 1 - x, height - 1 - y) / unit + (noise(u * 0.1, v * 0.1) - 0.5) * 5;
    const printed = edge > 13 && (white === 0 || kept > 0.6);
    put(colour, [242 + tooth(x, y) * 5, 234 + tooth(x, y) * 5, 214 + tooth(x, y) * 5]);
    // Ink lies unevenly where it was pressed by hand.
    if (printed) towards(colour, [27, 24, 25], tooth(x, y) > 0.72 ? 0.55 : 0.96);
  });
};

const SKY_INKS: readonly Colour[] = [
  '#1d3550',
  '#2b5c84',
  '#5f95a6',
  '#a9c0b2',
  '#e4d8b2',
  '#f3e8cc',
].map(hex);
const WARM_INKS: readonly Colour[] = [
  '#4a2328',
  '#9c3b2e',
  '#c9633f',
  '#dd9a63',
  '#ecc994',
  '#f0e4c4',
].map(hex);

/** Flat inks of a woodblock, indigo outlines, and a band of blue that fades from the top. */
export const paintUkiyoe: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  const tooth = toothOf(canvas);
  canvas.data.set(await simplified(canvas, 8));
  const luma = lumaOf(canvas);
  const [dark, light] = [quantile(luma, 0.03), quantile(luma, 0.98)];
  const edges = edgesOf(luma, width, height);
  eachPixel(canvas, (colour, x, y) => {
    const [u, v] = [x / unit, y / unit];
    const tone = Math.min(1, Math.max(0, ((luma[y * width + x] ?? 0) - dark) / (light - dark + 1)));
    const step = Math.min(5, Math.floor(tone * 6)) / 5;
    const warmth = colour[0] - colour[2];
    put(colour, between(warmth > 52 ? WARM_INKS : SKY_INKS, step));
    const bokashi = 1 - smoothstep(0.02, 0.24, y / height + (noise(u * 0.01, 3) - 0.5) * 0.05);
    towards(colour, [31, 66, 104], bokashi * 0.85);
    // The wood's grain shows through the ink.
    const wood = noise(u * 0.012 + 5, v * 0.35 + noise(u * 0.03, v * 0.03) * 4);
    towards(colour, [240, 228, 196], wood * 0.14 + 0.03 + tooth(x, y) * 0.05);
    const line = smoothstep(52, 120, edges[y * width + x] ?? 0);
    towards(colour, [27, 38, 58], line * 0.92);
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / unit;
    towards(colour, [240, 230, 206], 1 - smoothstep(9, 10, edge));
  });
};

const [BLUE, CORAL] = [hex('#1d4fa8'), hex('#ff5f57')];

/** Two inks in dots of two screens that do not quite meet, on uncoated paper. */
export const paintRisograph: LookPainter = (canvas) => {
  const { width, height, unit, noise } = canvas;
  const tooth = toothOf(canvas);
  const from = Uint8Array.from(canvas.data);
  const luma = lumaOf(canvas);
  const [dark, light] = [quantile(luma, 0.02), quantile(luma, 0.96)];
  const shift = Math.round(3.2 * unit);
  const at = (x: number, y: number): number =>
    Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x));
  const dot = (x: number, y: number, angle: number): number => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const pitch = (Math.PI * 2) / (6.2 * unit);
    return (
      0.5 + 0.25 * (Math.cos((x * cos + y * sin) * pitch) + Math.cos((y * cos - x * sin) * pitch))
    );
  };
  eachPixel(canvas, (colour, x, y) => {
    const tone = ((luma[at(x, y)] ?? 0) - dark) / (light - dark + 1);
    const other = at(x - shift, y + Math.round(shift / 2)) * 3;
    const [r = 0, g = 0, b = 0] = from.subarray(other, other + 3);
    const warm = Math.min(1, Math.max(0, (r - Math.min(g, b) * 0.55) / 165));
    const worn = (noise(x / unit / 60, y / unit / 60) - 0.5) * 0.16 + tooth(x, y) * 0.16;
    const coral = smoothstep(-0.1, 0.1, warm * 1.05 - dot(x, y, 1.31) + worn) * 0.9;
    const blue = smoothstep(-0.1, 0.1, (1 - tone) * 1.06 - dot(x, y, 0.26) + worn) * 0.92;
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / unit;
    const inside = edge > 14 ? 1 : 0;
    put(colour, [246, 241, 228]);
    multiply(colour, CORAL, coral * inside);
    multiply(colour, BLUE, blue * inside);
  });
};

/** White lines on blue, with a grid and the dimensions. */
export const paintBlueprint: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  const luma = lumaOf({ ...canvas, data: await simplified(canvas, 4) });
  const edges = edgesOf(luma, width, height);
  const contours = edgesOf(
    Float32Array.from(luma, (value) => Math.floor(value / 28) * 28),
    width,
    height,
  );
  const every = 16 * unit;
  eachPixel(canvas, (colour, x, y) => {
    const i = y * width + x;
    const cloudy = noise(x / unit / 80, y / unit / 80) * 16;
    put(colour, [16 + cloudy * 0.5, 58 + cloudy, 122 + cloudy]);
    const fine = x % every < 1 || y % every < 1 ? 0.1 : 0;
    const coarse = x % (every * 4) < unit || y % (every * 4) < unit ? 0.14 : 0;
    const line = smoothstep(46, 130, edges[i] ?? 0);
    const contour = smoothstep(40, 90, contours[i] ?? 0) * 0.26;
    const shade = (((x + y) / unit) % 7 < 1.1 ? 1 : 0) * smoothstep(70, 34, luma[i] ?? 0) * 0.3;
    towards(
      colour,
      [232, 243, 255],
      Math.min(0.96, fine + coarse + Math.max(line, contour, shade)),
    );
  });
  const [left, top, right, bottom] = [14, 14, width / unit - 14, height / unit - 14].map(
    (at) => at * unit,
  );
  const tick = 5 * unit;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [left, top, right, bottom];
  await overlay(
    canvas,
    `<g fill="none" stroke="#e8f3ff" stroke-width="${unit * 1.4}"><rect x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}"/>` +
      `<path stroke-opacity="0.8" stroke-width="${unit}" d="M${canvas.focus.x - 60 * unit} ${y1 - 20 * unit}h${120 * unit}m0 ${-tick}v${tick * 2}m${-120 * unit} ${-tick * 2}v${tick * 2}M${x1 - 22 * unit} ${y0 + 60 * unit}V${y1 - 60 * unit}m${-tick} 0h${tick * 2}M${x1 - 22 * unit - tick} ${y0 + 60 * unit}h${tick * 2}"/>` +
      `<circle cx="${canvas.focus.x}" cy="${canvas.focus.y}" r="${118 * unit}" stroke-opacity="0.45" stroke-dasharray="${6 * unit} ${5 * unit}" stroke-width="${unit}"/></g>`,
  );
};

function multiply(colour: [number, number, number], ink: Colour, share: number): void {
  for (const part of [0, 1, 2] as const) colour[part] *= 1 - share * (1 - ink[part] / 255);
}

import { hex } from '../colour.ts';
import { smoothstep } from '../noise.ts';
import { blurred, lumaOf, overlay, toothOf, type LookPainter } from './canvas.ts';
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

/** Lifted blacks, warm lights, green in the shadows, a red halo about what is bright, grain. */
export const paintFilm: LookPainter = async (canvas) => {
  const halo = await blurred(canvas, 9);
  const { width } = canvas;
  eachPixel(canvas, (colour, x, y) => {
    const at = (y * width + x) * 3;
    const bright = smoothstep(150, 250, halo[at] ?? 0);
    saturate(colour, 0.92);
    const light = lumaOfColour(colour) / 255;
    const contrast = 0.55 + 0.5 * smoothstep(0.05, 0.75, light);
    for (const part of [0, 1, 2] as const) colour[part] *= contrast;
    colour[0] = 20 + colour[0] * 0.93 + light * 10 + bright * 22;
    colour[1] = 20 + colour[1] * 0.9 + bright * 6;
    colour[2] = 22 + colour[2] * 0.82 - light * 8;
  });
  grain(canvas, 'film', 34);
};

/** Through a red filter: dark skies, bright clouds; contrast and grain. */
export const paintBlackAndWhite: LookPainter = (canvas) => {
  eachPixel(canvas, (colour) => {
    const filtered = colour[0] * 0.66 + colour[1] * 0.42 - colour[2] * 0.08;
    const t = Math.min(1, Math.max(0, (filtered - 14) / 222));
    const grey = 8 + 240 * (t * t * (3 - 2 * t) * 0.72 + t * 0.28);
    put(colour, [grey + 1, grey, grey - 2]);
  });
  grain(canvas, 'silver', 40);
};

/** Sharp where the subject stands, soft elsewhere, with discs of light in the softness. */
export const paintShallowFocus: LookPainter = async (canvas) => {
  const { width, height, unit, focus } = canvas;
  const [soft, softer] = [await blurred(canvas, 4), await blurred(canvas, 11)];
  const away = (x: number, y: number): number =>
    Math.hypot((x - focus.x) / (72 * unit), (y - focus.y) / (190 * unit));
  eachPixel(canvas, (colour, x, y) => {
    const at = (y * width + x) * 3;
    const far = away(x, y);
    const first = smoothstep(0.75, 1.15, far);
    const second = smoothstep(1.1, 1.9, far);
    towards(colour, [soft[at] ?? 0, soft[at + 1] ?? 0, soft[at + 2] ?? 0], first);
    towards(colour, [softer[at] ?? 0, softer[at + 1] ?? 0, softer[at + 2] ?? 0], second);
  });
  const random = canvas.random('bokeh');
  const discs = Array.from({ length: 46 }, () => {
    const [x, y] = [random.range(0, width), random.range(0.12, 1) * height];
    const radius = random.range(9, 27) * unit;
    const warm = random.pick(['#ffe2b0', '#ffd0a0', '#fff3dc', '#cfe6f4']);
    if (away(x, y) < 1.5) return '';
    const opacity = random.range(0.1, 0.3).toFixed(2);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${warm}" fill-opacity="${opacity}" stroke="${warm}" stroke-opacity="${opacity}" stroke-width="${unit.toFixed(2)}"/>`;
  });
  await overlay(canvas, discs.join(''));
};

/** Faded, in a white frame that is wider below. */
export const paintInstant: LookPainter = async (canvas) => {
  const { width, height, unit } = canvas;
  eachPixel(canvas, (colour, x, y) => {
    const edge = Math.hypot(x / width - 0.5, y / height - 0.46);
    const light = lumaOfColour(colour) / 255;
    saturate(colour, 0.9);
    colour[0] = 34 + colour[0] * 0.86 + light * 16;
    colour[1] = 34 + colour[1] * 0.8;
    colour[2] = 58 + colour[2] * 0.56;
    towards(colour, [46, 34, 40], smoothstep(0.36, 0.8, edge) * 0.7);
  });
  grain(canvas, 'instant', 16);
  const [side, below] = [30 * unit, 92 * unit];
  const [w, h] = [width - side * 2, height - side - below];
  const hole = `M${side} ${side}h${w}v${h}h${-w}z`;
  await overlay(
    canvas,
    `<path fill-rule="evenodd" fill="#f4f1ea" d="M0 0H${width}V${height}H0z${hole}"/>` +
      `<path d="${hole}" fill="none" stroke="#2b2620" stroke-opacity="0.35" stroke-width="${unit * 1.5}"/>`,
  );
};

const PRUSSIAN = ['#071c38', '#0e3160', '#2a5c95', '#7ba3c6', '#d3e0e4', '#f2f2ea'].map(hex);

/** Prussian blue on paper that was coated by hand, so that the brush shows at the edges. */
export const paintCyanotype: LookPainter = (canvas) => {
  const { width, height, unit, noise } = canvas;
  const tooth = toothOf(canvas);
  const luma = lumaOf(canvas);
  const [dark, light] = [quantile(luma, 0.02), quantile(luma, 0.98)];
  eachPixel(canvas, (colour, x, y) => {
    const grey = ((luma[y * width + x] ?? 0) - dark) / Math.max(1, light - dark);
    const tone = grey * 0.94 + tooth(x, y) * 0.05;
    const [u, v] = [x / unit, y / unit];
    const bristle = noise(u * 0.02 + 9, v * 0.3) * 20 + noise(u * 0.3, v * 0.015 + 40) * 10;
    const inside = Math.min(x, y * 1.1, width - 1 - x, (height - 1 - y) * 1.1) / unit - bristle;
    put(colour, between(PRUSSIAN, tone));
    const bare = [240 + tooth(x, y) * 5, 236 + tooth(x, y) * 5, 222 + tooth(x, y) * 5] as const;
    towards(colour, bare, 1 - smoothstep(6, 11, inside));
  });
};

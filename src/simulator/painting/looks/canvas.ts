import sharp, { type Sharp } from 'sharp';
import type { Noise } from '../noise.ts';
import type { Random } from '../random.ts';

/** A painting on which looks are laid, in place. */
export interface Canvas {
  /** Red, green, blue for every pixel, row by row. */
  data: Uint8Array;
  width: number;
  height: number;
  /** Pixels of a 512th of the shorter side: what is measured in it looks alike in every size. */
  unit: number;
  /** Where the light comes from, in pixels. */
  light: { x: number; y: number };
  /** Where the main subject stands, in pixels. */
  focus: { x: number; y: number };
  noise: Noise;
  /** A fresh stream of chance for one look. */
  random: (part: string) => Random;
}

/** Lays a look on a canvas, in place. */
export type LookPainter = (canvas: Canvas) => void | Promise<void>;

/** Within 0 to 255. */
export function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** How light every pixel is, 0 to 255 (Rec. 709 weights on the encoded values). */
export function lumaOf({ data, width, height }: Canvas): Float32Array {
  const luma = new Float32Array(width * height);
  for (let i = 0, at = 0; i < luma.length; i += 1, at += 3) {
    luma[i] =
      (data[at] ?? 0) * 0.2126 + (data[at + 1] ?? 0) * 0.7152 + (data[at + 2] ?? 0) * 0.0722;
  }
  return luma;
}

/**
 * A blurred copy.
 * @param units how far, in units
 */
export async function blurred(canvas: Canvas, units: number): Promise<Uint8Array> {
  return onSharp(canvas, (image) => image.blur(Math.max(0.4, units * canvas.unit)));
}

/**
 * A copy without small things, its edges kept.
 * @param units how large things stay, in units
 */
export async function simplified(canvas: Canvas, units: number): Promise<Uint8Array> {
  const size = Math.min(11, Math.max(3, Math.round(units * canvas.unit)));
  return onSharp(canvas, (image) => image.median(size));
}

/** A drawing laid over the canvas, in pixels. */
export async function overlay(canvas: Canvas, svg: string): Promise<void> {
  const { width, height } = canvas;
  const input = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${svg}</svg>`,
  );
  canvas.data.set(await onSharp(canvas, (image) => image.composite([{ input }]).removeAlpha()));
}

async function onSharp(
  { data, width, height }: Canvas,
  change: (image: Sharp) => Sharp,
): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  return change(image).raw().toBuffer();
}

/** How strongly lightness changes at every pixel (Sobel), 0 to some 1,000. */
export function edgesOf(luma: Float32Array, width: number, height: number): Float32Array {
  const edges = new Float32Array(luma.length);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1, i = y * width + 1; x < width - 1; x += 1, i += 1) {
      const at = (offset: number): number => luma[i + offset] ?? 0;
      const [nw, n, ne] = [at(-width - 1), at(-width), at(-width + 1)];
      const [sw, s, se] = [at(width - 1), at(width), at(width + 1)];
      const across = ne + 2 * at(1) + se - nw - 2 * at(-1) - sw;
      const down = sw + 2 * s + se - nw - 2 * n - ne;
      edges[i] = Math.hypot(across, down);
    }
  }
  return edges;
}

/** The tooth of paper: about 0, fine, -1 to 1. */
export function toothOf({ noise, unit }: Canvas): (x: number, y: number) => number {
  const fine = 0.42 / unit;
  return (x, y) => noise(x * fine, y * fine) + noise(x * fine * 0.37 + 50, y * fine * 0.37) - 1;
}

import type { Colour } from '../colour.ts';
import { clamp, type Canvas } from './canvas.ts';

/** Does something to the red, green and blue of every pixel. */
export function eachPixel(
  { data, width, height }: Canvas,
  change: (colour: [number, number, number], x: number, y: number) => void,
): void {
  const colour: [number, number, number] = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      colour[0] = data[at] ?? 0;
      colour[1] = data[at + 1] ?? 0;
      colour[2] = data[at + 2] ?? 0;
      change(colour, x, y);
      data[at] = clamp(colour[0]);
      data[at + 1] = clamp(colour[1]);
      data[at + 2] = clamp(colour[2]);
    }
  }
}

/** How light red, green and blue are together, 0 to 255. */
export function lumaOfColour(colour: readonly [number, number, number]): number {
  return colour[0] * 0.2126 + colour[1] * 0.7152 + colour[2] * 0.0722;
}

/** Sets a colour to another. */
export function put(colour: [number, number, number], to: Colour): void {
  [colour[0], colour[1], colour[2]] = to;
}

/** Moves a colour towards another: 0 leaves it. */
export function towards(colour: [number, number, number], to: Colour, share: number): void {
  colour[0] += (to[0] - colour[0]) * share;
  colour[1] += (to[1] - colour[1]) * share;
  colour[2] += (to[2] - colour[2]) * share;
}

/** Moves a colour from grey: above 1 is more colourful. */
export function saturate(colour: [number, number, number], by: number): void {
  const grey = lumaOfColour(colour);
  colour[0] = grey + (colour[0] - grey) * by;
  colour[1] = grey + (colour[1] - grey) * by;
  colour[2] = grey + (colour[2] - grey) * by;
}

/** A colour between several, which stand at equal distances: 0 is the first, 1 the last. */
export function between(colours: readonly Colour[], share: number): Colour {
  const place = Math.min(0.9999, Math.max(0, share)) * (colours.length - 1);
  const from = colours[Math.floor(place)] ?? [0, 0, 0];
  const to = colours[Math.floor(place) + 1] ?? from;
  const part = place - Math.floor(place);
  return [
    from[0] + (to[0] - from[0]) * part,
    from[1] + (to[1] - from[1]) * part,
    from[2] + (to[2] - from[2]) * part,
  ];
}

/** The lightness below which a share of the pixels lies. */
export function quantile(luma: Float32Array, share: number): number {
  const counts = new Uint32Array(256);
  for (const value of luma) {
    const step = Math.min(255, Math.floor(value));
    counts[step] = (counts[step] ?? 0) + 1;
  }
  let left = share * luma.length;
  for (let step = 0; step < 256; step += 1) {
    left -= counts[step] ?? 0;
    if (left <= 0) return step;
  }
  return 255;
}

/** Grain in place: stronger in the middle tones, as on film. */
export function grain(canvas: Canvas, part: string, amount: number): void {
  const random = canvas.random(part);
  eachPixel(canvas, (colour) => {
    const light = lumaOfColour(colour) / 255;
    const speck = (random.next() + random.next() - 1) * amount * (0.35 + 2.6 * light * (1 - light));
    colour[0] += speck;
    colour[1] += speck;
    colour[2] += speck;
  });
}

import { decode, encode } from 'fast-png';
import { readHead } from '../files/read-head.ts';
import { rgbaOf } from '../rgba.ts';

/** Pixels of a mask that is inverted, at the most: all of them are held at once, several times. */
const mostPixels = 6_000_000;

/**
 * A mask with black and white exchanged; what is transparent counts as black.
 *
 * @param png a whole PNG
 * @returns a grey PNG of the same size; `null` where it cannot be read, or is too large to be held
 */
export function invertedMask(png: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const head = readHead(png);
  if (head?.contentType !== 'image/png' || head.pixels > mostPixels) return null;
  try {
    const picture = decode(png);
    const { width, height } = picture;
    const rgba = rgbaOf(picture);
    const data = new Uint8Array(width * height);
    for (let at = 0; at < data.length; at += 1) {
      const valueAt = (channel: number) => rgba[4 * at + channel] ?? 0;
      const light = (valueAt(0) + valueAt(1) + valueAt(2)) / 3;
      data[at] = 255 - Math.round(light * (valueAt(3) / 255));
    }
    return new Uint8Array(encode({ width, height, data, channels: 1 }));
  } catch {
    return null;
  }
}

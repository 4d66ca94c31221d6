import sharp from 'sharp';
import type { Painting } from './paint.ts';
import { makeRandom } from './random.ts';

/**
 * A small PNG of an unfinished picture: coarse and noisy at first, clearer with each step.
 * @param share how much of the work is done, 0 to 1
 * @param seed of the noise
 */
export async function encodePreview(
  { data, width, height }: Painting,
  share: number,
  seed: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const detail = 0.08 + 0.92 * share ** 1.4;
  const [coarseWidth, coarseHeight] = [width, height].map((side) =>
    Math.max(3, Math.round(side * detail)),
  );
  const raw = { width, height, channels: 3 } as const;
  const coarse = await sharp(data, { raw })
    .resize(coarseWidth, coarseHeight, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const blurred = await sharp(coarse.data, {
    raw: { width: coarse.info.width, height: coarse.info.height, channels: 3 },
  })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer();
  const random = makeRandom(seed);
  const strength = (1 - share) ** 1.3 * 120;
  for (let i = 0; i < blurred.length; i += 3) {
    for (const part of [0, 1, 2]) {
      const speck = (random.next() + random.next() - 1) * strength;
      blurred[i + part] = Math.min(255, Math.max(0, (blurred[i + part] ?? 0) + speck));
    }
  }
  // A palette keeps it under 16 KB, however noisy it is.
  const png = await sharp(blurred, { raw }).png({ colours: 64, effort: 1, dither: 0.6 }).toBuffer();
  return new Uint8Array(png);
}

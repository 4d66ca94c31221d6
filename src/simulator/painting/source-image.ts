import sharp from 'sharp';
import type { Painting } from './paint.ts';

const LARGEST_BYTES = 32 * 1024 * 1024;
const ANSWER_WITHIN_MS = 5000;

/**
 * Reads the picture that a prediction starts from.
 * @param address a data URI, or an address on the web
 * @returns its bytes; undefined when it cannot be had, and the painter does without
 */
export async function loadSource(address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (!response.ok || Number(response.headers.get('content-length')) > LARGEST_BYTES) {
      return undefined;
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    await sharp(bytes).metadata();
    return bytes;
  } catch {
    return undefined;
  }
}

/**
 * Lets the picture that was started from show through the painting.
 * @param strength 0 keeps the source as it is, 1 ignores it
 */
export async function blendSource(
  painting: Painting,
  source: Uint8Array,
  strength: number,
): Promise<Painting> {
  const { width, height } = painting;
  const under = await sharp(source)
    .rotate()
    .resize(width, height, { fit: 'cover' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  // Bent: at the usual 0.8 the source is a hint, as it is with the real models.
  const share = Math.min(1, Math.max(0, strength)) ** 1.6;
  const data = Buffer.from(painting.data);
  for (let i = 0; i < data.length; i += 1) {
    const from = under[i] ?? 0;
    data[i] = Math.round(from + ((data[i] ?? 0) - from) * share);
  }
  return { data, width, height };
}

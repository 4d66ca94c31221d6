import sharp from 'sharp';
import type { Painting } from './paint.ts';

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
  const under = await pixelsOf(source, painting);
  // Bent: at the usual 0.8 the source is a hint, as it is with the real models.
  const share = Math.min(1, Math.max(0, strength)) ** 1.6;
  const data = Buffer.from(painting.data);
  for (let i = 0; i < data.length; i += 1) {
    const from = under[i] ?? 0;
    data[i] = Math.round(from + ((data[i] ?? 0) - from) * share);
  }
  return { data, width, height };
}

/**
 * Keeps the source as it is wherever the mask says so.
 * @param repaint the colour of the mask's parts that are painted; grey is in between
 */
export async function keepMasked(
  painting: Painting,
  source: Uint8Array,
  mask: Uint8Array,
  repaint: 'white' | 'black',
): Promise<Painting> {
  const { width, height } = painting;
  const under = await pixelsOf(source, painting);
  const shares = await sharp(mask)
    .autoOrient()
    .flatten({ background: 'black' })
    .resize(width, height, { fit: 'cover' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const data = Buffer.from(painting.data);
  for (let i = 0; i < data.length; i += 1) {
    const grey = (shares[Math.floor(i / 3)] ?? 0) / 255;
    const share = repaint === 'white' ? grey : 1 - grey;
    const from = under[i] ?? 0;
    data[i] = Math.round(from + ((data[i] ?? 0) - from) * share);
  }
  return { data, width, height };
}

/** A source as large as the painting, cut to its shape: red, green, blue for every pixel. */
export async function pixelsOf(
  source: Uint8Array,
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  return sharp(source)
    .autoOrient()
    .flatten({ background: 'white' })
    .resize(width, height, { fit: 'cover' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
}

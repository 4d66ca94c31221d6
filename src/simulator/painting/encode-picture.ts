import sharp from 'sharp';
import type { Painting } from './paint.ts';

/**
 * Encodes a painting as a file.
 * @param quality 0 to 100, for JPEG and WebP
 */
export async function encodePicture(
  { data, width, height }: Painting,
  format: 'png' | 'jpg' | 'webp',
  quality: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const whole = Math.max(1, Math.round(quality));
  switch (format) {
    // Grain hardly compresses: more effort would cost time and win little.
    case 'png':
      return new Uint8Array(await image.png({ compressionLevel: 3 }).toBuffer());
    case 'jpg':
      return new Uint8Array(await image.jpeg({ quality: whole }).toBuffer());
    case 'webp':
      return new Uint8Array(await image.webp({ quality: whole, effort: 1 }).toBuffer());
  }
}

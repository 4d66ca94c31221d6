import sharp from 'sharp';
import type { Painting } from './paint.ts';

/**
 * Encodes a painting as a file.
 * @param quality 0 to 100, for JPEG and WebP
 * @param size makes it larger, where it was painted smaller than it is to be
 */
export async function encodePicture(
  { data, width, height }: Painting,
  format: 'png' | 'jpg' | 'webp',
  quality: number,
  size = { width, height },
): Promise<Uint8Array<ArrayBuffer>> {
  const painted = sharp(data, { raw: { width, height, channels: 3 } });
  const isSmaller = size.width !== width || size.height !== height;
  const image = isSmaller ? painted.resize(size.width, size.height, { fit: 'fill' }) : painted;
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

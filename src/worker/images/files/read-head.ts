import { avifHead } from './avif/avif-head.ts';
import { brandsOf } from './avif/avif-boxes.ts';
import { textAt, u24le } from './bytes.ts';
import { gifHead } from './gif/gif-head.ts';
import type { ImageHead, ImageType } from './image-head.ts';
import { jpegHead } from './jpeg/jpeg-head.ts';
import { pngHead } from './png/png-head.ts';
import { pngSignature } from './png/png-chunks.ts';
import { webpHead } from './webp/webp-head.ts';

/** What an image's first bytes say that it is, whatever it was called; `null` for none that is kept. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return 'image/png';
  if (u24le(bytes, 0) === 0xffd8ff) return 'image/jpeg';
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'image/webp';
  if (['GIF87a', 'GIF89a'].includes(textAt(bytes, 0, 6))) return 'image/gif';
  if (brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis')) return 'image/avif';
  return null;
}

/**
 * Recognises an image by its bytes, and reads what they say of it. Nothing is decoded.
 *
 * @returns `null` where it is none of the formats that are kept, or is broken at the head
 */
export function readHead(bytes: Uint8Array): ImageHead | null {
  switch (imageTypeOf(bytes)) {
    case 'image/png':
      return pngHead(bytes);
    case 'image/jpeg':
      return jpegHead(bytes);
    case 'image/webp':
      return webpHead(bytes);
    case 'image/gif':
      return gifHead(bytes);
    case 'image/avif':
      return avifHead(bytes);
    case null:
      return null;
  }
}

/** The size of an image as it is shown: half of EXIF's orientations lie on their side. */
export function shownSize({
  width,
  height,
  orientation,
}: Pick<ImageHead, 'width' | 'height' | 'orientation'>): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

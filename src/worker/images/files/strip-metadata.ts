import { stripAvif } from './avif/avif-strip.ts';
import { stripGif } from './gif/gif-strip.ts';
import type { ImageType } from './image-head.ts';
import { stripJpeg } from './jpeg/jpeg-strip.ts';
import { stripPng } from './png/png-strip.ts';
import { readHead } from './read-head.ts';
import { stripWebp } from './webp/webp-strip.ts';

/**
 * An image without what is not needed to show it: EXIF with its places, XMP, IPTC, comments, text,
 * thumbnails, unknown parts, and whatever was appended. Its pixels, colours and animation stay as
 * they are, to the bit: nothing is decoded.
 *
 * @param contentType what the bytes are
 * @param orientation how the image lies, 1 to 8: kept as the only EXIF where it is not upright; as
 *   the bytes say where it is left out. AVIF says it itself.
 */
export function stripMetadata(
  bytes: Uint8Array,
  contentType: ImageType,
  orientation: number = readHead(bytes)?.orientation ?? 1,
): Uint8Array<ArrayBuffer> {
  switch (contentType) {
    case 'image/png':
      return stripPng(bytes, orientation);
    case 'image/jpeg':
      return stripJpeg(bytes, orientation);
    case 'image/webp':
      return stripWebp(bytes, orientation);
    case 'image/gif':
      return stripGif(bytes);
    case 'image/avif':
      return stripAvif(bytes);
  }
}

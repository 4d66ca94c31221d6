import { textAt, u16le, u24le, u32le, u8 } from '../bytes.ts';
import { orientationOf } from '../exif.ts';
import type { ImageHead } from '../image-head.ts';
import { webpChunks, webpEnd, webpFlag, webpHeader, type WebpChunk } from './webp-chunks.ts';

type Size = { width: number; height: number };

/** What a WebP says of itself; `null` where it is broken at the head. */
export function webpHead(bytes: Uint8Array): ImageHead | null {
  let size: Size | null = null;
  let isAnimated = false;
  let orientation = 1;
  let frames = 0;
  let hasPixels = false;
  let at = webpHeader;
  for (const chunk of webpChunks(bytes, webpHeader, webpEnd(bytes))) {
    const { type, dataStart, dataEnd } = chunk;
    if (at === webpHeader) {
      size = canvasOf(bytes, chunk);
      isAnimated = type === 'VP8X' && (u8(bytes, dataStart) & webpFlag.animation) !== 0;
    }
    if (!size) return null;
    const pixels = bitstreamSize(bytes, chunk);
    if (pixels) {
      // A still whose pixels do not fill its canvas is one that no decoder takes.
      if (pixels.width !== size.width || pixels.height !== size.height) return null;
      hasPixels = true;
    }
    if (type === 'ANMF') {
      frames += 1;
      hasPixels = true;
    }
    if (type === 'EXIF')
      orientation = orientationOf(exifInWebp(bytes.subarray(dataStart, dataEnd)));
    at = dataEnd;
  }
  // Cut within its first chunk it still says its size.
  size ??= canvasOf(bytes, { type: textAt(bytes, 12, 4), start: 12, dataStart: 20, dataEnd: 30 });
  if (!size || size.width === 0 || size.height === 0) return null;
  return {
    contentType: 'image/webp',
    ...size,
    orientation,
    frames: isAnimated ? Math.max(1, frames) : 1,
    pixels: size.width * size.height,
    isWhole: hasPixels && at >= webpHeader && webpEnd(bytes) <= bytes.length,
  };
}

/** The EXIF in a chunk of that name: some writers put the name of JPEG's segment before it. */
export function exifInWebp(data: Uint8Array): Uint8Array {
  return textAt(data, 0, 4) === 'Exif' ? data.subarray(6) : data;
}

/** The size that the first chunk says. */
function canvasOf(bytes: Uint8Array, chunk: WebpChunk): Size | null {
  const { type, dataStart } = chunk;
  if (type !== 'VP8X') return bitstreamSize(bytes, chunk);
  return { width: u24le(bytes, dataStart + 4) + 1, height: u24le(bytes, dataStart + 7) + 1 };
}

/** The size of compressed pixels; `null` where the chunk has none, or is broken. */
function bitstreamSize(bytes: Uint8Array, { type, dataStart }: WebpChunk): Size | null {
  if (type === 'VP8 ') {
    const hasStart = u24le(bytes, dataStart + 3) === 0x2a019d;
    const side = (at: number) => u16le(bytes, at) & 0x3fff;
    return hasStart ? { width: side(dataStart + 6), height: side(dataStart + 8) } : null;
  }
  if (type !== 'VP8L' || u8(bytes, dataStart) !== 0x2f) return null;
  const bits = u32le(bytes, dataStart + 1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Whether compressed pixels of the lossless kind say that some of them are transparent. */
export function isTransparent(bytes: Uint8Array, { type, dataStart }: WebpChunk): boolean {
  return type === 'VP8L' && ((u32le(bytes, dataStart + 1) >>> 28) & 1) === 1;
}

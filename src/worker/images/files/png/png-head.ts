import { u32be } from '../bytes.ts';
import { orientationOf } from '../exif.ts';
import type { ImageHead } from '../image-head.ts';
import { pngChunks } from './png-chunks.ts';

/** What a PNG says of itself; `null` where it is broken at the head. */
export function pngHead(bytes: Uint8Array): ImageHead | null {
  let size: { width: number; height: number } | null = null;
  let orientation = 1;
  let said = 1;
  let frames = 0;
  let hasPixels = false;
  let isEnded = false;
  for (const { type, dataStart, dataEnd } of pngChunks(bytes)) {
    if (!size && type !== 'IHDR') return null;
    if (type === 'IHDR' && !size) {
      size = { width: u32be(bytes, dataStart), height: u32be(bytes, dataStart + 4) };
    }
    if (type === 'acTL') said = u32be(bytes, dataStart);
    if (type === 'fcTL') frames += 1;
    if (type === 'eXIf') orientation = orientationOf(bytes.subarray(dataStart, dataEnd));
    if (type === 'IDAT') hasPixels = true;
    if (type === 'IEND') isEnded = true;
  }
  if (!size || size.width === 0 || size.height === 0) return null;
  return {
    contentType: 'image/png',
    ...size,
    orientation,
    frames: Math.max(1, said, frames),
    pixels: size.width * size.height,
    isWhole: hasPixels && isEnded,
  };
}

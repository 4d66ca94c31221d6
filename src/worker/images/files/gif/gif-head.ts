import { u16le } from '../bytes.ts';
import type { ImageHead } from '../image-head.ts';
import { gifBlocks, gifBlocksStart } from './gif-blocks.ts';

/** What a GIF says of itself; `null` where it is broken at the head. */
export function gifHead(bytes: Uint8Array): ImageHead | null {
  const width = u16le(bytes, 6);
  const height = u16le(bytes, 8);
  if (width === 0 || height === 0) return null;
  let frames = 0;
  let pixels = width * height;
  let end = gifBlocksStart(bytes);
  let isEnded = false;
  for (const block of gifBlocks(bytes)) {
    if (block.kind === 'picture') {
      frames += 1;
      const size = u16le(bytes, block.start + 5) * u16le(bytes, block.start + 7);
      pixels = Math.max(pixels, size);
    }
    if (block.kind === 'end') isEnded = true;
    end = block.end;
  }
  return {
    contentType: 'image/gif',
    width,
    height,
    orientation: 1,
    frames: Math.max(1, frames),
    pixels,
    // Some writers leave the mark of the end out.
    isWhole: frames > 0 && (isEnded || end === bytes.length),
  };
}

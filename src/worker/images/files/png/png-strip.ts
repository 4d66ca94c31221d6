import { joined } from '../bytes.ts';
import { exifOfOrientation } from '../exif.ts';
import { pngChunk, pngChunks, pngSignature } from './png-chunks.ts';

/**
 * What is kept: pixels, animation, and what colours need; by the most bytes that a chunk of its kind
 * can have, since more would be something else.
 */
const kept: Record<string, number> = {
  IHDR: 13,
  PLTE: 768,
  IDAT: Infinity,
  IEND: 0,
  tRNS: 256,
  cHRM: 32,
  gAMA: 4,
  iCCP: 4 * 1024 * 1024,
  sBIT: 4,
  sRGB: 1,
  cICP: 4,
  mDCV: 24,
  cLLI: 8,
  bKGD: 6,
  pHYs: 9,
  acTL: 8,
  fcTL: 26,
  fdAT: Infinity,
};

/**
 * A PNG without anything but what it takes to show it.
 *
 * @param orientation how it lies, to be kept where that is not upright (1)
 */
export function stripPng(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [pngSignature];
  for (const { type, start, dataStart, dataEnd, end } of pngChunks(bytes)) {
    if (dataEnd - dataStart > (kept[type] ?? -1)) continue;
    pieces.push(bytes.subarray(start, end));
    if (type === 'IHDR' && orientation !== 1) {
      pieces.push(pngChunk('eXIf', exifOfOrientation(orientation)));
    }
  }
  return joined(pieces);
}

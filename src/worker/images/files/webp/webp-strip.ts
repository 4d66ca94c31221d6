import { joined } from '../bytes.ts';
import { exifOfOrientation } from '../exif.ts';
import {
  webpChunk,
  webpChunks,
  webpEnd,
  webpFile,
  webpFlag,
  webpHeader,
  webpPieces,
} from './webp-chunks.ts';
import { isTransparent, webpHead } from './webp-head.ts';

/** Chunks that are kept, once each; frames as often as there are. */
const keptOnce = new Set(['ICCP', 'ANIM', 'ALPH', 'VP8 ', 'VP8L']);
const keptInFrame = new Set(['ALPH', 'VP8 ', 'VP8L']);

/**
 * A WebP without anything but what it takes to show it. Nothing is decoded.
 *
 * @param orientation how it lies, to be kept where that is not upright (1)
 */
export function stripWebp(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  if (orientation === 1) return webpWith(bytes, {});
  return webpWith(bytes, { exif: exifOfOrientation(orientation) });
}

/** A WebP with nothing but its pixels and colours, and the metadata that is given. */
export function webpWith(
  bytes: Uint8Array,
  { exif, xmp }: { exif?: Uint8Array; xmp?: Uint8Array },
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const seen = new Set<string>();
  let flags = 0;
  let isSaid = false;
  for (const chunk of webpChunks(bytes, webpHeader, webpEnd(bytes))) {
    const { type, dataStart, dataEnd } = chunk;
    const data = bytes.subarray(dataStart, dataEnd);
    if (type === 'VP8X' && !isSaid) {
      isSaid = true;
      flags = (data[0] ?? 0) & (webpFlag.animation | webpFlag.alpha);
    }
    if (type === 'ANMF') pieces.push(...frameOf(data));
    if (!keptOnce.has(type) || seen.has(type)) continue;
    seen.add(type);
    pieces.push(...webpPieces(type, data));
    if (type === 'ICCP') flags |= webpFlag.icc;
    if (isTransparent(bytes, chunk)) flags |= webpFlag.alpha;
  }
  if (exif) {
    pieces.push(webpChunk('EXIF', exif));
    flags |= webpFlag.exif;
  }
  if (xmp) {
    pieces.push(webpChunk('XMP ', xmp));
    flags |= webpFlag.xmp;
  }
  // Pixels that are transparent by themselves need nothing to be said of it.
  const isExtended = (flags & ~webpFlag.alpha) !== 0 || seen.has('ALPH');
  if (isExtended) pieces.unshift(webpChunk('VP8X', extension(bytes, flags)));
  return webpFile(pieces);
}

/** The data of a VP8X chunk: flags, and the size of the canvas. */
function extension(bytes: Uint8Array, flags: number): Uint8Array {
  const { width = 1, height = 1 } = webpHead(bytes) ?? {};
  const data = new Uint8Array(10);
  const view = new DataView(data.buffer);
  data[0] = flags;
  // 24 bits each; the next number writes over the byte that is too many.
  view.setUint32(4, width - 1, true);
  data.set([(height - 1) & 0xff, ((height - 1) >> 8) & 0xff, (height - 1) >> 16], 7);
  return data;
}

/** One picture of an animation, without what is in it besides pixels. */
function frameOf(data: Uint8Array): Uint8Array[] {
  const pieces = [data.subarray(0, 16)];
  for (const { type, dataStart, dataEnd } of webpChunks(data, 16, data.length)) {
    if (keptInFrame.has(type)) pieces.push(...webpPieces(type, data.subarray(dataStart, dataEnd)));
  }
  return webpPieces('ANMF', joined(pieces));
}

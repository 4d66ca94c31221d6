import { bytesOf, bytesOfU32le, joined, mostParts, textAt, u32le } from '../bytes.ts';

/** One chunk of a WebP: where it begins, and where its data lies. Padding comes after that. */
export type WebpChunk = { type: string; start: number; dataStart: number; dataEnd: number };

/** Bytes before the first chunk: `RIFF`, a length, `WEBP`. */
export const webpHeader = 12;

/** Where a WebP says that it ends; what follows is none of it. */
export function webpEnd(bytes: Uint8Array): number {
  return u32le(bytes, 4) + 8;
}

/**
 * The chunks from one place to another; fewer where one breaks off. Those of an animation's frame
 * lie within its data.
 */
export function* webpChunks(bytes: Uint8Array, from: number, to: number): Generator<WebpChunk> {
  const last = Math.min(to, bytes.length);
  let start = from;
  for (let count = 0; count < mostParts && start + 8 <= last; count += 1) {
    const dataStart = start + 8;
    const dataEnd = dataStart + u32le(bytes, start + 4);
    if (dataEnd > last) return;
    yield { type: textAt(bytes, start, 4), start, dataStart, dataEnd };
    start = dataEnd + ((dataEnd - dataStart) % 2);
  }
}

/** A chunk with its length and padding, in pieces, so that its data need not be copied for it. */
export function webpPieces(type: string, data: Uint8Array): Uint8Array[] {
  const padding = new Uint8Array(data.length % 2);
  return [bytesOf(type), bytesOfU32le(data.length), data, padding];
}

/** A chunk as it stands in a file. */
export function webpChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(webpPieces(type, data));
}

/** A file of these chunks, each whole or in pieces. */
export function webpFile(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 4);
  return joined([bytesOf('RIFF'), bytesOfU32le(length), bytesOf('WEBP'), ...chunks]);
}

/** Flags of the VP8X chunk: what else is in the file. */
export const webpFlag = { animation: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, icc: 0x20 } as const;

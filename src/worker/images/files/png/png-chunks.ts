import { bytesOf, bytesOfU32be, joined, mostParts, textAt, u32be } from '../bytes.ts';

/** One chunk of a PNG: where it begins, where its data lies, and where it ends with its checksum. */
export type PngChunk = {
  type: string;
  start: number;
  dataStart: number;
  dataEnd: number;
  end: number;
};

/** What every PNG begins with. */
export const pngSignature = bytesOf('\u0089PNG\r\n\u001a\n');

/**
 * The chunks of a PNG up to and with its end; fewer where one breaks off.
 *
 * @param bytes begin with the signature
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  let start = pngSignature.length;
  for (let count = 0; count < mostParts && start + 12 <= bytes.length; count += 1) {
    const dataStart = start + 8;
    const dataEnd = dataStart + u32be(bytes, start);
    const end = dataEnd + 4;
    if (end > bytes.length) return;
    const type = textAt(bytes, start + 4, 4);
    yield { type, start, dataStart, dataEnd, end };
    if (type === 'IEND') return;
    start = end;
  }
}

/** A chunk with its length and checksum, as it stands in a file. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = joined([bytesOf(type), data]);
  return joined([bytesOfU32be(data.length), body, bytesOfU32be(crc32(body))]);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

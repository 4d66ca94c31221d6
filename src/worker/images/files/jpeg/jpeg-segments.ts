import { bytesOf, joined, mostParts, u16be, u8 } from '../bytes.ts';

/**
 * One segment of a JPEG, from its marker to the next: with its length and data, and for a scan with
 * the compressed pixels that follow.
 */
export type JpegSegment = {
  marker: number;
  start: number;
  dataStart: number;
  dataEnd: number;
  end: number;
};

/** Markers by their second byte. */
export const jpegMarker = {
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
} as const;

/**
 * The segments of a JPEG up to and with its end, or up to where it breaks off. What lies between
 * segments, and after the end, belongs to none.
 *
 * @param bytes begin with the start marker
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  yield { marker: jpegMarker.soi, start: 0, dataStart: 2, dataEnd: 2, end: 2 };
  let at = 2;
  for (let count = 0; count < mostParts; count += 1) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return;
    const marker = u8(bytes, at + 1);
    // A marker may be filled up with 0xff before it.
    if (marker === 0xff || marker === 0) {
      at += 1;
      continue;
    }
    const start = at;
    if (marker === jpegMarker.eoi) {
      yield { marker, start, dataStart: at + 2, dataEnd: at + 2, end: at + 2 };
      return;
    }
    if (isAlone(marker)) {
      at += 2;
      continue;
    }
    const length = u16be(bytes, at + 2);
    const dataEnd = at + 2 + length;
    if (length < 2 || dataEnd > bytes.length) return;
    const end = marker === jpegMarker.sos ? scanEnd(bytes, dataEnd) : dataEnd;
    yield { marker, start, dataStart: at + 4, dataEnd, end };
    at = end;
  }
}

/** Whether a marker has neither length nor data: the start of an image, restarts, TEM. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || isRestart(marker) || marker === jpegMarker.soi;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

/** Where the compressed pixels end: at the next marker that is no restart. */
function scanEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return bytes.length;
    const next = u8(bytes, at + 1);
    if (next !== 0 && !isRestart(next) && next !== 0xff) return at;
    at += next === 0xff ? 1 : 2;
  }
}

/** Bytes of data that fit a segment. */
export const mostSegmentData = 65_533;

/** A segment as it stands in a file; `data` has at most `mostSegmentData` bytes. */
export function jpegSegment(marker: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = data.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), data]);
}

/** What the data of an APP1 segment with EXIF begins with; the other APP1 that counts is XMP's. */
export const exifName = bytesOf('Exif\0\0');
export const xmpName = bytesOf('http://ns.adobe.com/xap/1.0/\0');

/** Whether a segment's data begins so. */
export function isNamed(
  bytes: Uint8Array,
  { dataStart, dataEnd }: JpegSegment,
  name: Uint8Array,
): boolean {
  return (
    dataEnd - dataStart >= name.length &&
    name.every((byte, index) => bytes[dataStart + index] === byte)
  );
}

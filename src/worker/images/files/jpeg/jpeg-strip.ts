import { bytesOf, joined } from '../bytes.ts';
import { exifOfOrientation } from '../exif.ts';
import {
  exifName,
  isNamed,
  jpegMarker,
  jpegSegment,
  jpegSegments,
  type JpegSegment,
} from './jpeg-segments.ts';

const jfifName = bytesOf('JFIF\0');
const iccName = bytesOf('ICC_PROFILE\0');
const adobeName = bytesOf('Adobe');

/** A marker that JPEG keeps for itself. */
const unused = 0xc8;

/**
 * A JPEG without anything but what it takes to show it. Nothing is decoded: its pixels stay as they
 * are, to the bit.
 *
 * @param orientation how it lies, to be kept where that is not upright (1)
 */
export function stripJpeg(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const [start, ...segments] = jpegSegments(bytes);
  const pieces: Uint8Array[] = start ? [bytes.subarray(start.start, start.end)] : [];
  const shown = segments.map((segment) => keptOf(bytes, segment));
  const isFirst = segments[0]?.marker === jpegMarker.app0;
  // JFIF has to come first of all.
  if (isFirst && shown[0]) pieces.push(shown[0]);
  if (orientation !== 1) {
    const data = joined([exifName, exifOfOrientation(orientation)]);
    pieces.push(jpegSegment(jpegMarker.app1, data));
  }
  for (const piece of isFirst ? shown.slice(1) : shown) if (piece) pieces.push(piece);
  return joined(pieces);
}

/** What is kept of a segment; `null` for nothing. */
function keptOf(bytes: Uint8Array, segment: JpegSegment): Uint8Array | null {
  const { marker, start, dataStart, dataEnd, end } = segment;
  const whole = bytes.subarray(start, end);
  switch (marker) {
    case jpegMarker.app0: {
      if (!isNamed(bytes, segment, jfifName)) return null;
      // Its version and density; without the thumbnail that may follow.
      const data = new Uint8Array(14);
      data.set(bytes.subarray(dataStart, Math.min(dataStart + 12, dataEnd)));
      return jpegSegment(marker, data);
    }
    case jpegMarker.app2:
      return isNamed(bytes, segment, iccName) ? whole : null;
    case jpegMarker.app14:
      // How its colours are to be turned into red, green and blue.
      return isNamed(bytes, segment, adobeName)
        ? jpegSegment(marker, bytes.subarray(dataStart, Math.min(dataStart + 12, dataEnd)))
        : null;
    default:
      // Tables, frames, scans and the end. The others are APPn, comments, and what nobody reads.
      return marker >= 0xc0 && marker <= 0xdd && marker !== unused ? whole : null;
  }
}

import { u16be } from '../bytes.ts';
import { orientationOf } from '../exif.ts';
import type { ImageHead } from '../image-head.ts';
import { exifName, isNamed, jpegMarker, jpegSegments } from './jpeg-segments.ts';

/** What a JPEG says of itself; `null` where it is broken at the head. */
export function jpegHead(bytes: Uint8Array): ImageHead | null {
  let size: { width: number; height: number } | null = null;
  let orientation: number | null = null;
  let hasPixels = false;
  let isEnded = false;
  for (const segment of jpegSegments(bytes)) {
    const { marker, dataStart, dataEnd } = segment;
    if (isFrame(marker) && !size) {
      size = { height: u16be(bytes, dataStart + 1), width: u16be(bytes, dataStart + 3) };
    }
    if (marker === jpegMarker.app1 && orientation === null && isNamed(bytes, segment, exifName)) {
      orientation = orientationOf(bytes.subarray(dataStart + exifName.length, dataEnd));
    }
    if (marker === jpegMarker.sos) hasPixels = true;
    if (marker === jpegMarker.eoi) isEnded = true;
  }
  if (!size || size.width === 0 || size.height === 0) return null;
  return {
    contentType: 'image/jpeg',
    ...size,
    orientation: orientation ?? 1,
    frames: 1,
    pixels: size.width * size.height,
    isWhole: hasPixels && isEnded,
  };
}

/** Whether a marker begins a frame, which says its size: SOF0 to SOF15, without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

import type { ImageFacts } from '../../../../protocol/image-facts.ts';
import { joined } from '../bytes.ts';
import type { ImageType } from '../image-head.ts';
import {
  exifName,
  jpegMarker,
  jpegSegment,
  jpegSegments,
  mostSegmentData,
  xmpName,
} from '../jpeg/jpeg-segments.ts';
import { pngChunks } from '../png/png-chunks.ts';
import { pngText } from '../png/png-text.ts';
import { readHead } from '../read-head.ts';
import { stripMetadata } from '../strip-metadata.ts';
import { webpWith } from '../webp/webp-strip.ts';
import { exifOfFacts } from './exif-of-facts.ts';
import { parametersOf } from './parameters-text.ts';
import { xmpOf } from './xmp.ts';

/**
 * An image with how it was made written into it, in the places where other programs look, and
 * without any other metadata. Its pixels stay as they are.
 *
 * @returns `null` for a format in which that is not done: AVIF and GIF
 */
export function embedImageFacts(
  bytes: Uint8Array,
  contentType: ImageType,
  facts: ImageFacts,
): Uint8Array<ArrayBuffer> | null {
  const { orientation = 1 } = readHead(bytes) ?? {};
  switch (contentType) {
    case 'image/png':
      return inPng(stripMetadata(bytes, contentType, orientation), facts);
    case 'image/jpeg':
      return inJpeg(stripMetadata(bytes, contentType, 1), facts, orientation);
    case 'image/webp':
      return webpWith(bytes, {
        exif: exifOfFacts(facts, orientation),
        xmp: new TextEncoder().encode(xmpOf(facts)),
      });
    default:
      return null;
  }
}

/** After the first chunk, so that whoever shows it knows before the pixels come. */
function inPng(bytes: Uint8Array, facts: ImageFacts): Uint8Array<ArrayBuffer> {
  const { author, created_at, prompt } = facts;
  const { value: first } = pngChunks(bytes).next();
  const end = first?.end ?? bytes.length;
  return joined([
    bytes.subarray(0, end),
    pngText('Description', prompt),
    pngText('Author', author),
    pngText('Software', 'Darkroom'),
    ...(created_at === null ? [] : [pngText('Creation Time', new Date(created_at).toUTCString())]),
    pngText('parameters', parametersOf(facts)),
    pngText('XML:com.adobe.xmp', xmpOf(facts)),
    bytes.subarray(end),
  ]);
}

/** Behind JFIF, where it is, for that comes first. */
function inJpeg(
  bytes: Uint8Array,
  facts: ImageFacts,
  orientation: number,
): Uint8Array<ArrayBuffer> {
  const [soi, first] = jpegSegments(bytes);
  const start = (first?.marker === jpegMarker.app0 ? first.end : soi?.end) ?? 0;
  const packetOf = (some: ImageFacts) => joined([xmpName, new TextEncoder().encode(xmpOf(some))]);
  // A segment has a bound. What was typed always fits; very many options and long styles may not.
  const bare = { ...facts, options: {}, styles: [] };
  const all = [
    facts,
    { ...facts, options: {} },
    bare,
    { ...bare, composed_prompt: null, composed_negative_prompt: null },
  ];
  const packets = all.map(packetOf);
  const packet = packets.find(({ length }) => length <= mostSegmentData) ?? new Uint8Array();
  return joined([
    bytes.subarray(0, start),
    jpegSegment(jpegMarker.app1, joined([exifName, exifOfFacts(facts, orientation)])),
    jpegSegment(jpegMarker.app1, packet),
    bytes.subarray(start),
  ]);
}

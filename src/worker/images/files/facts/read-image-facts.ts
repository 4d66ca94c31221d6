import { imageFactsSchema, type ImageFacts } from '../../../../protocol/image-facts.ts';
import { userCommentOf } from '../exif.ts';
import { exifName, isNamed, jpegMarker, jpegSegments, xmpName } from '../jpeg/jpeg-segments.ts';
import { pngTexts } from '../png/png-text.ts';
import { imageTypeOf } from '../read-head.ts';
import { webpChunks, webpEnd, webpHeader } from '../webp/webp-chunks.ts';
import { exifInWebp } from '../webp/webp-head.ts';
import { factsInParameters } from './parameters-text.ts';
import { settingsIn } from './xmp.ts';

/** Texts of a file that may say how it was made: an XMP packet, and what other programs write. */
type Texts = { xmp: string | null; parameters: string | null };

/** Bytes of a packet that are read. */
const mostBytes = 256 * 1024;

/**
 * How an image was made, where its file says so: as this server wrote it, else as AUTOMATIC1111's
 * web UI and the programs that follow it do. Whatever the file holds, it never throws, and what it
 * gives is as the schema says.
 *
 * @returns `null` where the file does not say
 */
export function readImageFacts(bytes: Uint8Array): ImageFacts | null {
  const { xmp, parameters } = textsOf(bytes);
  const settings = xmp === null ? null : settingsIn(xmp);
  return (
    (settings === null ? null : factsInJson(settings)) ??
    (parameters === null ? null : factsInParameters(parameters))
  );
}

function factsInJson(json: string): ImageFacts | null {
  try {
    const parsed = imageFactsSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function textsOf(bytes: Uint8Array): Texts {
  switch (imageTypeOf(bytes)) {
    case 'image/png': {
      const texts = pngTexts(bytes);
      return {
        xmp: texts.get('XML:com.adobe.xmp') ?? null,
        parameters: texts.get('parameters') ?? null,
      };
    }
    case 'image/jpeg':
      return inJpeg(bytes);
    case 'image/webp':
      return inWebp(bytes);
    default:
      return { xmp: null, parameters: null };
  }
}

function inJpeg(bytes: Uint8Array): Texts {
  const texts: Texts = { xmp: null, parameters: null };
  for (const segment of jpegSegments(bytes)) {
    if (segment.marker === jpegMarker.sos) break;
    if (segment.marker !== jpegMarker.app1) continue;
    const dataAfter = ({ length }: Uint8Array) =>
      bytes.subarray(segment.dataStart + length, segment.dataEnd);
    if (isNamed(bytes, segment, xmpName)) texts.xmp ??= decoded(dataAfter(xmpName));
    if (isNamed(bytes, segment, exifName)) texts.parameters ??= userCommentOf(dataAfter(exifName));
  }
  return texts;
}

function inWebp(bytes: Uint8Array): Texts {
  const texts: Texts = { xmp: null, parameters: null };
  for (const { type, dataStart, dataEnd } of webpChunks(bytes, webpHeader, webpEnd(bytes))) {
    const data = bytes.subarray(dataStart, dataEnd);
    if (type === 'XMP ') texts.xmp ??= decoded(data);
    if (type === 'EXIF') texts.parameters ??= userCommentOf(exifInWebp(data));
  }
  return texts;
}

function decoded(data: Uint8Array): string {
  return new TextDecoder().decode(data.subarray(0, mostBytes));
}

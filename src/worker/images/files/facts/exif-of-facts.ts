import type { ImageFacts } from '../../../../protocol/image-facts.ts';
import { bytesOf, joined } from '../bytes.ts';
import { parametersOf } from './parameters-text.ts';

/** One entry of an EXIF directory; `type` is EXIF's own number for the kind of its value. */
type Entry = { tag: number; type: number; count: number; value: Uint8Array };

const kind = { ascii: 2, short: 3, long: 4, undefined: 7 } as const;

const tag = {
  imageDescription: 0x010e,
  orientation: 0x0112,
  software: 0x0131,
  artist: 0x013b,
  exifDirectory: 0x8769,
  userComment: 0x9286,
} as const;

/**
 * EXIF with how an image was made: the prompt as its description, and as its comment all of it in
 * the way of `parametersOf`, which is where other programs look in JPEG and WebP.
 *
 * @param orientation how the image lies, 1 to 8
 */
export function exifOfFacts(facts: ImageFacts, orientation: number): Uint8Array<ArrayBuffer> {
  const first: Entry[] = [
    text(tag.imageDescription, facts.prompt),
    { tag: tag.orientation, type: kind.short, count: 1, value: Uint8Array.of(0, orientation) },
    text(tag.software, 'Darkroom'),
    text(tag.artist, facts.author),
  ];
  const start = 8;
  // The other directory begins where the first, with one entry more, has ended.
  const second = start + lengthOf(first) + 12;
  const pointer = new Uint8Array(4);
  new DataView(pointer.buffer).setUint32(0, second);
  const all = [...first, { tag: tag.exifDirectory, type: kind.long, count: 1, value: pointer }];
  return joined([
    bytesOf('MM\0*\0\0\0\u0008'),
    directory(all, start),
    directory([comment(parametersOf(facts))], second),
  ]);
}

/** Said to be ASCII, and UTF-8 by common consent. */
function text(which: number, words: string): Entry {
  const value = new TextEncoder().encode(`${words.replaceAll('\0', ' ')}\0`);
  return { tag: which, type: kind.ascii, count: value.length, value };
}

function comment(words: string): Entry {
  const utf16 = new Uint8Array(words.length * 2);
  const view = new DataView(utf16.buffer);
  for (let at = 0; at < words.length; at += 1) view.setUint16(at * 2, words.charCodeAt(at));
  const value = joined([bytesOf('UNICODE\0'), utf16]);
  return { tag: tag.userComment, type: kind.undefined, count: value.length, value };
}

/** Bytes of a directory with what its entries point to. */
function lengthOf(entries: Entry[]): number {
  return entries.reduce((sum, { value }) => sum + 12 + outside(value), 6);
}

/** A value of up to four bytes stands in its entry. Others begin at even places. */
function outside({ length }: Uint8Array): number {
  return length <= 4 ? 0 : length + (length % 2);
}

/** A directory with what its entries point to, as it stands from `start` on. */
function directory(entries: Entry[], start: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(lengthOf(entries));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, entries.length);
  let values = 6 + 12 * entries.length;
  entries.forEach(({ tag: which, type, count, value }, index) => {
    const at = 2 + 12 * index;
    view.setUint16(at, which);
    view.setUint16(at + 2, type);
    view.setUint32(at + 4, count);
    const isOutside = outside(value) > 0;
    if (isOutside) view.setUint32(at + 8, start + values);
    bytes.set(value, isOutside ? values : at + 8);
    values += outside(value);
  });
  return bytes;
}

import { textAt, u16be, u16le, u32be, u32le } from './bytes.ts';

/** Entries of one directory that are looked at. */
const mostEntries = 512;

const orientationTag = 0x0112;

/** One entry of a directory: its tag, type and count, and where its four bytes of value are. */
type Entry = { tag: number; type: number; count: number; valueAt: number };

/** Reads EXIF's numbers in its own order of bytes; `null` where it is no EXIF. */
function readerOf(tiff: Uint8Array) {
  const order = textAt(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const isLittle = order === 'II';
  return {
    isLittle,
    u16: (at: number) => (isLittle ? u16le(tiff, at) : u16be(tiff, at)),
    u32: (at: number) => (isLittle ? u32le(tiff, at) : u32be(tiff, at)),
  };
}

type Reader = NonNullable<ReturnType<typeof readerOf>>;

function entriesAt({ u16, u32 }: Reader, at: number): Entry[] {
  const count = Math.min(u16(at), mostEntries);
  return Array.from({ length: count }, (_, index) => {
    const entry = at + 2 + index * 12;
    return {
      tag: u16(entry),
      type: u16(entry + 2),
      count: u32(entry + 4),
      valueAt: entry + 8,
    };
  });
}

/** How EXIF says that an image lies, 1 to 8; 1, upright, where it does not say. */
export function orientationOf(tiff: Uint8Array): number {
  const reader = readerOf(tiff);
  if (!reader) return 1;
  const entry = entriesAt(reader, reader.u32(4)).find(({ tag }) => tag === orientationTag);
  if (!entry || entry.type !== 3) return 1;
  const value = reader.u16(entry.valueAt);
  return value >= 1 && value <= 8 ? value : 1;
}

/**
 * EXIF that holds nothing but how an image lies.
 *
 * @param orientation 1 to 8
 */
export function exifOfOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = new Uint8Array(26);
  const view = new DataView(tiff.buffer);
  view.setUint32(0, 0x4d4d002a);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, orientationTag);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}

const exifDirectoryTag = 0x8769;
const userCommentTag = 0x9286;

/** Characters of a comment that are read. */
const mostCommentLength = 20_000;

/**
 * EXIF's comment, in which other programs that make images keep their settings; `null` where there
 * is none that can be read.
 */
export function userCommentOf(tiff: Uint8Array): string | null {
  const reader = readerOf(tiff);
  if (!reader) return null;
  const find = (at: number, wanted: number) =>
    entriesAt(reader, at).find(({ tag }) => tag === wanted);
  const directory = find(reader.u32(4), exifDirectoryTag);
  const entry = directory && find(reader.u32(directory.valueAt), userCommentTag);
  if (!entry || entry.count <= 8) return null;
  const at = reader.u32(entry.valueAt);
  const kind = textAt(tiff, at, 7);
  const text = tiff.subarray(at + 8, at + Math.min(entry.count, 2 * mostCommentLength));
  if (kind === 'ASCII\0\0') return new TextDecoder().decode(text);
  if (kind !== 'UNICODE') return null;
  // Most write it with the high byte first, whatever the order of the rest.
  const isLittle = reader.isLittle && text[0] !== 0;
  const read = isLittle ? u16le : u16be;
  const units = Array.from({ length: text.length >> 1 }, (_, index) => read(text, 2 * index));
  return units.map((unit) => String.fromCharCode(unit)).join('');
}

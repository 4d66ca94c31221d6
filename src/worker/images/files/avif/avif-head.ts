import { u32be, u8 } from '../bytes.ts';
import type { ImageHead } from '../image-head.ts';
import { avifBoxes, framesOf, type AvifBox } from './avif-boxes.ts';
import { allProperties, avifItems, imageItems, primaryIdOf, propertiesOf } from './avif-items.ts';

/** What an AVIF is made of; `end` is where its last whole box ends. */
export type AvifParts = {
  boxes: AvifBox[];
  meta: AvifBox | null;
  moov: AvifBox | null;
  end: number;
};

/** The boxes of an AVIF, as far as they are whole. */
export function avifParts(bytes: Uint8Array): AvifParts {
  const boxes = [...avifBoxes(bytes, 0, bytes.length)];
  const find = (type: string) => boxes.find((box) => box.type === type) ?? null;
  return { boxes, meta: find('meta'), moov: find('moov'), end: boxes.at(-1)?.end ?? 0 };
}

/**
 * What an AVIF says of itself; `null` where it is broken at the head. It is turned by what it says
 * itself, never by EXIF: its size is that in which it is shown.
 */
export function avifHead(bytes: Uint8Array): ImageHead | null {
  const { meta, moov, end } = avifParts(bytes);
  if (!meta) return null;
  const items = avifItems(bytes, meta);
  const primaryId = primaryIdOf(bytes, meta);
  // A file of that name may as well show an image that is compressed in another way.
  const isOurs = items.some(({ id, type }) => id === primaryId && imageItems.has(type));
  const own = isOurs ? propertiesOf(bytes, meta, primaryId) : [];
  const size = sizeOf(bytes, own);
  if (!size || !(size.width > 0) || !(size.height > 0)) return null;
  const areas = allProperties(bytes, meta)
    .filter(({ type }) => type === 'ispe')
    .map(({ dataStart }) => u32be(bytes, dataStart + 4) * u32be(bytes, dataStart + 8));
  const extents = items.flatMap((item) => item.extents);
  const isThere = extents.length > 0 && extents.every((extent) => extent.end <= end);
  return {
    contentType: 'image/avif',
    ...size,
    orientation: 1,
    frames: Math.max(1, moov ? framesOf(bytes, moov) : 1),
    pixels: areas.reduce((most, area) => Math.max(most, area), size.width * size.height),
    // Where an animation's pictures lie is not looked up.
    isWhole: isThere && (!moov || end === bytes.length),
  };
}

function sizeOf(bytes: Uint8Array, own: AvifBox[]): { width: number; height: number } | null {
  const ispe = own.find(({ type }) => type === 'ispe');
  if (!ispe) return null;
  const clap = own.find(({ type }) => type === 'clap');
  const irot = own.find(({ type }) => type === 'irot');
  // A crop says its size as fractions.
  const cropped = (at: number) => Math.round(u32be(bytes, at) / (u32be(bytes, at + 4) || 1));
  const width = clap ? cropped(clap.dataStart) : u32be(bytes, ispe.dataStart + 4);
  const height = clap ? cropped(clap.dataStart + 8) : u32be(bytes, ispe.dataStart + 8);
  const isOnSide = irot ? u8(bytes, irot.dataStart) % 2 === 1 : false;
  return isOnSide ? { width: height, height: width } : { width, height };
}

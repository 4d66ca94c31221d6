import { bytesOf } from '../bytes.ts';
import { avifBoxes, inMeta, moovBoxes, type AvifBox } from './avif-boxes.ts';
import { avifParts } from './avif-head.ts';
import { allProperties, avifItems, imageItems, type AvifItem, type Extent } from './avif-items.ts';

/** What is kept, by type: boxes of the file and of `meta`, and properties of items. */
const kept = {
  boxes: new Set(['ftyp', 'meta', 'mdat', 'moov']),
  inMeta: new Set(['hdlr', 'pitm', 'iloc', 'iinf', 'iref', 'iprp', 'idat', 'grpl', 'dinf']),
  properties: new Set(
    'ispe pixi colr av1C irot imir clap pasp auxC clli mdcv cclv amve ndwt a1op lsel a1lx'.split(
      ' ',
    ),
  ),
};

/** Boxes of an animation's description that hold none of it. */
const besides = new Set(['udta', 'meta', 'uuid', 'free', 'skip']);

/**
 * An AVIF without anything but what it takes to show it. Since everything in it is found by where it
 * lies, nothing is moved: what goes is overwritten with zeros where it is.
 */
export function stripAvif(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { boxes, meta, moov } = avifParts(bytes);
  const last = boxes.findLast(({ type }) => kept.boxes.has(type));
  const stripped = bytes.slice(0, last?.end ?? 0);
  if (!meta) return stripped;
  const items = avifItems(bytes, meta);
  const isShown = ({ type }: AvifItem) => imageItems.has(type);
  const besidesIt = items.filter((item) => !isShown(item));
  for (const item of besidesIt) blankName(stripped, item);
  for (const { start, end } of merged(extentsOf(besidesIt))) stripped.fill(0, start, end);
  const blankUnless = (names: Set<string>, all: Iterable<AvifBox>) => {
    for (const box of all) if (!names.has(box.type)) blankBox(stripped, box);
  };
  blankUnless(kept.inMeta, avifBoxes(bytes, ...inMeta(meta)));
  blankUnless(kept.properties, allProperties(bytes, meta));
  const shown = merged(extentsOf(items.filter(isShown)));
  if (moov) {
    for (const box of moovBoxes(bytes, moov)) if (besides.has(box.type)) blankBox(stripped, box);
  } else {
    for (const { type, dataStart, end } of boxes) {
      if (type === 'mdat') blankBetween(stripped, shown, { start: dataStart, end });
    }
  }
  // One of each: a second is not looked at by whoever shows it.
  blankUnless(kept.boxes, boxes);
  for (const box of boxes) if (box.type === 'meta' && box !== meta) blankBox(stripped, box);
  return stripped;
}

/** Makes a box one of nothing. */
function blankBox(bytes: Uint8Array, { start, dataStart, end }: AvifBox): void {
  // What comes after all that is kept was cut off already.
  if (end > bytes.length) return;
  bytes.set(bytesOf('free'), start + 4);
  bytes.fill(0, dataStart, end);
}

/** Makes an item one of nothing, without a name. Its bytes are elsewhere. */
function blankName(bytes: Uint8Array, { entry, typeAt }: AvifItem): void {
  if (typeAt === null || typeAt + 4 > entry.end) return;
  bytes.set(bytesOf('free'), typeAt);
  bytes.fill(0, typeAt + 4, entry.end);
}

function extentsOf(items: AvifItem[]): Extent[] {
  return items.flatMap(({ extents }) => extents);
}

/** Extents in their order, those that meet as one: however many there are, no byte is in two. */
function merged(extents: Extent[]): Extent[] {
  const result: Extent[] = [];
  for (const { start, end } of extents.toSorted((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Overwrites what of a part belongs to none of the extents, which are merged. */
function blankBetween(bytes: Uint8Array, extents: Extent[], part: Extent): void {
  let at = part.start;
  for (const { start, end } of extents) {
    if (end <= at) continue;
    if (start >= part.end) break;
    if (start > at) bytes.fill(0, at, start);
    at = end;
  }
  if (at < part.end) bytes.fill(0, at, part.end);
}

import { mostParts, textAt, u16be, u32be, u8 } from '../bytes.ts';
import { avifBoxes, findBox, inMeta, versionOf, type AvifBox } from './avif-boxes.ts';

/** From one byte of the file up to another. */
export type Extent = { start: number; end: number };

/** An item of an AVIF: the image, a part of it, or metadata. `entry` is the box that names it. */
export type AvifItem = {
  id: number;
  type: string;
  entry: AvifBox;
  typeAt: number | null;
  extents: Extent[];
};

/** Types of the items that are images, or parts of one. All others are metadata. */
export const imageItems = new Set(['av01', 'grid', 'iovl', 'iden', 'tmap']);

/** The items that a `meta` box tells of, with where their bytes lie. */
export function avifItems(bytes: Uint8Array, meta: AvifBox): AvifItem[] {
  const extents = extentsOf(bytes, meta);
  const iinf = findBox(bytes, 'iinf', ...inMeta(meta));
  if (!iinf) return [];
  const first = iinf.dataStart + (versionOf(bytes, iinf) === 0 ? 6 : 8);
  const items: AvifItem[] = [];
  for (const entry of avifBoxes(bytes, first, iinf.end)) {
    if (entry.type !== 'infe') continue;
    const version = versionOf(bytes, entry);
    const at = entry.dataStart + 4;
    const id = version < 3 ? u16be(bytes, at) : u32be(bytes, at);
    // Before version 2 items had no type of four letters.
    const typeAt = version < 2 ? null : at + (version === 2 ? 4 : 6);
    const type = typeAt === null ? '' : textAt(bytes, typeAt, 4);
    items.push({ id, type, entry, typeAt, extents: extents.get(id) ?? [] });
  }
  return items;
}

/** The id of the item that is shown. */
export function primaryIdOf(bytes: Uint8Array, meta: AvifBox): number {
  const pitm = findBox(bytes, 'pitm', ...inMeta(meta));
  if (!pitm) return 0;
  const at = pitm.dataStart + 4;
  return versionOf(bytes, pitm) === 0 ? u16be(bytes, at) : u32be(bytes, at);
}

/** Where the bytes of each item lie, by its id. */
function extentsOf(bytes: Uint8Array, meta: AvifBox): Map<number, Extent[]> {
  const found = new Map<number, Extent[]>();
  const iloc = findBox(bytes, 'iloc', ...inMeta(meta));
  if (!iloc) return found;
  const idat = findBox(bytes, 'idat', ...inMeta(meta));
  const version = versionOf(bytes, iloc);
  let at = iloc.dataStart + 4;
  const next = (size: number): number => {
    const value = numberAt(bytes, at, size);
    at += size;
    return value;
  };
  const sizes = next(2);
  const [offsetSize, lengthSize] = [sizes >> 12, (sizes >> 8) & 15];
  const [baseSize, indexSize] = [(sizes >> 4) & 15, version === 0 ? 0 : sizes & 15];
  const count = next(version < 2 ? 2 : 4);
  let left = mostParts;
  for (let item = 0; item < count && at < iloc.end; item += 1) {
    const id = next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(baseSize) + (method === 1 ? (idat?.dataStart ?? Infinity) : 0);
    const extents: Extent[] = [];
    const pieces = next(2);
    for (let piece = 0; piece < pieces && at < iloc.end && left > 0; piece += 1, left -= 1) {
      next(indexSize);
      const start = base + next(offsetSize);
      const length = next(lengthSize);
      // Those of method 2 lie within another item, whose own are looked at.
      if (method < 2) extents.push({ start, end: length === 0 ? bytes.length : start + length });
    }
    found.set(id, extents);
  }
  return found;
}

/** A number of 0, 2, 4 or 8 bytes. */
function numberAt(bytes: Uint8Array, at: number, size: number): number {
  if (size === 2) return u16be(bytes, at);
  if (size === 4) return u32be(bytes, at);
  return size === 8 ? u32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4) : 0;
}

/** The properties of an item, each a box; `ipco` holds those of all. */
export function propertiesOf(bytes: Uint8Array, meta: AvifBox, id: number): AvifBox[] {
  const iprp = findBox(bytes, 'iprp', ...inMeta(meta));
  const ipma = iprp && findBox(bytes, 'ipma', iprp.dataStart, iprp.end);
  if (!iprp || !ipma) return [];
  const all = allProperties(bytes, meta);
  const isWide = (u8(bytes, ipma.dataStart + 3) & 1) === 1;
  const idSize = versionOf(bytes, ipma) < 1 ? 2 : 4;
  let at = ipma.dataStart + 8;
  for (let left = u32be(bytes, ipma.dataStart + 4); left > 0 && at < ipma.end; left -= 1) {
    const itemId = numberAt(bytes, at, idSize);
    const count = u8(bytes, at + idSize);
    at += idSize + 1;
    if (itemId === id) {
      return Array.from({ length: count }, (_, index) => {
        const number = isWide
          ? u16be(bytes, at + 2 * index) & 0x7fff
          : u8(bytes, at + index) & 0x7f;
        return all[number - 1];
      }).filter((box) => box !== undefined);
    }
    at += count * (isWide ? 2 : 1);
  }
  return [];
}

/** The properties of all items. */
export function allProperties(bytes: Uint8Array, meta: AvifBox): AvifBox[] {
  const iprp = findBox(bytes, 'iprp', ...inMeta(meta));
  const ipco = iprp && findBox(bytes, 'ipco', iprp.dataStart, iprp.end);
  return ipco ? [...avifBoxes(bytes, ipco.dataStart, ipco.end)] : [];
}

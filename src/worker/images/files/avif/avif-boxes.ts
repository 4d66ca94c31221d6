import { mostParts, textAt, u32be, u8 } from '../bytes.ts';

/** One box of an AVIF: where it begins, where its data lies, and where both end. */
export type AvifBox = { type: string; start: number; dataStart: number; end: number };

/** The boxes from one place to another; fewer where one breaks off. */
export function* avifBoxes(bytes: Uint8Array, from: number, to: number): Generator<AvifBox> {
  const last = Math.min(to, bytes.length);
  let start = from;
  for (let count = 0; count < mostParts && start + 8 <= last; count += 1) {
    const short = u32be(bytes, start);
    const isLong = short === 1;
    const long = u32be(bytes, start + 8) * 2 ** 32 + u32be(bytes, start + 12);
    // 0 is "up to the end".
    const end = short === 0 ? last : start + (isLong ? long : short);
    const dataStart = start + (isLong ? 16 : 8);
    if (end < dataStart || end > last) return;
    yield { type: textAt(bytes, start + 4, 4), start, dataStart, end };
    start = end;
  }
}

/** The first box of that type there, or `null`. */
export function findBox(bytes: Uint8Array, type: string, from: number, to: number): AvifBox | null {
  for (const box of avifBoxes(bytes, from, to)) if (box.type === type) return box;
  return null;
}

/** The boxes of a `meta` box, whose data begin with a version and flags. */
export function inMeta(meta: AvifBox): [from: number, to: number] {
  return [meta.dataStart + 4, meta.end];
}

/** The brands of a file that begins as AVIF and its relatives do; none for any other. */
export function brandsOf(bytes: Uint8Array): string[] {
  if (textAt(bytes, 4, 4) !== 'ftyp') return [];
  const end = Math.min(u32be(bytes, 0), bytes.length, 512);
  const brands = [textAt(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, 4));
  return brands;
}

/** Boxes that hold others, on the way to the list of an animation's pictures. */
const containers = new Set(['trak', 'mdia', 'minf', 'stbl']);

/** All boxes of an animation's description, each before those that it holds. */
export function* moovBoxes(
  bytes: Uint8Array,
  box: AvifBox,
  depth: number = containers.size,
): Generator<AvifBox> {
  for (const inner of avifBoxes(bytes, box.dataStart, box.end)) {
    yield inner;
    if (depth > 0 && containers.has(inner.type)) yield* moovBoxes(bytes, inner, depth - 1);
  }
}

/** How many pictures an animation has; 0 where its description says nothing of it. */
export function framesOf(bytes: Uint8Array, moov: AvifBox): number {
  let most = 0;
  for (const { type, dataStart } of moovBoxes(bytes, moov)) {
    if (type === 'stsz') most = Math.max(most, u32be(bytes, dataStart + 8));
  }
  return most;
}

/** Which version of itself a box is that has one. */
export function versionOf(bytes: Uint8Array, { dataStart }: AvifBox): number {
  return u8(bytes, dataStart);
}

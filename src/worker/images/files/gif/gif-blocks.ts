import { mostParts, textAt, u8 } from '../bytes.ts';

/**
 * One block of a GIF: a picture, an extension, or the end. `label` is that of an extension. What
 * has data has it in pieces, each with its length before it, from `dataStart` on.
 */
export type GifBlock = {
  kind: 'picture' | 'extension' | 'end';
  label: number;
  start: number;
  dataStart: number;
  end: number;
};

/** Labels of extensions. */
export const gifLabel = { control: 0xf9, application: 0xff } as const;

/** Bytes of a table of colours, by the flags that say whether there is one. */
function colours(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

/** Where the first block begins: after the head and the colours of all pictures. */
export function gifBlocksStart(bytes: Uint8Array): number {
  return 13 + colours(u8(bytes, 10));
}

/** The blocks of a GIF up to and with its end; fewer where one breaks off or is unknown. */
export function* gifBlocks(bytes: Uint8Array): Generator<GifBlock> {
  let start = gifBlocksStart(bytes);
  for (let count = 0; count < mostParts && start < bytes.length; count += 1) {
    const mark = u8(bytes, start);
    if (mark === 0x3b) {
      yield { kind: 'end', label: 0, start, dataStart: start + 1, end: start + 1 };
      return;
    }
    const isPicture = mark === 0x2c;
    if (!isPicture && mark !== 0x21) return;
    // After its place, size and colours a picture says in how many bits its pixels begin.
    const dataStart = isPicture ? start + 11 + colours(u8(bytes, start + 9)) : start + 2;
    const end = piecesEnd(bytes, dataStart);
    if (end === null) return;
    const label = isPicture ? 0 : u8(bytes, start + 1);
    yield { kind: isPicture ? 'picture' : 'extension', label, start, dataStart, end };
    start = end;
  }
}

/** Where pieces of data end, with the empty one; `null` where they break off. */
function piecesEnd(bytes: Uint8Array, start: number): number | null {
  let at = start;
  while (at < bytes.length) {
    const length = u8(bytes, at);
    at += 1 + length;
    if (length === 0) return at;
  }
  return null;
}

/** Which application an extension is of, such as `NETSCAPE2.0`. */
export function applicationOf(bytes: Uint8Array, { dataStart }: GifBlock): string {
  return u8(bytes, dataStart) === 11 ? textAt(bytes, dataStart + 1, 11) : '';
}

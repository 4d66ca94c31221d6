import { joined } from '../bytes.ts';
import { applicationOf, gifBlocks, gifBlocksStart, gifLabel, type GifBlock } from './gif-blocks.ts';

/** The extensions that say how often an animation is repeated. */
const looping = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/** A GIF without anything but its pictures, how they follow each other, and its colours. */
export function stripGif(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [bytes.subarray(0, gifBlocksStart(bytes))];
  // What comes before a picture is about that picture, and goes where that goes.
  let control: Uint8Array | null = null;
  for (const block of gifBlocks(bytes)) {
    const { kind, start, dataStart, end } = block;
    if (kind === 'picture') {
      if (control) pieces.push(control);
      pieces.push(bytes.subarray(start, end));
      control = null;
    } else if (kind === 'extension' && block.label === gifLabel.control) {
      const isOne = bytes[dataStart] === 4 && end === dataStart + 6;
      control = isOne ? bytes.subarray(start, end) : null;
    } else if (kind === 'extension') {
      const kept = keptOf(bytes, block);
      if (kept) pieces.push(kept);
      // Text that is drawn over the picture would use up what was meant for it.
      if (block.label === 0x01) control = null;
    }
  }
  return joined([...pieces, Uint8Array.of(0x3b)]);
}

/** What is kept of an extension: how often to repeat, without anything hidden behind it. */
function keptOf(bytes: Uint8Array, block: GifBlock): Uint8Array | null {
  const { label, start, dataStart, end } = block;
  if (label !== gifLabel.application) return null;
  const application = applicationOf(bytes, block);
  if (application === 'ICCRGBG1012') return bytes.subarray(start, end);
  if (!looping.has(application)) return null;
  const at = dataStart + 12;
  if (bytes[at] !== 3 || bytes[at + 1] !== 1 || at + 4 > end) return null;
  return joined([bytes.subarray(start, at + 4), Uint8Array.of(0)]);
}

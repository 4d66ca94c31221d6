import type { ConversationItem } from './conversation-item.ts';
import type { ProposalView } from './proposal-view.ts';
import type { ImageSet } from './image-set.ts';

/** Entries of a list, from one up to before another. */
export interface Range {
  from: number;
  to: number;
}

/** Pixels of an entry's parts, roughly: until it was on the page once, nobody knows better. */
const rough = { line: 22, charWidth: 7.4, head: 44, gap: 12, separator: 40, image: 80 };

/** The same of a drafted prompt: its frame, what its words keep at least, a message of its receipt. */
const roughProposal = {
  frame: 112,
  title: 24,
  words: 116,
  narrowWords: 160,
  source: 36,
  list: 296,
};

/**
 * How high every entry of the conversation is: as measured where it was on the page, guessed where
 * it was not. All in pixels.
 */
export class EntryHeights {
  private readonly measured = new Map<string, number>();
  private items: readonly ConversationItem[] = [];
  private heights: Float64Array = new Float64Array(0);
  private ends: Float64Array = new Float64Array(0);
  private width = 0;
  private summed = false;

  /** @param width of an entry; with another one all that was measured is forgotten */
  follow(items: readonly ConversationItem[], width: number): void {
    if (width === this.width && items === this.items) return;
    const before = this.items;
    if (width !== this.width) this.measured.clear();
    const [head, tail] = width === this.width ? unchanged(before, items) : [0, 0];
    const heights = new Float64Array(items.length);
    heights.set(this.heights.subarray(0, head));
    for (let index = head; index < items.length - tail; index += 1) {
      const item = items[index];
      if (item) heights[index] = this.measured.get(item.key) ?? guessedHeight(item, width);
    }
    heights.set(this.heights.subarray(before.length - tail), items.length - tail);
    this.width = width;
    this.items = items;
    this.heights = heights;
    this.ends = new Float64Array(items.length);
    this.summed = false;
  }

  measure(index: number, height: number): void {
    const item = this.items[index];
    if (!item) return;
    this.measured.set(item.key, height);
    if (this.heights[index] === height) return;
    this.heights[index] = height;
    this.summed = false;
  }

  get total(): number {
    return this.topOf(this.items.length);
  }

  /** Where an entry begins, from the beginning of the list. */
  topOf(index: number): number {
    this.sum();
    return index <= 0 ? 0 : (this.ends[Math.min(index, this.ends.length) - 1] ?? 0);
  }

  /** The entry at a place of the list; the last one where it is further down. */
  at(offset: number): number {
    this.sum();
    let [low, high] = [0, Math.max(0, this.ends.length - 1)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The entries between two places of the list. */
  between(top: number, bottom: number): Range {
    if (this.items.length === 0) return { from: 0, to: 0 };
    return { from: this.at(top), to: this.at(bottom) + 1 };
  }

  private sum(): void {
    if (this.summed) return;
    let end = 0;
    for (let index = 0; index < this.heights.length; index += 1) {
      end += this.heights[index] ?? 0;
      this.ends[index] = end;
    }
    this.summed = true;
  }
}

/**
 * The next entries to be on the page: at once those that must be, and from there a few at a time to
 * those that should be, so that no frame takes long.
 *
 * @param must what is in sight
 * @param wish what is to be there as well, so that scrolling finds it
 * @param keep what may stay there, so that little comes and goes
 * @param step entries that may be added on each side
 */
export function nextRange(
  now: Range,
  { must, wish, keep, step }: { must: Range; wish: Range; keep: Range; step: number },
): Range {
  const apart = now.to <= must.from || now.from >= must.to;
  const base = apart ? must : now;
  const from = Math.min(base.from, must.from);
  const to = Math.max(base.to, must.to);
  return {
    from: from > wish.from ? Math.max(wish.from, from - step) : Math.max(from, keep.from),
    to: to < wish.to ? Math.min(wish.to, to + step) : Math.min(to, keep.to),
  };
}

/** How many at the beginning and at the end are the same. */
function unchanged<T>(before: readonly T[], now: readonly T[]): [number, number] {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return [head, tail];
}

function guessedHeight(item: ConversationItem, width: number): number {
  const { proposal } = item;
  const perLine = Math.max(20, (width - 48) / rough.charWidth);
  const lines = item.text === '' ? 0 : Math.ceil(item.text.length / perLine);
  const breaks = item.text.split('\n').length - 1;
  const words = (lines + breaks) * rough.line;
  const pictures = item.set ? heightOfSet(item.set, width) : heightOfImages(item, width);
  return (
    (item.headed ? rough.head : rough.gap) +
    (proposal ? heightOfProposal(proposal, words, width) : words) +
    pictures +
    (item.day === '' ? 0 : rough.separator) +
    (item.unseen ? rough.separator : 0)
  );
}

function heightOfProposal({ status, mine, sources }: ProposalView, words: number, width: number) {
  const { frame, title, narrowWords, source, list } = roughProposal;
  if (status === 'used') return frame + words;
  const least = width < 480 ? narrowWords : roughProposal.words;
  const listed = mine === '' ? 0 : Math.min(list, sources.length * source + 8);
  return frame + title + Math.max(least, words) + listed;
}

function heightOfImages({ images }: ConversationItem, width: number): number {
  return images.reduce((sum, image) => {
    const across = Math.min(width - 48, 512);
    return sum + rough.image + (across * image.height) / Math.max(1, image.width);
  }, 0);
}

function heightOfSet({ count, narrow, ratio }: ImageSet, width: number): number {
  const isPhone = width < 480;
  const columns = isPhone ? 2 : count === 4 && !narrow ? 2 : count;
  const across = (isPhone ? width : width - 48) / columns;
  return rough.image + Math.ceil(count / columns) * (across / ratio);
}

import { EntryHeights, nextRange, type Range } from '../state/entry-heights.ts';
import type { ConversationItem } from '../state/conversation-item.ts';

/** An entry and where it stood, in pixels: below the upper edge, and from the beginning of all. */
interface Anchor {
  key: string;
  top: number;
  offset: number;
}

/** Entries added on each side within one frame, beyond those in sight. */
const step = 4;

export interface EntryListParts {
  scroller: HTMLElement;
  /** Stand for the entries that are not on the page. */
  above: HTMLElement;
  below: HTMLElement;
}

/**
 * Which entries of the conversation are on the page: those in sight and some around them, however
 * many there are. Two empty boxes stand for the rest, as high as the rest was or will probably be.
 */
export class EntryList {
  range: Range = { from: 0, to: 0 };
  private readonly parts: EntryListParts;
  private readonly heights = new EntryHeights();
  private items: readonly ConversationItem[] = [];
  private anchors: Anchor[] = [];

  constructor(parts: EntryListParts) {
    this.parts = parts;
  }

  /** Takes over what the conversation is now. What is on the page stays, as far as it is still there. */
  follow(items: readonly ConversationItem[]): void {
    if (items === this.items) {
      this.heights.follow(items, this.width);
      return;
    }
    const first = this.items[this.range.from]?.key;
    const size = this.range.to - this.range.from;
    this.items = items;
    this.heights.follow(items, this.width);
    const from = Math.max(
      0,
      items.findIndex(({ key }) => key === first),
    );
    this.range = { from, to: Math.min(from + size, items.length) };
  }

  /** Chooses what is to be on the page. @returns whether that is something else than before */
  choose(following: boolean): boolean {
    const height = this.parts.scroller.clientHeight;
    const top = following ? this.heights.total - height : this.expectedTop();
    const around = (views: number) =>
      this.heights.between(top - views * height, top + height + views * height);
    return this.become(
      nextRange(this.range, { must: around(0.3), wish: around(1), keep: around(2), step }),
    );
  }

  /** Puts the surroundings of an entry on the page. */
  chooseAround(index: number): void {
    const { clientHeight } = this.parts.scroller;
    const top = this.heights.topOf(index);
    this.become(this.heights.between(top - clientHeight, top + clientHeight));
  }

  get shown(): ConversationItem[] {
    return this.items.slice(this.range.from, this.range.to);
  }

  /** Notes where the lines in sight are. Only while the page shows what was chosen. */
  remember(): void {
    const { scroller } = this.parts;
    const { scrollTop, clientHeight } = scroller;
    const elements = this.elements;
    const edge = elements.findIndex((entry) => entry.offsetTop + entry.offsetHeight > scrollTop);
    const begun = elements.findIndex((entry) => entry.offsetTop >= scrollTop);
    const anchorOf = (index: number): Anchor[] => {
      const element = elements[index];
      if (!element || element.offsetTop > scrollTop + clientHeight) return [];
      const offset = element.offsetTop;
      return [{ key: element.dataset['key'] ?? '', top: offset - scrollTop, offset }];
    };
    this.anchors = [...anchorOf(begun), ...anchorOf(edge)];
    if (this.anchors.length > 0 || this.items.length === 0) return;
    // Scrolled past everything that is on the page.
    const index = this.heights.at(scrollTop - this.listTop);
    const offset = this.listTop + this.heights.topOf(index);
    this.anchors = [{ key: this.items[index]?.key ?? '', top: offset - scrollTop, offset }];
  }

  /** The entry at the upper edge. */
  get reading(): ConversationItem | undefined {
    const key = this.anchors.at(-1)?.key;
    return this.items.find((item) => item.key === key);
  }

  /** Measures what came onto the page, and makes the boxes as high as what is not there. */
  fit(): void {
    const { above, below } = this.parts;
    const { from, to } = this.range;
    above.style.setProperty('height', `${this.heights.topOf(from)}px`);
    this.measure();
    below.style.setProperty('height', `${this.heights.total - this.heights.topOf(to)}px`);
  }

  /** Measures what is on the page, as long as that is what was chosen. */
  measure(): void {
    const { above } = this.parts;
    const { elements } = this;
    const { from, to } = this.range;
    if (elements.length !== to - from) return;
    let before = above.offsetTop + above.offsetHeight;
    const bottoms = elements.map((entry) => entry.offsetTop + entry.offsetHeight);
    for (const [index, bottom] of bottoms.entries()) {
      this.heights.measure(from + index, bottom - before);
      before = bottom;
    }
  }

  /** Brings the line that was just remembered back to where it was. */
  restore(): void {
    const { scroller } = this.parts;
    const found = this.found(this.anchors);
    if (!found) return;
    const away = found.element.offsetTop - scroller.scrollTop - found.anchor.top;
    if (Math.abs(away) >= 1) scroller.scrollTop += away;
  }

  /**
   * Something in the conversation took another height by itself: what is above the edge must not
   * move what is in sight, and what is in sight grows downwards. Scrolling goes on meanwhile.
   */
  steady(): void {
    const found = this.found(this.anchors.toReversed());
    if (!found) return;
    const moved = found.element.offsetTop - found.anchor.offset;
    if (Math.abs(moved) < 1) return;
    this.parts.scroller.scrollTop += moved;
    this.remember();
  }

  /** The element of an entry, where it is on the page. */
  elementOf(index: number): HTMLElement | undefined {
    return this.elements[index - this.range.from];
  }

  /** Keeps the keyboard in the conversation when the entry that has it leaves the page. */
  keepFocus(): void {
    const focused = document.activeElement?.closest<HTMLElement>('.entry');
    if (!focused || !this.parts.scroller.contains(focused)) return;
    const stays = this.shown.some(({ key }) => key === focused.dataset['key']);
    if (!stays) this.parts.scroller.focus({ preventScroll: true });
  }

  private found(anchors: readonly Anchor[]): { anchor: Anchor; element: HTMLElement } | null {
    const { elements } = this;
    for (const anchor of anchors) {
      const element = elements.find((entry) => entry.dataset['key'] === anchor.key);
      if (element) return { anchor, element };
    }
    return null;
  }

  private get elements(): HTMLElement[] {
    return [...this.parts.scroller.querySelectorAll<HTMLElement>('.entry')];
  }

  private get width(): number {
    return this.parts.above.clientWidth;
  }

  private get listTop(): number {
    return this.parts.above.offsetTop;
  }

  /** Where in the list the upper edge will be once the remembered line is back in its place. */
  private expectedTop(): number {
    const { scrollTop } = this.parts.scroller;
    for (const { key, top } of this.anchors) {
      const index = this.items.findIndex((item) => item.key === key);
      if (index >= 0) return this.heights.topOf(index) - top;
    }
    return scrollTop - this.listTop;
  }

  private become(range: Range): boolean {
    const { from, to } = this.range;
    if (range.from === from && range.to === to) return false;
    this.range = range;
    return true;
  }
}

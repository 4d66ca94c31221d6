import type { ImageRow } from '../../protocol/rows.ts';
import type { ConversationItem } from './conversation-item.ts';
import { imageSetOf } from './image-set.ts';
import { shapeName, type ImageContext } from './image-view.ts';
import type { ItemParts } from './item-of-message.ts';
import type { PlacedEntry } from './place-entries.ts';
import { priceInWords } from './price-words.ts';

/** An entry and what it was made of. */
export interface Made extends PlacedEntry {
  parts: ItemParts;
  /** Whether it is made of its row alone. */
  plain: boolean;
}

/** How a set and its images are known on the page, whichever of them are still there. */
interface SetKeys {
  key: string;
  slots: Map<string, string>;
}

/**
 * Puts the entries of messages that were asked for together into one. It keeps what it made: a set
 * of which nothing changed stays the same object.
 */
export class ImageSets {
  private of: readonly Made[] = [];
  private last: readonly Made[] = [];
  private sets = new Map<string, { members: readonly Made[]; entry: Made }>();
  private readonly keys = new Map<string, SetKeys>();

  /** @returns the entries to be shown; the same array for the same entries */
  together(entries: readonly Made[], context: ImageContext): readonly Made[] {
    if (entries === this.of) return this.last;
    this.of = entries;
    const sets = new Map<string, { members: readonly Made[]; entry: Made }>();
    const shown: Made[] = [];
    for (let at = 0; at < entries.length; at += 1) {
      const first = entries[at];
      if (!first) continue;
      const setId = first.parts.image?.set_id ?? null;
      const members = setId === null ? [first] : membersFrom(entries, at, setId);
      at += members.length - 1;
      if (setId === null) shown.push(first);
      else {
        const kept = this.sets.get(setId);
        const same = kept !== undefined && sameList(kept.members, members);
        const set = same ? kept : { members, entry: this.entryOf(setId, members, context) };
        sets.set(setId, set);
        shown.push(set.entry);
      }
    }
    this.sets = sets;
    this.last = shown;
    return shown;
  }

  private entryOf(setId: string, members: readonly Made[], context: ImageContext): Made {
    const [first] = members;
    if (!first) throw new Error('a set without a member');
    const keys = this.keys.get(setId) ?? { key: first.alone.key, slots: new Map() };
    this.keys.set(setId, keys);
    const items = members.map(({ alone }) => withSlot(alone, keys));
    const images = items.flatMap((item) => item.images);
    const rows = members.flatMap(({ parts }) => parts.image ?? []);
    const alone: ConversationItem = {
      ...first.alone,
      key: keys.key,
      images,
      ...(items.length > 1 && {
        set: imageSetOf(images, totals(rows, context)),
        members: items,
      }),
    };
    return { ...first, alone, placed: alone, after: null, unseen: false };
  }
}

/** The messages of a set follow each other: they were written at once. */
function membersFrom(entries: readonly Made[], at: number, setId: string): Made[] {
  const members: Made[] = [];
  for (let index = at; entries[index]?.parts.image?.set_id === setId; index += 1) {
    const member = entries[index];
    if (member) members.push(member);
  }
  return members;
}

/** Its image keeps its slot, so that what is on the page of it stays when another one goes. */
function withSlot(item: ConversationItem, { slots }: SetKeys): ConversationItem {
  const id = item.message_id ?? '';
  const slot = slots.get(id) ?? String(slots.size);
  slots.set(id, slot);
  return { ...item, images: item.images.map((image) => ({ ...image, key: slot })) };
}

function totals(rows: readonly ImageRow[], { models }: ImageContext) {
  const [first] = rows;
  const prices = rows.flatMap(({ price }) => price ?? []);
  const isPriced = prices.length === rows.length && rows.length > 0;
  return {
    shape: first ? shapeName(first, models) : '',
    price: isPriced ? priceInWords(prices.reduce((sum, price) => sum + price, 0)) : '',
  };
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

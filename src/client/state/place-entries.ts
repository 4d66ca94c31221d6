import type { MessageRow } from '../../protocol/rows.ts';
import type { ConversationItem } from './conversation-item.ts';
import { dayInWords } from './words.ts';

const sameBreath = 5 * 60_000;

/** What of an entry decides whether the next one goes on from it. */
export interface Standing {
  author: string;
  /** Milliseconds since 1970, and when that day began. */
  at: number;
  day: number;
}

/** An entry as it stands alone, and as it was placed among its neighbours. */
export interface PlacedEntry {
  parts: { row: MessageRow };
  alone: ConversationItem;
  standing: Standing;
  placed: ConversationItem;
  /** What it was placed by: the entry before it, and whether it is the first that is new. */
  after: Standing | null | undefined;
  unseen: boolean;
}

/** When the day of a time began. Milliseconds since 1970, both. */
export function dayOf(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

export function standingOf(author: string, at: number): Standing {
  return { author, at, day: dayOf(at) };
}

/** What stands above an entry: the day, "New", its author. @param now milliseconds since 1970 */
export function placeOf(
  entry: Standing,
  before: Standing | undefined,
  unseen: boolean,
  now: number,
): Pick<ConversationItem, 'day' | 'headed' | 'unseen'> {
  const newDay = entry.day !== before?.day;
  const goesOn = before?.author === entry.author && entry.at - before.at <= sameBreath;
  return {
    day: newDay ? dayInWords(entry.at, now) : '',
    headed: newDay || unseen || !goesOn,
    unseen,
  };
}

/**
 * Places entries among their neighbours; one whose neighbour is the same stays as it is.
 *
 * @param unseenFrom the first message that is new
 * @returns whether any was placed otherwise than before
 */
export function placeEntries(
  entries: readonly PlacedEntry[],
  unseenFrom: MessageRow | null,
  now: number,
): boolean {
  let changed = false;
  let before: Standing | undefined;
  for (const entry of entries) {
    const unseen = entry.parts.row === unseenFrom;
    if (entry.after !== before || entry.unseen !== unseen) {
      const place = placeOf(entry.standing, before, unseen, now);
      if (!stands(entry.placed, place)) {
        entry.placed = { ...entry.alone, ...place };
        changed = true;
      }
      entry.after = before;
      entry.unseen = unseen;
    }
    before = entry.standing;
  }
  return changed;
}

function stands(
  item: ConversationItem,
  { day, headed, unseen }: Pick<ConversationItem, 'day' | 'headed' | 'unseen'>,
): boolean {
  return item.day === day && item.headed === headed && item.unseen === unseen;
}

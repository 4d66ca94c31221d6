import type { ChatState } from './chat-state.ts';

/**
 * Up to where I have seen a chat, on whichever device, as revisions. `unseen` is what had come
 * meanwhile when I came back: there stands "New".
 */
export interface ReadMark {
  /** `null` before anything is known. */
  seen: number | null;
  unseen: { after: number; upTo: number } | null;
}

/** The chat is here for the first time. Who never saw it has missed nothing. */
export function openedMark(readRev: number | null, rev: number): ReadMark {
  return {
    seen: readRev ?? rev,
    unseen: readRev === null || readRev >= rev ? null : { after: readRev, upTo: rev },
  };
}

/** I look again, after a while in which I did not. */
export function returnedMark(mark: ReadMark, rev: number): ReadMark {
  return mark.seen === null || mark.seen >= rev
    ? mark
    : { ...mark, unseen: { after: mark.seen, upTo: rev } };
}

/** I have seen everything up to a revision; `elsewhere` on another device, so that it is not new here. */
export function seenMark(mark: ReadMark, rev: number, elsewhere: boolean): ReadMark {
  if (mark.seen !== null && mark.seen >= rev) return mark;
  const { unseen } = mark;
  const left = unseen && elsewhere && rev > unseen.after ? { ...unseen, after: rev } : unseen;
  return { seen: rev, unseen: left && left.after < left.upTo ? left : null };
}

/** How many messages of others at the end of the chat I have not seen. */
export function unreadCount({ live }: ChatState, { seen }: ReadMark, me: string): number {
  if (seen === null) return 0;
  const messages = live.messages.ordered;
  let count = 0;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (!message || message.seq <= seen) break;
    if (message.author_id !== me) count += 1;
  }
  return count;
}

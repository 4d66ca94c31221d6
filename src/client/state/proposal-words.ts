import type { MessageRow } from '../../protocol/rows.ts';

/** "1 message", "5 messages". */
export function messagesInWords(count: number): string {
  return `${count} ${count === 1 ? 'message' : 'messages'}`;
}

/** Where the prompt of an image was drafted, as its caption says it. */
export interface ImageDrafted {
  /** "from 5 messages". */
  words: string;
  /** The message that the draft stands in; `null` where it is gone. */
  message_id: string | null;
}

/**
 * What an image was drafted from; `null` where its prompt was simply typed.
 *
 * @param row the message with the drafted prompt, where it is here
 */
export function imageDrafted(id: string | null, row: MessageRow | undefined): ImageDrafted | null {
  if (id === null) return null;
  const used = row?.proposal?.sources.filter(({ taken_out_by }) => taken_out_by === null);
  const words = used ? `from ${messagesInWords(used.length)}` : 'from messages';
  return { words, message_id: row && row.deleted_at !== null ? null : id };
}

/** Words as the beginning of a line. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

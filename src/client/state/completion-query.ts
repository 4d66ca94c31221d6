/** What somebody is about to write that can be completed. */
export interface CompletionQuery {
  kind: 'mention' | 'emoji' | 'command' | 'context';
  /** Where it begins in the text, with its "@", ":", "/" or "{". */
  from: number;
  /** What was typed after that. */
  query: string;
}

const longest = 40;

/**
 * A name after "@" or two letters and more after ":", right before the caret; `null` for none. Within
 * a word, a time or an address there is nothing to complete.
 */
export function completionQuery(text: string, caret: number): CompletionQuery | null {
  const line = text.slice(Math.max(0, caret - longest - 1), caret);
  const start = caret - line.length;
  const emoji = /(?<![\p{L}\p{N}:/])(:)([\w+-]{2,})$/u.exec(line);
  if (emoji) return { kind: 'emoji', from: start + emoji.index, query: emoji[2] ?? '' };
  const mention = /(?<![\p{L}\p{N}_])@(?!\s)([^@\n]*)$/u.exec(line);
  return mention ? { kind: 'mention', from: start + mention.index, query: mention[1] ?? '' } : null;
}

/** A whole ":shortcode:" right before the caret, without its colons; `null` for none. */
export function closedShortcode(text: string, caret: number): string | null {
  return /(?<![\p{L}\p{N}:/]):([\w+-]{2,40}):$/u.exec(text.slice(0, caret))?.[1] ?? null;
}

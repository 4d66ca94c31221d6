import type { MessageRow } from '../../protocol/rows.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';

export type Writing = 'message' | 'prompt';
/** Who writes what, and until when without a new word that holds, in milliseconds since 1970. */
export type TypingState = ReadonlyMap<string, { what: Writing; until: number }>;

/** How long a word that somebody types holds, in milliseconds. */
export const typingHolds = 6_000;

/** Who types after the server said something. @param now milliseconds since 1970 */
export function withTyping(typing: TypingState, message: ServerMessage, now: number): TypingState {
  if (message.type === 'typing') {
    const next = new Map(typing);
    if (message.what === null) next.delete(message.user_id);
    else next.set(message.user_id, { what: message.what, until: now + typingHolds });
    return next;
  }
  if (message.type === 'changes') return withoutAuthors(typing, message.messages);
  if (message.type === 'snapshot') return new Map();
  if (message.type !== 'presence_change' || typing.size === 0) return typing;
  const next = new Map(typing);
  for (const { user_id } of message.went) next.delete(user_id);
  return next;
}

/** Without those of whom nothing was heard for too long; the same where there are none. */
export function withoutExpired(typing: TypingState, now: number): TypingState {
  const left = [...typing].filter(([, { until }]) => until > now);
  return left.length === typing.size ? typing : new Map(left);
}

/** Whose message arrived does not write it any more. A reaction to an old one ends nothing. */
function withoutAuthors(typing: TypingState, rows: readonly MessageRow[]): TypingState {
  const authors = rows.filter(({ rev, seq }) => rev === seq);
  if (typing.size === 0 || authors.length === 0) return typing;
  const next = new Map(typing);
  for (const { author_id } of authors) next.delete(author_id);
  return next;
}

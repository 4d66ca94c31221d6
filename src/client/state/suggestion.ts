import type { ServerMessage } from '../../protocol/server-message.ts';
import type { DraftImage } from './draft.ts';

/** What is to be said: a richer prompt for these words, or what this picture shows. */
export type SuggestionAsk =
  { kind: 'expand'; prompt: string } | { kind: 'describe'; image: DraftImage };

/** Words that I asked for, and that nobody else sees. */
export interface Suggestion {
  client_id: string;
  of: SuggestionAsk;
  /** As far as it is. */
  text: string;
  status: 'asking' | 'ready' | 'failed';
  /** Why there is none, in words; or empty. */
  problem: string;
}

export const lostConnection = 'The connection was lost. Try again.';
export const noAnswer = 'No answer came. Try again.';

/** What the server says of suggestions; a request that it does not take is refused by name. */
type Heard = Extract<ServerMessage, { type: 'suggestion' | 'refused' }>;

/** A suggestion after the server said something of it, or of another one that it took the place of. */
export function withHeard(suggestion: Suggestion | null, message: Heard): Suggestion | null {
  if (!suggestion || !isOf(suggestion, message) || suggestion.status !== 'asking') {
    return suggestion;
  }
  if (message.type === 'refused') return failed(suggestion, message.error.message);
  const { text, is_done, error } = message;
  if (error !== null) return failed(suggestion, error.message);
  if (!is_done) return { ...suggestion, text };
  return text.trim() === ''
    ? failed(suggestion, noAnswer)
    : { ...suggestion, text: text.trim(), status: 'ready' };
}

/** Whether a message is about it. */
export function isOf(
  suggestion: Suggestion | null,
  { client_id }: { client_id: string | null },
): boolean {
  return suggestion !== null && suggestion.client_id === client_id;
}

/** A suggestion that will not come. One that is here stays. @param problem why, as a sentence */
export function withoutAnswer(suggestion: Suggestion | null, problem: string): Suggestion | null {
  return suggestion?.status === 'asking' ? failed(suggestion, problem) : suggestion;
}

function failed(suggestion: Suggestion, problem: string): Suggestion {
  return { ...suggestion, text: '', status: 'failed', problem };
}

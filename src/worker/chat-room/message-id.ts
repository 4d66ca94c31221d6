import { createHash } from 'node:crypto';
import { idLength } from '../../protocol/ids.ts';

/**
 * The id of the message that a person asked for under that `client_id` in that chat: always the
 * same, so that one that is asked for again is known by its id alone.
 */
export function messageIdOf(chatId: string, userId: string, clientId: string): string {
  const digest = createHash('sha256').update(`${chatId} ${userId} ${clientId}`).digest('base64url');
  return digest.slice(0, idLength);
}

/** A `client_id` for a further message that one request writes: always the same for the same. */
export function clientIdIn(clientId: string, part: string): string {
  const digest = createHash('sha256').update(`${clientId} ${part}`).digest('base64url');
  return digest.slice(0, idLength);
}

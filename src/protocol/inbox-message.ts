import * as z from 'zod/mini';

/**
 * What the inbox says (`GET /api/inbox/socket`, a WebSocket of a person, whatever is open): something
 * changed in a chat of mine, so the list of my chats is to be fetched anew. Sent at once when quiet
 * and gathered when not; a chat that is gone is no longer in the list.
 */
export const inboxMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chat_changed'), chat_id: z.string() }),
  z.object({ type: z.literal('pong') }),
]);

export type InboxMessage = z.infer<typeof inboxMessageSchema>;

import * as z from 'zod/mini';
import { clientIdSchema } from '../../protocol/ids.ts';
import { imageSettingsSchema } from '../../protocol/image-request.ts';
import type { PendingRequest } from '../state/chat-state.ts';
import { keep, readKept } from './browser-storage.ts';

const keptSchema = z.array(
  z.object({
    client_id: clientIdSchema,
    text: z.string(),
    settings: z.nullable(imageSettingsSchema),
    created_at: z.int(),
  }),
);

/**
 * Keeps what the server has not answered, so that a reload loses nothing that was sent. For this tab
 * only; sending twice does no harm, because the server knows a `client_id` again.
 */
export function keepUnanswered(chatId: string, pending: readonly PendingRequest[]): void {
  const open = pending.filter(({ acknowledged, refusal }) => !acknowledged && refusal === null);
  const kept = open.map(({ client_id, text, settings, created_at }) => ({
    client_id,
    text,
    settings,
    created_at,
  }));
  keep('session', keyOf(chatId), kept.length === 0 ? null : JSON.stringify(kept));
}

/** What an earlier page of this tab asked for in this chat and did not see answered. */
export function readUnanswered(chatId: string): PendingRequest[] {
  try {
    const kept = keptSchema.parse(JSON.parse(readKept('session', keyOf(chatId)) ?? '[]'));
    return kept.map((request) => ({ ...request, acknowledged: false, refusal: null }));
  } catch {
    return [];
  }
}

function keyOf(chatId: string): string {
  return `darkroom:unanswered:${chatId}`;
}

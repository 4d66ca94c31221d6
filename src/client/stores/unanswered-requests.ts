import * as z from 'zod/mini';
import { clientMessageSchema } from '../../protocol/client-message.ts';
import type { KeptRequest, RequestKeeper } from '../socket/chat-session.ts';
import { isQuestion } from '../state/asked-requests.ts';
import { keep, keptKeys, readKept } from './browser-storage.ts';

const keptSchema = z.object({ request: clientMessageSchema, created_at: z.int(), place: z.int() });

/** Order of what was asked for within one millisecond. */
let asked = 0;

/**
 * Keeps what the server has not answered, so that neither a reload nor a closed tab loses anything
 * that was sent; see docs/decisions/0009. Each request has a key of its own, so that two tabs
 * never overwrite each other's.
 *
 * @param me whose requests they are: somebody else at this browser must not send them
 */
export function unansweredRequests(me: string, chatId: string): RequestKeeper {
  const prefix = `${prefixOf(me)}${chatId}:`;
  return {
    read: () =>
      keptKeys('local', prefix)
        .flatMap((key) => parsed(readKept('local', key)))
        .toSorted((a, b) => a.created_at - b.created_at || a.place - b.place),
    keep(kept) {
      const place = ++asked;
      keep('local', prefix + kept.request.client_id, JSON.stringify({ ...kept, place }));
    },
    forget: (clientId) => keep('local', prefix + clientId, null),
  };
}

/** The chats in which something of mine was not answered. */
export function chatsWithUnanswered(me: string): string[] {
  const prefix = prefixOf(me);
  const ids = keptKeys('local', prefix).map((key) => key.slice(prefix.length).split(':')[0] ?? '');
  return [...new Set(ids)];
}

function parsed(text: string | null): (KeptRequest & { place: number })[] {
  try {
    const { request, ...kept } = keptSchema.parse(JSON.parse(text ?? ''));
    return 'client_id' in request && !isQuestion(request) ? [{ ...kept, request }] : [];
  } catch {
    return [];
  }
}

function prefixOf(me: string): string {
  return `darkroom:unanswered:${me}:`;
}

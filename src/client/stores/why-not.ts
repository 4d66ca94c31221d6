import type { ClosedReason } from '../socket/chat-socket.ts';
import { HttpError, listChats } from './http-api.ts';

/** Why a chat cannot be opened: signed out, or not in it any more; `null` where it should open. */
export async function whyNot(chatId: string): Promise<ClosedReason | null> {
  try {
    const chats = await listChats();
    return chats.some(({ id }) => id === chatId) ? null : 'not_allowed';
  } catch (error) {
    return error instanceof HttpError && error.status === 401 ? 'signed_out' : null;
  }
}

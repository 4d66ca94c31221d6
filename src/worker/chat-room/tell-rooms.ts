import { chatIdsOf } from '../db/chats.ts';
import type { Database } from '../db/database.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import type { ChatRoom } from './chat-room.ts';

/**
 * Tells every room of a person something. One that cannot be reached is logged and left out: it
 * makes up for it when the person connects. Never throws.
 */
export async function tellRooms(
  rooms: Env['CHAT_ROOM'],
  db: Database,
  userId: string,
  tell: (room: DurableObjectStub<ChatRoom>) => Promise<void>,
): Promise<void> {
  await Promise.all(
    (await chatIdsOf(db, userId)).map(async (chatId) => {
      try {
        await tell(rooms.getByName(chatId));
      } catch (error) {
        log({ event: 'room_not_told', chat_id: chatId, error });
      }
    }),
  );
}

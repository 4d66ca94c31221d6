import { Hono } from 'hono';
import { signedIn } from '../auth/current-person.ts';
import { withVisit } from '../chat-room/visit.ts';
import { findMyChat } from '../db/chats.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { sameOrigin } from '../http/same-origin.ts';

/** The chat's WebSocket: checks who asks and hands the connection to the chat's room. */
export const socketRoutes = new Hono<SignedInEnv>().get(
  '/:chat_id/socket',
  sameOrigin,
  signedIn,
  async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      return refuse(c, { code: 'malformed', message: 'Connect with a WebSocket.' });
    }
    const { person, db } = c.var;
    const chat = await findMyChat(db, c.req.param('chat_id'), person.id);
    if (!chat) {
      const message = 'There is no such room, or you are not in it.';
      return refuse(c, { code: 'not_found', message });
    }
    const room = c.env.CHAT_ROOM.getByName(chat.id);
    const answer = await room.fetch(withVisit(c.req.raw, { chat, person }));
    if (answer.status === 101) return answer;
    const message = 'You have this room open too many times. Close some of them.';
    return refuse(c, { code: 'too_many', message });
  },
);

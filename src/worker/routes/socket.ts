import { Hono, type Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { cachedUserId } from '../auth/cached-person.ts';
import { currentPerson, signedIn } from '../auth/current-person.ts';
import { unknownVisitor, withVisit, type Visit } from '../chat-room/visit.ts';
import { findMyChat } from '../db/chats.ts';
import type { ChatRoom } from '../chat-room/chat-room.ts';
import type { AppEnv, SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { idSchema } from '../../protocol/ids.ts';
import { sameOrigin } from '../http/same-origin.ts';

type RoomStub = DurableObjectStub<ChatRoom>;

const notFound = {
  code: 'not_found',
  message: 'There is no such room, or you are not in it.',
} as const;

/** Hands the connection to the room; `null` where the room wants an introduction. */
async function visit(c: Context, room: RoomStub, who: Visit): Promise<Response | null> {
  const answer = await room.fetch(withVisit(c.req.raw, who));
  if (answer.status === 101) return answer;
  if (answer.status === unknownVisitor) return null;
  if (answer.status === 404) return refuse(c, notFound);
  return refuse(c, { code: 'too_many', message: await answer.text() });
}

/** Most who connect have just loaded the page, and are known to the room: no look into D1 then. */
const asKnown = createMiddleware<AppEnv>(async (c, next) => {
  const userId = await cachedUserId(c.req.raw, c.var.settings.authSecret);
  const chatId = idSchema.safeParse(c.req.param('chat_id'));
  if (userId === null || !chatId.success) return next();
  const room = c.env.CHAT_ROOM.getByName(chatId.data);
  const answer = await visit(c, room, { user_id: userId, introduction: null });
  return answer ?? next();
});

/** The chat's WebSocket: checks who asks and hands the connection to the chat's room. */
export const socketRoutes = new Hono<SignedInEnv>().get(
  '/:chat_id/socket',
  sameOrigin,
  async (c, next) =>
    c.req.header('upgrade')?.toLowerCase() === 'websocket'
      ? next()
      : refuse(c, { code: 'malformed', message: 'Connect with a WebSocket.' }),
  asKnown,
  currentPerson,
  signedIn,
  async (c) => {
    const { person, db } = c.var;
    const chat = await findMyChat(db, c.req.param('chat_id'), person.id);
    if (!chat) return refuse(c, notFound);
    const room = c.env.CHAT_ROOM.getByName(chat.id);
    const introduction = { chat, person };
    const answer = await visit(c, room, { user_id: person.id, introduction });
    return answer ?? refuse(c, notFound);
  },
);

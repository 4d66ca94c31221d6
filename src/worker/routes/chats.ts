import { Hono } from 'hono';
import { nanoid } from 'nanoid';
import { chatBodySchema, chatDeletionSchema, type ChatSummary } from '../../protocol/http.ts';
import { idLength } from '../../protocol/ids.ts';
import { signedIn } from '../auth/current-person.ts';
import { listMyChats } from '../db/chat-list.ts';
import {
  addMember,
  createChat,
  findChat,
  findMyChat,
  findOwnChat,
  renameChat,
} from '../db/chats.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { refuse } from '../http/refuse.ts';

/** The same words for a chat that is not there and one that is not mine. */
const notFound = {
  code: 'not_found',
  message: 'There is no such room, or you are not in it.',
} as const;

/** My chats: list, create, rename, join by link, delete. Its room tells whoever has them listed. */
export const chatsRoutes = new Hono<SignedInEnv>()
  .use(signedIn)
  .get('/', async (c) => c.json({ chats: await listMyChats(c.var.db, c.var.person.id) }))
  .post('/', jsonBody(chatBodySchema), async (c) => {
    const chat = { id: nanoid(idLength), name: c.var.body.name };
    const { id: userId } = c.var.person;
    const now = Date.now();
    await createChat(c.var.db, { ...chat, userId, now });
    await c.env.CHAT_ROOM.getByName(chat.id).join({
      chat: { ...chat, owner_id: userId },
      person: c.var.person,
    });
    const summary: ChatSummary = {
      ...chat,
      active_at: now,
      last_text: null,
      last_author: null,
      last_image_url: null,
      unread: 0,
      for_me: false,
      is_owner: true,
    };
    return c.json(summary, 201);
  })
  .patch('/:chat_id', jsonBody(chatBodySchema), async (c) => {
    const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
    if (!chat) return refuse(c, notFound);
    const { name } = c.var.body;
    await renameChat(c.var.db, chat.id, name, Date.now());
    await c.env.CHAT_ROOM.getByName(chat.id).renameChat(name);
    return c.json({ id: chat.id, name });
  })
  .delete('/:chat_id', jsonBody(chatDeletionSchema), async (c) => {
    const { db, person, body } = c.var;
    const chatId = c.req.param('chat_id');
    // One that is marked but not gone is found again, so that what was cut off can be repeated.
    const chat = await findOwnChat(db, chatId, person.id);
    if (!chat) {
      if (!(await findMyChat(db, chatId, person.id))) return refuse(c, notFound);
      const message = 'Only whoever made this room can delete it.';
      return refuse(c, { code: 'not_allowed', message });
    }
    if (body.name.trim() !== chat.name.trim()) {
      const message = 'This is not the name of the room. Type it as it stands there.';
      return refuse(c, { code: 'invalid', message, field: 'name' });
    }
    // The room sees to all of it, and goes on where it is cut off.
    await c.env.CHAT_ROOM.getByName(chat.id).deleteChat(chat);
    return c.body(null, 204);
  })
  .post('/:chat_id/join', async (c) => {
    // Whoever has the link, and with it the id that cannot be guessed, may come in.
    const chat = await findChat(c.var.db, c.req.param('chat_id'));
    if (!chat) return refuse(c, notFound);
    await addMember(c.var.db, chat.id, c.var.person.id, Date.now());
    await c.env.CHAT_ROOM.getByName(chat.id).join({ chat, person: c.var.person });
    return c.json({ id: chat.id, name: chat.name });
  });

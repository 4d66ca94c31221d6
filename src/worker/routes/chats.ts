import { Hono } from 'hono';
import { nanoid } from 'nanoid';
import { chatBodySchema } from '../../protocol/http.ts';
import { idLength } from '../../protocol/ids.ts';
import { signedIn } from '../auth/current-person.ts';
import {
  addMember,
  createChat,
  findChat,
  findMyChat,
  listMyChats,
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

/** My chats: list, create, rename, join by link. */
export const chatsRoutes = new Hono<SignedInEnv>()
  .use(signedIn)
  .get('/', async (c) => c.json({ chats: await listMyChats(c.var.db, c.var.person.id) }))
  .post('/', jsonBody(chatBodySchema), async (c) => {
    const chat = { id: nanoid(idLength), name: c.var.body.name };
    const now = Date.now();
    await createChat(c.var.db, { ...chat, userId: c.var.person.id, now });
    await c.env.CHAT_ROOM.getByName(chat.id).join(chat, c.var.person);
    const summary = { active_at: now, last_text: null, last_author: null, last_image_url: null };
    return c.json({ ...chat, ...summary }, 201);
  })
  .patch('/:chat_id', jsonBody(chatBodySchema), async (c) => {
    const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
    if (!chat) return refuse(c, notFound);
    const { name } = c.var.body;
    await renameChat(c.var.db, chat.id, name, Date.now());
    await c.env.CHAT_ROOM.getByName(chat.id).renameChat(name);
    return c.json({ id: chat.id, name });
  })
  .post('/:chat_id/join', async (c) => {
    // Whoever has the link, and with it the id that cannot be guessed, may come in.
    const chat = await findChat(c.var.db, c.req.param('chat_id'));
    if (!chat) return refuse(c, notFound);
    await addMember(c.var.db, chat.id, c.var.person.id, Date.now());
    await c.env.CHAT_ROOM.getByName(chat.id).join(chat, c.var.person);
    return c.json(chat);
  });

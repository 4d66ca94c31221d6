import { Hono } from 'hono';
import { signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';

const notFound = { code: 'not_found', message: 'There is no such picture here.' } as const;

/** Where an image comes from and what was made of it, for the members of its chat. */
export const familyRoutes = new Hono<SignedInEnv>().get(
  '/:chat_id/images/:image_id/family',
  signedIn,
  async (c) => {
    const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
    if (!chat) return refuse(c, notFound);
    const family = await c.env.CHAT_ROOM.getByName(chat.id).readFamily(c.req.param('image_id'));
    return family ? c.json(family) : refuse(c, notFound);
  },
);

import { Hono } from 'hono';
import { personBodySchema } from '../../protocol/http.ts';
import { signedIn } from '../auth/current-person.ts';
import { forgetCopy } from '../auth/cached-person.ts';
import { tellRooms } from '../chat-room/tell-rooms.ts';
import { renamePerson } from '../db/people.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';

/** Who I am, and what I am called. */
export const meRoutes = new Hono<SignedInEnv>()
  .use(signedIn)
  .get('/', (c) => c.json(c.var.person))
  .patch('/', jsonBody(personBodySchema), async (c) => {
    const { id } = c.var.person;
    const { name } = c.var.body;
    await renamePerson(c.var.db, id, name, Date.now());
    c.executionCtx.waitUntil(
      tellRooms(c.env.CHAT_ROOM, c.var.db, id, async (room) => room.renameMember(id, name)),
    );
    // It has the old name in it.
    forgetCopy(c);
    return c.json({ id, name });
  });

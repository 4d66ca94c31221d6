import { Hono } from 'hono';
import { personBodySchema } from '../../protocol/http.ts';
import { createAuth } from '../auth/auth.ts';
import { tellRooms } from '../chat-room/tell-rooms.ts';
import type { AppEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { refuse } from '../http/refuse.ts';

/** A visitor gives a name and is in. */
export const guestRoutes = new Hono<AppEnv>()
  .post('/guest', jsonBody(personBodySchema), async (c) => {
    if (c.var.person) {
      const message = `You are in already, as ${c.var.person.name}.`;
      return refuse(c, { code: 'not_allowed', message });
    }
    const auth = createAuth(c.var.db, {
      secret: c.var.settings.authSecret,
      origin: new URL(c.req.url).origin,
      guestName: c.var.body.name,
    });
    const { headers, response } = await auth.api.signInAnonymous({
      headers: c.req.raw.headers,
      returnHeaders: true,
    });
    for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
    return c.json({ id: response.user.id, name: response.user.name }, 201);
  })
  .post('/sign-out', async (c) => {
    const auth = createAuth(c.var.db, {
      secret: c.var.settings.authSecret,
      origin: new URL(c.req.url).origin,
    });
    const { headers } = await auth.api.signOut({
      headers: c.req.raw.headers,
      returnHeaders: true,
    });
    // Only now: whoever connects meanwhile would else be let in by a session that still stands.
    const { person, db } = c.var;
    if (person) {
      await tellRooms(c.env.CHAT_ROOM, db, person.id, async (room) => room.signOut(person.id));
      c.executionCtx.waitUntil(c.env.PERSON_INBOX.getByName(person.id).signOut(person.id));
    }
    for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
    return c.body(null, 204);
  });

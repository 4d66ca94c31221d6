import { Hono } from 'hono';
import { signedIn } from '../auth/current-person.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { sameOrigin } from '../http/same-origin.ts';
import { withPerson } from '../inbox/person-inbox.ts';

/** My inbox's WebSocket: hands the connection to the object that holds my inbox. */
export const inboxRoutes = new Hono<SignedInEnv>().get(
  '/socket',
  sameOrigin,
  signedIn,
  async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      return refuse(c, { code: 'malformed', message: 'Connect with a WebSocket.' });
    }
    const { id } = c.var.person;
    const answer = await c.env.PERSON_INBOX.getByName(id).fetch(withPerson(c.req.raw, id));
    if (answer.status === 101) return answer;
    const message = 'You have Darkroom open too many times. Close some of them.';
    return refuse(c, { code: 'too_many', message });
  },
);

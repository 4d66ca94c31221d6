import { Hono } from 'hono';
import { promptsQuerySchema } from '../../protocol/past-prompts.ts';
import { signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import { pastPrompts } from '../db/past-prompts.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { firstIssue } from '../http/first-issue.ts';
import { rateLimited } from '../http/rate-limited.ts';
import { refuse } from '../http/refuse.ts';

const refusals = {
  q: 'Write a word to search for: letters or digits.',
  cursor: 'There is no such page of prompts. Begin at the first.',
};

/** The prompts that were asked with, and what they gave. */
export const promptRoutes = new Hono<SignedInEnv>().get(
  '/',
  signedIn,
  rateLimited('SEARCH_RATE'),
  async (c) => {
    const parsed = promptsQuerySchema.safeParse(c.req.query());
    if (!parsed.success) return refuse(c, firstIssue(parsed.error));
    const { db, person } = c.var;
    const { scope, chat_id } = parsed.data;
    if (scope === 'room' && chat_id === undefined) {
      const message = 'Say which room.';
      return refuse(c, { code: 'invalid', message, field: 'chat_id' });
    }
    if (chat_id !== undefined && !(await findMyChat(db, chat_id, person.id))) {
      const message = 'There is no such room, or you are not in it.';
      return refuse(c, { code: 'not_found', message });
    }
    const found = await pastPrompts(db, person.id, parsed.data);
    if (found.ok) return c.json(found.page);
    return refuse(c, { code: 'invalid', message: refusals[found.field], field: found.field });
  },
);

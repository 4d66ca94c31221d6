import { Hono } from 'hono';
import { searchQuerySchema } from '../../protocol/search.ts';
import { signedIn } from '../auth/current-person.ts';
import { peopleAround } from '../db/people.ts';
import { searchMyChats } from '../db/search.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { firstIssue } from '../http/first-issue.ts';
import { rateLimited } from '../http/rate-limited.ts';
import { refuse } from '../http/refuse.ts';

const refusals = {
  q: 'Write a word to search for: letters or digits.',
  cursor: 'There is no such page of hits. Search again.',
};

/** Searching all my chats, and whom a search can be narrowed down to. */
export const searchRoutes = new Hono<SignedInEnv>()
  .get('/search', signedIn, rateLimited('SEARCH_RATE'), async (c) => {
    const parsed = searchQuerySchema.safeParse({ q: '', ...c.req.query() });
    if (!parsed.success) return refuse(c, firstIssue(parsed.error));
    const found = await searchMyChats(c.var.db, c.var.person.id, parsed.data);
    if (found.ok) return c.json(found.page);
    return refuse(c, { code: 'invalid', message: refusals[found.field], field: found.field });
  })
  .get('/people', signedIn, async (c) =>
    c.json({ people: await peopleAround(c.var.db, c.var.person.id) }),
  );

import { createMiddleware } from 'hono/factory';
import * as z from 'zod/mini';
import { firstIssue } from './first-issue.ts';
import { refuse } from './refuse.ts';

/**
 * Checks a request's JSON body against a schema, before the handler sees it as `c.var.body`. Refuses
 * what is no JSON, or not as the schema says. The size is `app.ts`'s to limit.
 */
export function jsonBody<T extends z.core.$ZodType>(schema: T) {
  return createMiddleware<{ Variables: { body: z.core.output<T> } }>(async (c, next) => {
    if (!c.req.header('content-type')?.startsWith('application/json')) {
      return refuse(c, { code: 'malformed', message: 'Send JSON, as application/json.' });
    }
    const text = await c.req.text();
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return refuse(c, { code: 'malformed', message: 'The body is not JSON.' });
    }
    const parsed = z.safeParse(schema, value);
    if (!parsed.success) return refuse(c, firstIssue(parsed.error));
    c.set('body', parsed.data);
    return next();
  });
}

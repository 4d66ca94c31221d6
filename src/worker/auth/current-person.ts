import { createMiddleware } from 'hono/factory';
import type { AppEnv, SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { createAuth } from './auth.ts';

/** Finds out who asks, from the session cookie, and notes it as `c.var.person`. */
export const currentPerson = createMiddleware<AppEnv>(async (c, next) => {
  const auth = createAuth(c.var.db, {
    secret: c.var.settings.authSecret,
    origin: new URL(c.req.url).origin,
  });
  const found = await auth.api.getSession({
    headers: c.req.raw.headers,
    // The session itself, not its copy: it may have been ended.
    query: { disableCookieCache: true },
    returnHeaders: true,
  });
  const session = found.response;
  c.set('person', session ? { id: session.user.id, name: session.user.name } : null);
  await next();
  // A session that is renewed while it is used comes with a cookie of its own.
  for (const cookie of found.headers?.getSetCookie() ?? []) {
    if (c.res.status !== 101) c.res.headers.append('set-cookie', cookie);
  }
});

/** Refuses visitors: behind it `c.var.person` is somebody. */
export const signedIn = createMiddleware<SignedInEnv>(async (c, next) => {
  if (!c.var.person) {
    return refuse(c, { code: 'not_signed_in', message: 'Give a name first, to come in.' });
  }
  return next();
});

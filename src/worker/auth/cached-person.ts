import { getCookieCache, parseCookies } from 'better-auth/cookies';
import type { Context } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { cookieNames } from './cookie-names.ts';

/**
 * The id of who asks, from the signed copy of the session that lies beside the session's cookie for
 * some minutes (better-auth's cookie cache): without a look into D1, so a session that was ended
 * meanwhile still counts. Only for where a sign-out is told of directly. `null` where D1 has to be
 * asked.
 */
export async function cachedUserId(request: Request, secret: string): Promise<string | null> {
  const isSecure = new URL(request.url).protocol === 'https:';
  const cached = await getCookieCache(request, {
    secret,
    isSecure,
    cookiePrefix: cookieNames.prefix,
    cookieName: cookieNames.cache,
  });
  if (!cached) return null;
  // The copy counts only together with the cookie that it is a copy of.
  const cookies = parseCookies(request.headers.get('cookie') ?? '');
  const token = cookies.get(cookieNames.session(isSecure));
  return token?.startsWith(`${cached.session.token}.`) ? cached.user.id : null;
}

/** Has the browser forget the copy: what stands in it is not so any more. */
export function forgetCopy(c: Context): void {
  const isSecure = new URL(c.req.url).protocol === 'https:';
  deleteCookie(c, cookieNames.copy(isSecure), { path: '/', secure: isSecure });
}

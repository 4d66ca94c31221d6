import { betterAuth } from 'better-auth/minimal';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { anonymous } from 'better-auth/plugins/anonymous';
import type { Database } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { cookieNames } from './cookie-names.ts';
import { copyLasts } from './copy-lasts.ts';

const day = 24 * 60 * 60;

/**
 * Accounts and sessions, on D1. Made for each request, since bindings belong to one.
 *
 * @param origin where the app is reached, such as `https://darkroom.example`
 * @param guestName what a guest who signs in with this instance is called
 */
export function createAuth(
  db: Database,
  options: { secret: string; origin: string; guestName?: string },
) {
  const secure = options.origin.startsWith('https://');
  const attributes = { secure, httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return betterAuth({
    baseURL: options.origin,
    basePath: '/api/auth',
    secret: options.secret,
    database: drizzleAdapter(db, { provider: 'sqlite', schema, transaction: false }),
    // A guest has nothing but this cookie to come back with, so it lasts.
    session: {
      expiresIn: 400 * day,
      updateAge: 7 * day,
      // A signed copy beside it, see cached-person.ts.
      cookieCache: { enabled: true, maxAge: copyLasts, strategy: 'compact' },
    },
    advanced: {
      cookies: {
        session_token: { name: cookieNames.session(secure), attributes },
        session_data: { name: cookieNames.copy(secure), attributes },
      },
      useSecureCookies: false,
    },
    plugins: [anonymous({ generateName: () => options.guestName ?? 'Guest' })],
    telemetry: { enabled: false },
  });
}

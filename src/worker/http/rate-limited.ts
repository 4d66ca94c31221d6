import { createMiddleware } from 'hono/factory';
import type { Rates } from '../env.ts';
import type { SignedInEnv } from './app-env.ts';
import { refuse } from './refuse.ts';

/** Refuses a person who asks too often; behind `signedIn`. */
export function rateLimited(rate: keyof Rates) {
  return createMiddleware<SignedInEnv>(async (c, next) => {
    const { success } = await c.env[rate].limit({ key: c.var.person.id });
    if (success) return next();
    c.header('retry-after', '10');
    return refuse(c, { code: 'too_fast', message: 'That is too often. Try again in a moment.' });
  });
}

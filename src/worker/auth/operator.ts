import { createMiddleware } from 'hono/factory';
import { isOperator } from '../db/operators.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { log } from '../log.ts';

/** How long to wait after too many keys, in seconds: the window that wrangler.toml counts in. */
const keyWindow = 60;

/**
 * To visitors, and where nobody can become an operator, there is no such address. Behind it
 * `c.var.person` is somebody.
 */
export const mayTryKey = createMiddleware<SignedInEnv>(async (c, next) => {
  if (c.var.settings.operatorKey === null || !c.var.person) return c.notFound();
  return next();
});

/** To everybody but operators there is no such address. Behind it `c.var.person` is one. */
export const operatorOnly = createMiddleware<SignedInEnv>(async (c, next) => {
  const { settings, person, db } = c.var;
  if (settings.operatorKey === null || !person) return c.notFound();
  return (await isOperator(db, person.id)) ? next() : c.notFound();
});

/**
 * Refuses keys that come too often, from one person or from all together: anybody can come in under
 * a new name. A limiter that fails throws, so that nothing is tried.
 */
export const keyTries = createMiddleware<SignedInEnv>(async (c, next) => {
  const { id } = c.var.person;
  const own = await c.env.OPERATOR_KEY_RATE.limit({ key: id });
  const all = own.success ? await c.env.OPERATOR_KEYS_RATE.limit({ key: 'all' }) : own;
  if (all.success) return next();
  log({ event: 'operator_refused', user_id: id, reason: 'too_fast' });
  c.header('retry-after', String(keyWindow));
  return refuse(c, {
    code: 'too_fast',
    message: 'That were too many tries. Wait a minute, and try again.',
  });
});

/** Whether a key is the one, in the same time whatever it is. */
export async function isOperatorKey(given: string, key: string): Promise<boolean> {
  const [one, other] = await Promise.all([digestOf(given), digestOf(key)]);
  return crypto.subtle.timingSafeEqual(one, other);
}

/** Of one length for any text, as it is compared. */
async function digestOf(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}

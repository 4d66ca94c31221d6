import * as z from 'zod/mini';
import { limits } from '../protocol/limits.ts';

/** The settings as they come from the environment or as secrets. */
export type SettingsEnv = {
  AUTH_SECRET?: string;
  REPLICATE_API_TOKEN?: string;
  REPLICATE_BASE_URL?: string;
  SIMULATED?: string;
  REQUEST_BURST?: string;
  REQUESTS_PER_SECOND?: string;
};

/** How Replicate is reached. */
export type ReplicateSettings = { token: string; baseUrl: string };

const optional = <T extends z.core.$ZodType<unknown, string>>(schema: T) =>
  z.optional(
    z.union([
      z.pipe(
        z.literal(''),
        z.transform(() => undefined),
      ),
      schema,
    ]),
  );

const count = (name: string, fallback: number) =>
  z._default(
    z.pipe(
      z.string(),
      z.pipe(
        z.transform(Number),
        z
          .int(`${name} is not a whole number. Set it to one from 1, or leave it out.`)
          .check(z.positive(`${name} has to be at least 1.`)),
      ),
    ),
    fallback,
  );

const settingsSchema = z.object({
  AUTH_SECRET: z
    .string(
      'AUTH_SECRET is not set. Set it to a long random text, for example with "npm run deploy".',
    )
    .check(z.minLength(32, 'AUTH_SECRET is too short. Give it at least 32 random characters.')),
  REPLICATE_API_TOKEN: optional(z.string()),
  REPLICATE_BASE_URL: optional(
    z.url({
      protocol: /^https?$/,
      error: 'REPLICATE_BASE_URL is not a URL. Write it like https://api.replicate.com/v1.',
    }),
  ),
  SIMULATED: z._default(z.stringbool(), false),
  REQUEST_BURST: count('REQUEST_BURST', limits.requestRate.burst),
  REQUESTS_PER_SECOND: count('REQUESTS_PER_SECOND', limits.requestRate.perSecond),
});

/** The settings, checked. `replicate` is `null` where no token is set: no image can be made then. */
export type Settings = {
  authSecret: string;
  replicate: ReplicateSettings | null;
  simulated: boolean;
  /** What one person may send in a chat: a bucket, refilled at so many a second. */
  requestRate: { burst: number; perSecond: number };
};

type Read = { ok: true; settings: Settings } | { ok: false; problem: string };

/** An environment never changes, and every request asks for its settings. */
const known = new WeakMap<SettingsEnv, Read>();

/**
 * Reads the settings, once for each environment.
 *
 * @returns the settings, or one plain sentence that says which one to mend
 */
export function readSettings(env: SettingsEnv): Read {
  const read = known.get(env) ?? parse(env);
  known.set(env, read);
  return read;
}

function parse(env: SettingsEnv): Read {
  const parsed = settingsSchema.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, problem: issue?.message ?? 'A setting is broken.' };
  }
  const { AUTH_SECRET, REPLICATE_API_TOKEN, REPLICATE_BASE_URL, SIMULATED } = parsed.data;
  const { REQUEST_BURST, REQUESTS_PER_SECOND } = parsed.data;
  return {
    ok: true,
    settings: {
      authSecret: AUTH_SECRET,
      replicate: REPLICATE_API_TOKEN
        ? {
            token: REPLICATE_API_TOKEN,
            baseUrl: (REPLICATE_BASE_URL ?? 'https://api.replicate.com/v1').replace(/\/+$/, ''),
          }
        : null,
      simulated: SIMULATED,
      requestRate: { burst: REQUEST_BURST, perSecond: REQUESTS_PER_SECOND },
    },
  };
}

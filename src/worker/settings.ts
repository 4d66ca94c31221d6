import * as z from 'zod/mini';
import { policy } from '../domain/image-job/policy.ts';
import { listPrices, type ModelPrices } from '../domain/models/curated.ts';
import { limits } from '../protocol/limits.ts';
import { modelIdPattern } from '../protocol/model-id.ts';
import { modelPricesSchema } from './model-prices.ts';
import { keyOfSecret } from './webhooks/verify-webhook.ts';

/** The settings as they come from the environment or as secrets. */
export type SettingsEnv = {
  AUTH_SECRET?: string;
  REPLICATE_API_TOKEN?: string;
  REPLICATE_BASE_URL?: string;
  REPLICATE_WEBHOOK_SECRET?: string;
  SIMULATED?: string;
  REQUEST_BURST?: string;
  REQUESTS_PER_SECOND?: string;
  PARALLEL_PREDICTIONS?: string;
  RUN_SECONDS?: string;
  PUBLIC_URL?: string;
  OPERATOR_KEY?: string;
  MODEL_PRICES?: string;
  LANGUAGE_MODEL?: string;
  CAPTION_MODEL?: string;
  S3_ENDPOINT?: string;
  S3_BUCKET?: string;
  S3_REGION?: string;
  S3_ACCESS_KEY_ID?: string;
  S3_SECRET_ACCESS_KEY?: string;
};

/** How Replicate is reached, and where it reaches us: `publicUrl` is `null` where it cannot. */
export type ReplicateSettings = {
  token: string;
  baseUrl: string;
  publicUrl: string | null;
  /** What its webhooks are signed with; none where Replicate is to be asked for that. */
  webhookSecrets: readonly string[];
};

/** A bucket of a server that speaks S3. */
export type S3Settings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

/** What is set to nothing is not set. */
const optional = <T extends z.core.$ZodType>(schema: T) =>
  z.optional(
    z.pipe(
      z.transform((value: unknown) => (value === '' ? undefined : value)),
      z.optional(schema),
    ),
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

/** Official, cheap, streams, and looks at pictures: docs/operations.md says what it costs. */
const usualLanguageModel = 'openai/gpt-5-nano';

const languageModel = (name: string) =>
  optional(
    z.string().check(
      z.trim(),
      z.refine(
        (id) => id === 'none' || modelIdPattern.test(id),
        `${name} is not the name of a model. Write it like ${usualLanguageModel}, or set it to none.`,
      ),
    ),
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
  REPLICATE_WEBHOOK_SECRET: optional(
    z
      .string()
      .check(
        z.refine(
          isSecrets,
          'REPLICATE_WEBHOOK_SECRET is not one or two secrets. Write it as Replicate gives it: whsec_ and what follows, two of them with a comma between.',
        ),
      ),
  ),
  SIMULATED: z._default(z.stringbool(), false),
  REQUEST_BURST: count('REQUEST_BURST', limits.requestRate.burst),
  REQUESTS_PER_SECOND: count('REQUESTS_PER_SECOND', limits.requestRate.perSecond),
  PARALLEL_PREDICTIONS: count('PARALLEL_PREDICTIONS', limits.parallelPredictions),
  RUN_SECONDS: count('RUN_SECONDS', policy.runMs / 1000),
  PUBLIC_URL: optional(
    z
      .string()
      .check(
        z.refine(
          isPublicUrl,
          'PUBLIC_URL is not an address that webhooks can come to. Write it like https://darkroom.example.',
        ),
      ),
  ),
  OPERATOR_KEY: optional(
    z
      .string()
      .check(
        z.trim(),
        z.minLength(16, 'OPERATOR_KEY is too short. Give it at least 16 random characters.'),
        z.maxLength(
          limits.operatorKeyLength,
          `OPERATOR_KEY is too long. Give it at most ${limits.operatorKeyLength} characters.`,
        ),
      ),
  ),
  MODEL_PRICES: optional(modelPricesSchema),
  LANGUAGE_MODEL: languageModel('LANGUAGE_MODEL'),
  CAPTION_MODEL: languageModel('CAPTION_MODEL'),
  S3_ENDPOINT: optional(
    z.url({
      protocol: /^https?$/,
      error: 'S3_ENDPOINT is not a URL. Write it like https://s3.example.com.',
    }),
  ),
  S3_BUCKET: optional(z.string()),
  S3_REGION: z._default(z.string(), 'us-east-1'),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
});

/** The settings, checked. `replicate` is `null` where no token is set: no image can be made then. */
export type Settings = {
  authSecret: string;
  replicate: ReplicateSettings | null;
  simulated: boolean;
  /** What one person may send in a chat: a bucket, refilled at so many a second. */
  requestRate: { burst: number; perSecond: number };
  /** Predictions that the whole deployment has at the provider at once, at the most. */
  parallelPredictions: number;
  /** How long one prediction may take, in milliseconds. */
  runMs: number;
  /** What makes somebody an operator; `null` where nobody can become one. */
  operatorKey: string | null;
  /** What an image of each model is taken to cost. */
  modelPrices: ModelPrices;
  /** What drafts prompts and makes them rich (`owner/name`); `null` where nothing does. */
  languageModel: string | null;
  /** What says what a picture shows (`owner/name`); `null` where nothing does. */
  captionModel: string | null;
  /** Where images are kept; `null` for the R2 bucket. */
  s3: S3Settings | null;
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
  const given = parsed.data;
  const s3 = s3Settings(given);
  if (s3 === 'incomplete') {
    const names = 'S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY';
    return { ok: false, problem: `S3_ENDPOINT needs ${names} as well. Set them, or take it out.` };
  }
  const baseUrl = bare(given.REPLICATE_BASE_URL ?? 'https://api.replicate.com/v1');
  if (given.PUBLIC_URL !== undefined && isLocal(given.PUBLIC_URL) && !isLocal(baseUrl)) {
    const problem =
      'PUBLIC_URL is an address of this machine, which Replicate cannot reach. Set it to one that begins with https://, or leave it out.';
    return { ok: false, problem };
  }
  return {
    ok: true,
    settings: {
      authSecret: given.AUTH_SECRET,
      replicate: given.REPLICATE_API_TOKEN
        ? {
            token: given.REPLICATE_API_TOKEN,
            baseUrl,
            publicUrl: given.PUBLIC_URL === undefined ? null : bare(given.PUBLIC_URL),
            webhookSecrets: secretsIn(given.REPLICATE_WEBHOOK_SECRET ?? ''),
          }
        : null,
      simulated: given.SIMULATED,
      requestRate: { burst: given.REQUEST_BURST, perSecond: given.REQUESTS_PER_SECOND },
      parallelPredictions: given.PARALLEL_PREDICTIONS,
      runMs: given.RUN_SECONDS * 1000,
      operatorKey: given.OPERATOR_KEY ?? null,
      modelPrices: { ...listPrices, ...given.MODEL_PRICES },
      languageModel: modelNamed(given.LANGUAGE_MODEL, given),
      captionModel: modelNamed(given.CAPTION_MODEL, given),
      s3,
    },
  };
}

/** Without a token nothing can be asked of a model. */
function modelNamed(id: string | undefined, given: { REPLICATE_API_TOKEN?: string | undefined }) {
  if (!given.REPLICATE_API_TOKEN || id === 'none') return null;
  return id ?? usualLanguageModel;
}

function s3Settings(given: z.infer<typeof settingsSchema>): S3Settings | 'incomplete' | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = given;
  if (S3_ENDPOINT === undefined) return null;
  if (!S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return 'incomplete';
  return {
    endpoint: bare(S3_ENDPOINT),
    bucket: S3_BUCKET,
    region: given.S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  };
}

/** Whether webhooks can be sent there: over https, or over http on this very machine. */
function isPublicUrl(address: string): boolean {
  const url = URL.parse(address);
  if (!url || /[?#@]/.test(address)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(address));
}

function isLocal(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function isSecrets(text: string): boolean {
  const secrets = secretsIn(text);
  return [1, 2].includes(secrets.length) && secrets.every((secret) => keyOfSecret(secret) !== null);
}

function secretsIn(text: string): string[] {
  return text
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

/** An address without a slash at the end. */
function bare(url: string): string {
  return url.replace(/\/+$/, '');
}

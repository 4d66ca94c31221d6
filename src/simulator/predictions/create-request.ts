import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { afflict, type PredictionEffect } from '../faults/prediction-faults.ts';
import { inputReader } from '../models/input-reader.ts';
import type { Model } from '../models/model.ts';
import type { ModelInput } from '../models/schema-document.ts';
import { inputProperties, isSingleOutput } from '../models/schema-parts.ts';
import { WEBHOOK_EVENTS, type PredictionRecord } from './prediction-record.ts';

/** The body of a create, apart from `input`, which the model's own schema judges. */
export const createBody = z.object({
  version: z.string().optional(),
  input: z.unknown(),
  stream: z.boolean().optional(),
  webhook: z
    .string()
    .refine(isAllowedTarget, { error: 'must be an https address, or http on this machine' })
    .optional(),
  webhook_events_filter: z.array(z.enum(WEBHOOK_EVENTS)).optional(),
});

/** The shortest time a prediction spends starting, so that somebody can see it; milliseconds. */
const SHORTEST_START_MS = 300;
const START_SHARE = 0.12;
/** Replicate draws seeds from 16 bits when none is given. */
const SEEDS = 65_536;

/**
 * Writes down a new prediction: its plan, its seed and how long each phase will take.
 * @param fault what a script has in store for it
 * @param seconds how long the default image takes from its start to its success
 * @param now milliseconds since 1970
 */
export function newRecord(options: {
  model: Model;
  input: ModelInput;
  body: z.infer<typeof createBody>;
  fault: PredictionEffect | undefined;
  seconds: number;
  now: number;
  baseUrl: string;
  cancelAfterMs: number | undefined;
}): PredictionRecord {
  const { model, input, body, fault, now, baseUrl, cancelAfterMs } = options;
  const plan = model.plan(inputReader(model.document, input));
  const secrets = Object.entries(inputProperties(model.document))
    .filter(([, field]) => field['x-cog-secret'] === true)
    .map(([name]) => name);
  const run = options.seconds * 1000 * model.pace;
  const record: PredictionRecord = {
    id: newId(),
    model: `${model.owner}/${model.name}`,
    version: model.official ? 'hidden' : (model.version ?? 'hidden'),
    input,
    plan: {
      ...plan,
      seed: plan.seed ?? randomInt(SEEDS),
      ...(isSingleOutput(model.document) ? { single: true as const } : {}),
    },
    created_at: now,
    start_ms: Math.max(run * START_SHARE, Math.min(SHORTEST_START_MS, run)),
    run_ms: run,
    outcome: { kind: 'succeed' },
    ...(plan.sources === undefined ? {} : { awaits_sources: { base_url: baseUrl } }),
    ...(secrets.length === 0 ? {} : { secrets }),
    ...(cancelAfterMs === undefined ? {} : { cancel_after_ms: cancelAfterMs }),
    ...(body.webhook === undefined
      ? {}
      : {
          webhook: {
            url: body.webhook,
            events: body.webhook_events_filter ?? WEBHOOK_EVENTS,
            base_url: baseUrl,
          },
        }),
  };
  return fault ? afflict(record, fault) : record;
}

/**
 * Reads `Cancel-After`, for example `30s`, `1m` or `1h30m`; a bare number is seconds.
 * @returns milliseconds; undefined when there is no header; NaN when it cannot be read
 */
export function readCancelAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(header.trim());
  if (!parts || header.trim() === '') return Number.NaN;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
}

/**
 * Reads `Prefer: wait` and `Prefer: wait=n`.
 * @returns milliseconds to hold the answer, 0 for not at all; Replicate allows 1 to 60 seconds
 */
export function readPreferWait(header: string | undefined): number {
  const wait = /(?:^|[,;\s])wait(?:=(\d+))?/.exec(header ?? '');
  if (!wait) return 0;
  return Math.min(60, Math.max(1, Number(wait[1] ?? 60))) * 1000;
}

/** Twenty-six characters of lower case letters and digits, as Replicate's ids look. */
function newId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte % 32)).join('');
}

function isAllowedTarget(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

import * as z from 'zod/mini';
import { languageFields, type LanguageFields } from '../../domain/language/language-input.ts';
import { fetchModel } from '../images/replicate.ts';
import type { ReplicateSettings } from '../settings.ts';

/** How long a model is taken to be what it said it was, in milliseconds. */
const knownMs = 10 * 60_000;

/** A language model; `version` is `null` where its name is enough to run it. */
export type LanguageModel = { version: string | null; fields: LanguageFields };

const known = new Map<string, { model: LanguageModel; until: number }>();

const saidSchema = z.object({
  is_official: z.optional(z.unknown()),
  latest_version: z.object({ id: z.string(), openapi_schema: z.unknown() }),
});

/**
 * What a language model takes, asked of Replicate every ten minutes.
 *
 * @param id `owner/name`
 * @returns `problem`, in words for the log, where it cannot be had or used
 */
export async function languageModel(
  settings: ReplicateSettings,
  id: string,
): Promise<{ ok: true; model: LanguageModel } | { ok: false; problem: string }> {
  const key = `${settings.baseUrl} ${id}`;
  const kept = known.get(key);
  if (kept && kept.until > Date.now()) return { ok: true, model: kept.model };
  const fetched = await fetchModel(settings, id);
  if (!fetched.ok) {
    return { ok: false, problem: `the model could not be read: ${fetched.status ?? 'no answer'}` };
  }
  const said = saidSchema.safeParse(fetched.said);
  if (!said.success) return { ok: false, problem: 'the model has no version' };
  const { is_official, latest_version } = said.data;
  const fields = languageFields(latest_version.openapi_schema);
  if (!fields) return { ok: false, problem: 'the model does not take words and answer in words' };
  // What is not said to be official may be run by its version only.
  const model = { version: is_official === true ? null : latest_version.id, fields };
  known.set(key, { model, until: Date.now() + knownMs });
  return { ok: true, model };
}

import { imageFailures } from '../../domain/image-failures.ts';
import { curatedModels } from '../../domain/models/curated.ts';
import { definitionOf, type KeptModel } from '../../domain/models/find-model.ts';
import type { RefusalCode } from '../../protocol/errors.ts';
import { database } from '../db/database.ts';
import { findModels, keepModels, type ModelRecord } from '../db/models.ts';
import { fetchModel } from '../images/replicate.ts';
import { log } from '../log.ts';
import { readSettings, type ReplicateSettings, type SettingsEnv } from '../settings.ts';
import type { ReadModel } from './read-model.ts';
import { noSuchModel, saidModel } from './said-model.ts';

/** How old a copy in D1 may be before Replicate is asked again, in milliseconds. */
export const freshMs = 24 * 60 * 60_000;

/** Models that Replicate is asked for at once: a worker has six connections. */
const atOnce = 5;

type CatalogEnv = SettingsEnv & { DB: D1Database };

/** What came of asking Replicate for a model. */
type Asked = { kept: ModelRecord } | { problem: string } | 'unreachable' | 'unauthorized';

/** One model, as `readModels`. */
export async function readModel(env: CatalogEnv, id: string): Promise<ReadModel> {
  const [read] = await readModels(env, [id]);
  if (!read) throw new Error('no model was asked for');
  return read;
}

/**
 * Models as Replicate describes them, each from the copy in D1 where that is younger than a day. What
 * cannot be asked for stands as it was: by an older copy, or of a curated one by what came with this
 * program. Never throws for what Replicate does; throws where D1 fails.
 *
 * @param ids at most a hundred
 * @returns one answer for each, in the same order
 */
export async function readModels(env: CatalogEnv, ids: readonly string[]): Promise<ReadModel[]> {
  const db = database(env.DB);
  const now = Date.now();
  const copies = new Map((await findModels(db, ids)).map((copy) => [copy.id, copy]));
  const read = readSettings(env);
  const replicate = read.ok ? read.settings.replicate : null;
  const isFresh = (id: string) => (copies.get(id)?.fetched_at ?? 0) > now - freshMs;
  const stale = replicate ? ids.filter((id) => !isFresh(id)) : [];
  const asked = replicate ? await askFor(stale, replicate, now) : new Map<string, Asked>();
  const news = [...asked.values()].flatMap((one) => (isKept(one) ? [one.kept] : []));
  await keepModels(db, news);
  return ids.map((id) => {
    const answer = asked.get(id);
    if (answer && isKept(answer)) return usable(answer.kept, false);
    if (typeof answer === 'object') return refused('unknown_model', answer.problem);
    const copy = copies.get(id);
    if (copy) return usable(copy, !isFresh(id));
    const curated = curatedModels.find((model) => model.id === id);
    if (curated) return { ok: true, model: curated, stands_in: true };
    if (!replicate) return refused('not_configured', imageFailures.not_configured.sentence);
    const failure = answer === 'unauthorized' ? 'unauthorized' : 'provider_unavailable';
    return refused('unknown_model', imageFailures[failure].sentence);
  });
}

/** Asks for some at a time. Where none of them could be had, the others are not asked for any more. */
async function askFor(
  ids: readonly string[],
  replicate: ReplicateSettings,
  now: number,
): Promise<Map<string, Asked>> {
  const answers = new Map<string, Asked>();
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce);
    const found = await Promise.all(some.map((id) => askOne(id, replicate, now)));
    for (const [index, id] of some.entries()) answers.set(id, found[index] ?? 'unreachable');
    if (found.every((one) => typeof one === 'string')) break;
  }
  return answers;
}

async function askOne(id: string, replicate: ReplicateSettings, now: number): Promise<Asked> {
  const found = await fetchModel(replicate, id);
  if (!found.ok) {
    if (found.status === 404) return { problem: noSuchModel };
    log({ event: 'model_not_read', model: id, status: found.status });
    return found.status === 401 || found.status === 403 ? 'unauthorized' : 'unreachable';
  }
  const said = saidModel(id, found.said);
  return said.ok ? { kept: { ...said.model, fetched_at: now } } : { problem: said.problem };
}

function isKept(answer: Asked): answer is { kept: ModelRecord } {
  return typeof answer === 'object' && 'kept' in answer;
}

function usable(
  { fetched_at: _when, document, ...facts }: ModelRecord,
  stands_in: boolean,
): ReadModel {
  const model: KeptModel = { ...facts, document: JSON.parse(document) };
  const read = definitionOf(model);
  return read.ok ? { ok: true, model, stands_in } : refused('unknown_model', read.problem);
}

function refused(code: RefusalCode, problem: string): ReadModel {
  return { ok: false, code, problem };
}

import Replicate, { type Prediction } from 'replicate';
import type { PredictionInput } from '../../domain/models/prediction-input.ts';
import type { OptionValue } from '../../protocol/options.ts';
import type { ReplicateSettings } from '../settings.ts';
import { checkedBy, readPrediction, type Checked } from './read-prediction.ts';
import { refusalOf, retryAfterMs, statusOf } from './refusal.ts';
import type { Report } from './turn.ts';

/** How long one call may take, in milliseconds; shorter than the lease that covers it. */
const callMs = 10_000;

/** How long one page of our predictions may take, in milliseconds. */
const pageMs = 5_000;

/** How long a model's newest version is taken to be the newest, in milliseconds. */
const versionMs = 10 * 60_000;

const versions = new Map<string, { id: string; until: number }>();

/**
 * A client for one call. The package would repeat a POST on a broken connection and on 429, at once
 * and up to six times (replicate 1.4.0, `withAutomaticRetries`), and pay each time: its `fetch` here
 * makes exactly one request and gives the same outcome to whoever asks again. Retrying is the job's.
 *
 * @param giveUp ends the call before its time
 * @returns the client, and `refusal`: the body of an answer that was no success, else an empty text
 */
export function oneCall(
  settings: ReplicateSettings,
  headers: Record<string, string> = {},
  timeoutMs: number = callMs,
  giveUp: AbortSignal | null = null,
) {
  let outcome: Promise<Response> | null = null;
  const client = new Replicate({
    auth: settings.token,
    baseUrl: settings.baseUrl,
    useFileOutput: false,
    fetch: async (input, init) => {
      const merged = new Headers(init?.headers);
      for (const [name, value] of Object.entries(headers)) merged.set(name, value);
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = giveUp ? AbortSignal.any([timeout, giveUp]) : timeout;
      outcome ??= fetch(input, { ...init, headers: merged, signal });
      const answer = await outcome;
      return answer.ok ? answer : answer.clone();
    },
  });
  const refusal = async () => {
    try {
      const answer = await outcome;
      return answer === null || answer.ok ? '' : await answer.text();
    } catch {
      return '';
    }
  };
  return { client, refusal };
}

/** What a prediction is asked for with, its files by their addresses. */
export type CreateInput = Pick<PredictionInput, 'model' | 'by'> & {
  input: Record<string, OptionValue | string[]>;
};

/**
 * Asks for a prediction with one POST. What is not a clear answer is `create_unknown`.
 *
 * @param webhook where its end is to be told, or `null`
 */
export async function createPrediction(
  settings: ReplicateSettings,
  { model, by, input }: CreateInput,
  { attempt, cancel_after_ms }: { attempt: number; cancel_after_ms: number },
  webhook: string | null,
): Promise<Report> {
  let version: string | null = null;
  if (by === 'version') {
    const newest = await newestVersion(settings, model, attempt);
    if ('event' in newest) return newest.event;
    version = newest.id;
  }
  const seconds = Math.max(5, Math.ceil(cancel_after_ms / 1000));
  const call = oneCall(settings, { 'Cancel-After': `${seconds}s` });
  try {
    const asked = version === null ? { model, input } : { version, input };
    const hook: Hook = webhook === null ? {} : { webhook, webhook_events_filter: ['completed'] };
    const made = readPrediction(await call.client.predictions.create({ ...asked, ...hook }));
    return made
      ? { type: 'created', attempt, prediction_id: made.id }
      : { type: 'create_unknown', attempt, answered: true };
  } catch (error) {
    const answered = statusOf(error) !== null;
    const refused = refusalOf(error, attempt, await call.refusal());
    return refused ?? { type: 'create_unknown', attempt, answered };
  }
}

/** Asks how a prediction is. */
export async function checkPrediction(settings: ReplicateSettings, id: string): Promise<Checked> {
  const failed = (gone: boolean, retry_after_ms: number): Checked => ({
    event: { type: 'check_failed', prediction_id: id, gone, retry_after_ms },
    percent: null,
    started: false,
    previewUrl: null,
  });
  try {
    const found = await oneCall(settings).client.predictions.get(id);
    const prediction = readPrediction(found);
    if (prediction?.id !== id) return failed(false, 0);
    const isLost = prediction.status === 'succeeded' && prediction.data_removed === true;
    return isLost ? failed(true, 0) : checkedBy(prediction, settings.baseUrl);
  } catch (error) {
    return failed(statusOf(error) === 404, retryAfterMs(error));
  }
}

/** Asks to cancel a prediction. */
export async function cancelPrediction(settings: ReplicateSettings, id: string): Promise<Report> {
  try {
    await oneCall(settings).client.predictions.cancel(id);
    return { type: 'cancel_sent', prediction_id: id };
  } catch (error) {
    // Over already: the next check says how.
    const over = [404, 409, 422].includes(statusOf(error) ?? 0);
    return { type: over ? 'cancel_sent' : 'cancel_failed', prediction_id: id };
  }
}

/** What Replicate said; or the status of its refusal, `null` where no clear answer came. */
export type Said = { ok: true; said: unknown } | { ok: false; status: number | null };

/**
 * Asks for a prediction that answers in words, with one POST.
 *
 * @param version `null` where the model's name is enough
 */
export async function createWords(
  settings: ReplicateSettings,
  { model, version, input }: { model: string; version: string | null; input: object },
  cancelAfterMs: number,
): Promise<Said> {
  const seconds = Math.max(5, Math.ceil(cancelAfterMs / 1000));
  const { client } = oneCall(settings, { 'Cancel-After': `${seconds}s` });
  const asked = version === null ? { model, input } : { version, input };
  return saidBy(() => client.predictions.create({ ...asked, stream: true }));
}

/** Asks how a prediction that answers in words is. */
export async function fetchWords(
  settings: ReplicateSettings,
  id: string,
  giveUp: AbortSignal,
): Promise<Said> {
  return saidBy(() => oneCall(settings, {}, callMs, giveUp).client.predictions.get(id));
}

async function saidBy(call: () => Promise<unknown>): Promise<Said> {
  try {
    return { ok: true, said: await call() };
  } catch (error) {
    return { ok: false, status: statusOf(error) };
  }
}

/** Asks for the secret that our webhooks are signed with; `null` where that fails. */
export async function fetchWebhookSecret(settings: ReplicateSettings): Promise<string | null> {
  try {
    const { key } = await oneCall(settings).client.webhooks.default.secret.get();
    return typeof key === 'string' ? key : null;
  } catch {
    return null;
  }
}

/** Asks what a model is and takes. @param id `owner/name` */
export async function fetchModel(settings: ReplicateSettings, id: string): Promise<Said> {
  const [owner = '', name = ''] = id.split('/');
  return saidBy(() => oneCall(settings).client.models.get(owner, name));
}

async function newestVersion(
  settings: ReplicateSettings,
  model: string,
  attempt: number,
): Promise<{ id: string } | { event: Report }> {
  const key = `${settings.baseUrl} ${model}`;
  const known = versions.get(key);
  if (known && known.until > Date.now()) return { id: known.id };
  const [owner = '', name = ''] = model.split('/');
  const call = oneCall(settings);
  try {
    const found = await call.client.models.get(owner, name);
    const id = found.latest_version?.id;
    if (!id) {
      const detail = 'The model has no version.';
      return { event: { type: 'create_refused', attempt, code: 'model_not_found', detail } };
    }
    versions.set(key, { id, until: Date.now() + versionMs });
    return { id };
  } catch (error) {
    // Nothing was asked for yet, so trying again costs nothing.
    const refused = refusalOf(error, attempt, await call.refusal());
    return { event: refused ?? { type: 'create_postponed', attempt, retry_after_ms: 0 } };
  }
}

type Hook = { webhook?: string; webhook_events_filter?: 'completed'[] };

/** A prediction in the list of ours: what is made use of. */
export type ListedPrediction = Pick<Prediction, 'id' | 'created_at' | 'model' | 'input'>;

export type PredictionPage = { next?: string | null; results: ListedPrediction[] };

/**
 * One page of our predictions, newest first. Throws where it cannot be had.
 *
 * @param url that the page before named as the next; `/predictions` for the first
 */
export async function listPredictions(
  settings: ReplicateSettings,
  url: string,
): Promise<PredictionPage> {
  const { client } = oneCall(settings, {}, pageMs);
  const response = await client.request(url, { method: 'GET' });
  const page: PredictionPage = await response.json();
  return page;
}

import Replicate, { type Prediction } from 'replicate';
import type { JobEvent, PredictionStatus } from '../../domain/image-job/job.ts';
import type { PredictionInput } from '../../domain/models.ts';
import type { ImageFailureCode } from '../../protocol/errors.ts';
import type { ReplicateSettings } from '../settings.ts';
import { isOutputUrl } from './fetch-output.ts';

/** How long one call may take, in milliseconds; shorter than the lease that covers it. */
const callMs = 10_000;

/** How long looking for a prediction may take in all, and one page of it, in milliseconds. */
const findMs = { all: 10_000, page: 5_000 };

/** Pages of 100 that are looked through for a prediction whose answer was lost. */
const mostPages = 5;

/** How long a model's newest version is taken to be the newest, in milliseconds. */
const versionMs = 10 * 60_000;

/** What a check of a prediction says, beside the event for the job. */
export type Checked = {
  event: JobEvent;
  percent: number | null;
  started: boolean;
  /** The address of a partial image, while the prediction runs and where the model gives one. */
  previewUrl: string | null;
};

const versions = new Map<string, { id: string; until: number }>();

/**
 * A client for one call. The package would repeat a POST on a broken connection and on 429, at once
 * and up to six times (replicate 1.4.0, `withAutomaticRetries`), and pay each time: its `fetch` here
 * makes exactly one request and gives the same outcome to whoever asks again. Retrying is the job's.
 */
function clientForOneCall(
  settings: ReplicateSettings,
  headers: Record<string, string> = {},
  timeoutMs: number = callMs,
) {
  let outcome: Promise<Response> | null = null;
  return new Replicate({
    auth: settings.token,
    baseUrl: settings.baseUrl,
    useFileOutput: false,
    fetch: (input, init) => {
      const merged = new Headers(init?.headers);
      for (const [name, value] of Object.entries(headers)) merged.set(name, value);
      outcome ??= fetch(input, {
        ...init,
        headers: merged,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return outcome;
    },
  });
}

/** Asks for a prediction with one POST. What is not a clear answer is `create_unknown`. */
export async function createPrediction(
  settings: ReplicateSettings,
  { model, by, input }: PredictionInput,
  { attempt, cancel_after_ms }: { attempt: number; cancel_after_ms: number },
): Promise<JobEvent> {
  let version: string | null = null;
  if (by === 'version') {
    const newest = await newestVersion(settings, model, attempt);
    if ('event' in newest) return newest.event;
    version = newest.id;
  }
  const seconds = Math.max(5, Math.ceil(cancel_after_ms / 1000));
  const client = clientForOneCall(settings, { 'Cancel-After': `${seconds}s` });
  try {
    const asked = version === null ? { model, input } : { version, input };
    const prediction = await client.predictions.create(asked);
    return { type: 'created', attempt, prediction_id: prediction.id };
  } catch (error) {
    const answered = statusOf(error) !== null;
    return refusalOf(error, attempt) ?? { type: 'create_unknown', attempt, answered };
  }
}

/**
 * Looks for predictions that are ours by what was sent, made since `submittedAt`.
 *
 * @returns their ids, oldest first, and whether the list reached back to `submittedAt`
 */
export async function findPredictions(
  settings: ReplicateSettings,
  { model, input }: PredictionInput,
  submittedAt: number,
): Promise<{ candidates: string[]; reachesBack: boolean } | null> {
  // Our clock and theirs need not agree to the second.
  const since = submittedAt - 60_000;
  const candidates: string[] = [];
  let url: string | null = '/predictions';
  const until = Date.now() + findMs.all;
  try {
    for (let page = 0; page < mostPages && url !== null; page += 1) {
      if (Date.now() > until) return null;
      const listed: Page = await listPage(settings, url);
      for (const prediction of listed.results) {
        if (Date.parse(prediction.created_at) < since) {
          return { candidates: candidates.toReversed(), reachesBack: true };
        }
        if (isSame(prediction, model, input)) candidates.push(prediction.id);
      }
      url = listed.next ?? null;
    }
    return { candidates: candidates.toReversed(), reachesBack: url === null };
  } catch {
    return null;
  }
}

/** Asks how a prediction is. */
export async function checkPrediction(settings: ReplicateSettings, id: string): Promise<Checked> {
  const nothing = { percent: null, started: false, previewUrl: null };
  let prediction: Prediction;
  try {
    prediction = await clientForOneCall(settings).predictions.get(id);
  } catch (error) {
    const gone = statusOf(error) === 404;
    return { event: { type: 'check_failed', prediction_id: id, gone }, ...nothing };
  }
  const status = knownStatus(prediction.status);
  const url = outputUrl(prediction.output, settings.baseUrl);
  const running = status === 'processing';
  const seconds = prediction.metrics?.predict_time;
  return {
    event: {
      type: 'checked',
      prediction_id: id,
      status,
      output_url: status === 'succeeded' ? url : null,
      moderated: status === 'failed' && isModeration(prediction.error),
      predict_ms: typeof seconds === 'number' ? Math.round(seconds * 1000) : null,
    },
    percent: running ? percentFromLogs(prediction.logs ?? '') : null,
    started: running || status === 'succeeded',
    previewUrl: running ? url : null,
  };
}

/** Asks to cancel a prediction. */
export async function cancelPrediction(settings: ReplicateSettings, id: string): Promise<JobEvent> {
  try {
    await clientForOneCall(settings).predictions.cancel(id);
    return { type: 'cancel_sent', prediction_id: id };
  } catch (error) {
    // Over already: the next check says how.
    const over = [404, 409, 422].includes(statusOf(error) ?? 0);
    return { type: over ? 'cancel_sent' : 'cancel_failed', prediction_id: id };
  }
}

/**
 * The last per cent in a log as tqdm writes it: lines end in `\r`, and only the last one counts.
 *
 * @returns 0 to 100, or `null` where the log has none
 */
export function percentFromLogs(logs: string): number | null {
  const lines = logs.split(/[\r\n]+/).toReversed();
  for (const line of lines) {
    const match = /^\s*(?:[^|\n]*:\s*)?(\d{1,3})%\|/.exec(line);
    if (match?.[1]) return Math.min(100, Number(match[1]));
  }
  return null;
}

async function newestVersion(
  settings: ReplicateSettings,
  model: string,
  attempt: number,
): Promise<{ id: string } | { event: JobEvent }> {
  const key = `${settings.baseUrl} ${model}`;
  const known = versions.get(key);
  if (known && known.until > Date.now()) return { id: known.id };
  const [owner = '', name = ''] = model.split('/');
  try {
    const found = await clientForOneCall(settings).models.get(owner, name);
    const id = found.latest_version?.id;
    if (!id) return { event: { type: 'create_refused', attempt, code: 'model_not_found' } };
    versions.set(key, { id, until: Date.now() + versionMs });
    return { id };
  } catch (error) {
    // Nothing was asked for yet, so trying again costs nothing.
    return {
      event: refusalOf(error, attempt) ?? { type: 'create_postponed', attempt, retry_after_ms: 0 },
    };
  }
}

type Page = { next?: string | null; results: Prediction[] };

/** One page of our predictions, newest first. Throws where it cannot be had. */
async function listPage(settings: ReplicateSettings, url: string): Promise<Page> {
  const client = clientForOneCall(settings, {}, findMs.page);
  const response = await client.request(url, { method: 'GET' });
  const page: Page = await response.json();
  return page;
}

/** What a clear refusal means for the job; `null` where the answer is none, or a server's error. */
function refusalOf(error: unknown, attempt: number): JobEvent | null {
  const status = statusOf(error);
  if (status === 429) {
    return { type: 'create_postponed', attempt, retry_after_ms: retryAfterMs(error) };
  }
  const codes: Record<number, ImageFailureCode> = {
    400: 'invalid_input',
    401: 'unauthorized',
    402: 'no_credit',
    403: 'unauthorized',
    404: 'model_not_found',
    422: 'invalid_input',
  };
  const code = status === null ? undefined : codes[status];
  return code ? { type: 'create_refused', attempt, code } : null;
}

function responseOf(error: unknown): Response | null {
  if (typeof error !== 'object' || error === null || !('response' in error)) return null;
  return error.response instanceof Response ? error.response : null;
}

function statusOf(error: unknown): number | null {
  return responseOf(error)?.status ?? null;
}

function retryAfterMs(error: unknown): number {
  const value = responseOf(error)?.headers.get('retry-after') ?? '';
  const seconds = Number(value);
  if (value !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

function knownStatus(status: string): PredictionStatus {
  switch (status) {
    case 'starting':
    case 'processing':
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'aborted':
      return status;
    default:
      return 'unknown';
  }
}

function outputUrl(output: unknown, baseUrl: string): string | null {
  const outputs: unknown[] = Array.isArray(output) ? output : [output];
  return outputs.find((item) => isOutputUrl(item, baseUrl)) ?? null;
}

function isModeration(error: unknown): boolean {
  return /nsfw|sensitive|safety|moderat|flagged|E005/i.test(String(error));
}

/** Whether a prediction is of that model and has exactly that input. */
function isSame(prediction: Prediction, model: string, input: PredictionInput['input']): boolean {
  if (prediction.model !== model || typeof prediction.input !== 'object') return false;
  const theirs = prediction.input as Record<string, unknown>;
  return Object.entries(input).every(([key, value]) => theirs[key] === value);
}

import * as z from 'zod/mini';
import { languageInput } from '../../domain/language/language-input.ts';
import type { LanguageTask } from '../../domain/language/language-task.ts';
import { cancelPrediction, createWords, fetchWords } from '../images/replicate.ts';
import { log } from '../log.ts';
import type { ReplicateSettings } from '../settings.ts';
import { givePicture } from './give-picture.ts';
import { languageModel } from './language-model.ts';
import { isStreamUrl, streamWords } from './stream-words.ts';

/** How long a model may take in all, in milliseconds, and how often it is asked how it is. */
const longestMs = 60_000;
const pollMs = 1_000;

/** How long whoever gave up waits until the prediction is cancelled, in milliseconds. */
const cancelMs = 2_000;

/** Characters of an answer at the most: nobody asked for more. */
const mostCharacters = 20_000;

/** What a language model said; or why nothing, for the log alone. */
export type LanguageAnswer =
  { ok: true; text: string } | { ok: false; reason: 'failed'; detail: string };

/** Who asks: `onText` is told the whole text so far whenever there is more of it. */
export type Hear = { onText: (soFar: string) => void; signal: AbortSignal };

/** A prediction that answers in words: what we make use of. */
const predictionSchema = z.object({
  id: z.string(),
  status: z.string(),
  output: z.optional(z.unknown()),
  urls: z.optional(z.object({ stream: z.optional(z.unknown()) })),
});

type Prediction = z.infer<typeof predictionSchema>;

/**
 * Asks a language model on Replicate. There is one POST, whatever happens: what goes wrong is for the
 * person to try again. The answer is heard while it is given where the model streams, else it is asked
 * for every second. Takes a minute at the most; a signal that aborts ends it within some two seconds,
 * and asks to cancel the prediction. Never throws. What went wrong is in the log already.
 *
 * @param modelId `owner/name`
 */
export async function askLanguageModel(
  settings: ReplicateSettings,
  modelId: string,
  task: LanguageTask,
  { onText, signal }: Hear,
): Promise<LanguageAnswer> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  const answer = await Promise.race([
    ask(settings, modelId, task, { onText, signal: until }),
    givenUp(until),
  ]);
  if (!answer.ok) log({ event: 'words_not_had', model: modelId, detail: answer.detail });
  return answer;
}

async function ask(
  settings: ReplicateSettings,
  modelId: string,
  task: LanguageTask,
  { onText, signal }: Hear,
): Promise<LanguageAnswer> {
  const found = await languageModel(settings, modelId);
  if (!found.ok) return failed(found.problem);
  const { version, fields } = found.model;
  const address = task.picture && (await givePicture(settings, task.picture, signal));
  if (task.picture && address === null) return failed('the picture could not be given');
  const input = languageInput(fields, task, address);
  if (!input) return failed('the model does not take what it was to be given');
  if (signal.aborted) return failed('given up before it was asked');
  // The signal does not end this call: what it has made has to be known to be cancelled.
  const asked = await createWords(settings, { model: modelId, version, input }, longestMs);
  if (!asked.ok) return failed(`not asked: ${asked.status ?? 'no answer'}`);
  const made = predictionSchema.safeParse(asked.said);
  if (!made.success) return failed('not asked: the answer is no prediction');
  const answer = await hearOut(settings, made.data, { onText, signal });
  // It costs as long as it runs, and nobody listens any more.
  if (signal.aborted) await cancelPrediction(settings, made.data.id);
  return answer;
}

async function hearOut(
  settings: ReplicateSettings,
  made: Prediction,
  { onText, signal }: Hear,
): Promise<LanguageAnswer> {
  let soFar = '';
  const hearText = (text: string) => {
    const next = text.slice(0, mostCharacters);
    // Once more was heard, an older look at it is no news.
    if (next.length <= soFar.length) return;
    soFar = next;
    if (!signal.aborted) onText(soFar);
  };
  const url = made.urls?.stream;
  if (isStreamUrl(url, settings.baseUrl)) {
    let streamed = '';
    const hear = (piece: string) => {
      streamed += piece;
      hearText(streamed);
      return streamed.length <= mostCharacters;
    };
    const end = await streamWords(url, hear, signal);
    if (end === 'failed') return failed('the prediction failed');
    if (end === 'enough') {
      await cancelPrediction(settings, made.id);
      return { ok: true, text: soFar };
    }
    if (end === 'done' && soFar.trim() !== '') return { ok: true, text: soFar };
  }
  return poll(settings, made, hearText, signal);
}

async function poll(
  settings: ReplicateSettings,
  made: Prediction,
  hearText: (text: string) => void,
  signal: AbortSignal,
): Promise<LanguageAnswer> {
  let seen: Prediction | null = made;
  while (!signal.aborted) {
    const text = seen ? textOf(seen.output) : '';
    if (text !== '') hearText(text);
    switch (seen?.status) {
      case 'succeeded':
        return text.trim() === ''
          ? failed('the model said nothing')
          : { ok: true, text: text.slice(0, mostCharacters) };
      case 'failed':
      case 'canceled':
      case 'aborted':
        return failed(`the prediction ended as ${seen.status}`);
      default:
    }
    await pause(signal);
    if (signal.aborted) break;
    const fetched = await fetchWords(settings, made.id, signal);
    if (!fetched.ok && fetched.status === 404) return failed('the prediction is gone');
    const read = fetched.ok ? predictionSchema.safeParse(fetched.said) : null;
    // What cannot be read now may be the next time.
    seen = read?.success && read.data.id === made.id ? read.data : null;
  }
  return failed('no answer in time');
}

/** The words of an output: a text, or a list of pieces of one; of anything else there are none. */
function textOf(output: unknown): string {
  if (typeof output === 'string') return output;
  if (!Array.isArray(output)) return '';
  const pieces: unknown[] = output;
  return pieces.filter((piece) => typeof piece === 'string').join('');
}

function failed(detail: string): LanguageAnswer {
  return { ok: false, reason: 'failed', detail };
}

/** Waits for the next look, or until nobody waits any more. */
async function pause(signal: AbortSignal): Promise<void> {
  await Promise.race([sleep(pollMs), aborted(signal)]);
}

/** What is said to whoever gave up, once there was time to cancel. */
async function givenUp(signal: AbortSignal): Promise<LanguageAnswer> {
  await aborted(signal);
  await sleep(cancelMs);
  return failed('no answer in time');
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

import type { Effect } from '../../domain/image-job/job.ts';
import type { Reading } from '../../domain/image-progress.ts';
import { queueMessageSchema, type QueueMessage } from '../../protocol/queue-message.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import { readSettings, type ReplicateSettings } from '../settings.ts';
import { askForPrediction } from './ask-for-prediction.ts';
import { findPredictions } from './find-predictions.ts';
import { imageStoreOf } from './image-store-of.ts';
import { fetchPreview } from './preview.ts';
import { cancelPrediction, checkPrediction } from './replicate.ts';
import type { Storage } from './store-image.ts';
import { storeOutput } from './store-output.ts';
import type { Asked, Report, Turn } from './turn.ts';

/**
 * How long one delivery looks after its jobs before it hands them back, in milliseconds. Locally a
 * queue has one batch at a time, so whatever is asked meanwhile waits for this.
 */
const deliveryMs = 1_000;

/** Partial images fetched in one delivery, all its jobs together; but each job gets one. */
const previewsInDelivery = 8;

/** How far one delivery goes for each of its jobs. */
type Delivery = { until: number; previews: number };

/** What was done and found. */
type Outcome = { event: Report; reading: Reading | null };

/** Everything that the work on one image needs. */
type Workplace = {
  replicate: ReplicateSettings;
  storage: Storage;
  /** AUTH_SECRET, which addresses of ours are signed with. */
  secret: string;
  job: QueueMessage;
  /** The partial image that was fetched last, so as not to fetch it again. */
  lastPreviewUrl: string | null;
  /** How many more of them this delivery may fetch for this job. */
  previewsLeft: number;
};

/** Looks after a batch of jobs side by side, each for a short while. */
export async function consume(batch: MessageBatch, env: Env): Promise<void> {
  const until = Date.now() + deliveryMs;
  const previews = Math.max(1, Math.floor(previewsInDelivery / batch.messages.length));
  await Promise.all(
    batch.messages.map((message) => handle(message, batch.queue, env, { until, previews })),
  );
}

/** Tells the rooms of jobs whose messages failed again and again. */
export async function consumeDead(batch: MessageBatch, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const parsed = queueMessageSchema.safeParse(message.body);
    if (parsed.success) {
      const { chat_id, image_id } = parsed.data;
      log({ event: 'image_abandoned', chat_id, image_id });
      await env.CHAT_ROOM.getByName(chat_id).reportImage(image_id, { type: 'abandoned' });
    }
    message.ack();
  }
}

/** Carries on from a turn that something else than the queue was given, as a delivery does. */
export async function carryOn(turn: Turn, job: QueueMessage, env: Env): Promise<void> {
  try {
    await work(turn, job, env, { until: Date.now() + deliveryMs, previews: 1 });
  } catch (error) {
    // The room wakes the job when nothing more is heard of it.
    log({ event: 'bug', where: 'webhook', error, ...job });
  }
}

async function handle(
  message: Message,
  queue: string,
  env: Env,
  delivery: Delivery,
): Promise<void> {
  const parsed = queueMessageSchema.safeParse(message.body);
  if (!parsed.success) {
    log({ event: 'queue_message_poisoned', queue });
    message.ack();
    return;
  }
  const job = parsed.data;
  try {
    const room = env.CHAT_ROOM.getByName(job.chat_id);
    await work(await room.reportImage(job.image_id, { type: 'wake' }), job, env, delivery);
    message.ack();
  } catch (error) {
    log({ event: 'bug', where: 'consumer', error, ...job });
    message.retry();
  }
}

/**
 * Works on one image, from a turn that its room gave, until its job has to wait for longer than this
 * delivery lasts; hands it back then.
 */
async function work(
  first: Turn | null,
  job: QueueMessage,
  env: Env,
  { until, previews }: Delivery,
): Promise<void> {
  let turn = first;
  if (!turn) return;
  const read = readSettings(env);
  const room = env.CHAT_ROOM.getByName(job.chat_id);
  if (!read.ok || !read.settings.replicate) {
    const { effect } = turn;
    if (effect.type !== 'create_prediction') return;
    const { attempt } = effect;
    const code = 'not_configured';
    await room.reportImage(job.image_id, { type: 'create_refused', attempt, code, detail: null });
    return;
  }
  const { replicate, authSecret } = read.settings;
  const place: Workplace = {
    replicate,
    secret: authSecret,
    storage: { store: imageStoreOf(env), images: env.IMAGES, chatId: job.chat_id },
    job,
    lastPreviewUrl: null,
    previewsLeft: previews,
  };
  while (turn) {
    const { effect, asked, at }: Turn = turn;
    if (effect.type === 'wait') {
      if (effect.until > until) {
        await handBack(job, env, effect.until);
        return;
      }
      await sleep(effect.until - Date.now());
      turn = await room.reportImage(job.image_id, { type: 'wake' });
      continue;
    }
    const { event, reading } = await carryOut(effect, asked, at, place);
    logStep(job, effect, event);
    turn = await room.reportImage(job.image_id, event, reading);
  }
}

/** A fresh message, not a retry: retries are counted, and a long job would run out of them. */
async function handBack(job: QueueMessage, env: Env, until: number): Promise<void> {
  const delaySeconds = Math.max(0, Math.floor((until - Date.now()) / 1000));
  await env.IMAGE_QUEUE.send(job, { delaySeconds });
}

async function carryOut(
  effect: Exclude<Effect, { type: 'wait' }>,
  asked: Asked | null,
  turnAt: number,
  place: Workplace,
): Promise<Outcome> {
  const { replicate, storage } = place;
  switch (effect.type) {
    case 'create_prediction': {
      const { attempt } = effect;
      if (!asked) {
        const code = 'model_not_found';
        return only({ type: 'create_refused', attempt, code, detail: null });
      }
      const { secret, job } = place;
      const giving = { replicate, storage, secret, at: turnAt };
      return only(await askForPrediction(asked, effect, job, giving));
    }
    case 'find_prediction': {
      const { attempt, submitted_at } = effect;
      const found =
        asked && (await findPredictions(replicate, asked, submitted_at, storage.chatId));
      if (!found) return only({ type: 'find_failed', attempt });
      const { candidates, reachesBack } = found;
      return only({ type: 'listed', attempt, candidates, reaches_back: reachesBack });
    }
    case 'check_prediction':
      return check(effect.prediction_id, place);
    case 'cancel_prediction':
      return only(await cancelPrediction(replicate, effect.prediction_id));
    case 'store_output': {
      const { prediction_id, url } = effect;
      const stored = await storeOutput(storage, url);
      return only(
        stored.ok
          ? { type: 'kept', prediction_id, image: stored.image, turn_at: turnAt }
          : { type: 'store_failed', prediction_id, reason: stored.reason },
      );
    }
  }
}

async function check(predictionId: string, place: Workplace): Promise<Outcome> {
  const { event, percent, started, previewUrl } = await checkPrediction(
    place.replicate,
    predictionId,
  );
  const preview = previewUrl === null ? null : await newPreview(previewUrl, place);
  const reading = event.type === 'checked' ? { started, percent, preview } : null;
  return { event, reading };
}

async function newPreview(url: string, place: Workplace): Promise<string | null> {
  if (url === place.lastPreviewUrl || place.previewsLeft === 0) return null;
  place.lastPreviewUrl = url;
  place.previewsLeft -= 1;
  return fetchPreview(url);
}

function only(event: Report): Outcome {
  return { event, reading: null };
}

function logStep(job: QueueMessage, effect: Effect, event: Report): void {
  // A prediction that is merely still running would fill the log.
  if (event.type === 'checked' && (event.status === 'starting' || event.status === 'processing')) {
    return;
  }
  log({
    event: 'image_step',
    ...job,
    step: effect.type,
    outcome: event.type,
    ...('prediction_id' in event && event.prediction_id
      ? { prediction_id: event.prediction_id }
      : {}),
    ...('code' in event ? { detail: event.code } : {}),
    ...('status' in event ? { detail: event.status } : {}),
    ...('reason' in event ? { detail: event.reason } : {}),
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, ms));
  });
}

import type { Effect } from '../../domain/image-job/job.ts';
import type { QueueMessage } from '../../protocol/queue-message.ts';
import { webhookAddress } from '../webhooks/webhook-address.ts';
import { createPrediction } from './replicate.ts';
import { giveFiles, type Giving } from './sources/give-files.ts';
import type { Asked, Report } from './turn.ts';

/**
 * How long giving images to Replicate may take before the POST, in milliseconds: with the two calls
 * that follow it is shorter than the lease. After that another consumer may have been told to look
 * for the prediction, so that it must not be asked for any more.
 */
const givingMs = 9_000;

/** Gives the images that it starts from to Replicate, and asks for the prediction. */
export async function askForPrediction(
  asked: Asked,
  effect: Extract<Effect, { type: 'create_prediction' }>,
  job: QueueMessage,
  giving: Omit<Giving, 'attempt'>,
): Promise<Report> {
  const { replicate } = giving;
  const { attempt } = effect;
  const until = Date.now() + givingMs;
  const given = await giveFiles(asked, { ...giving, attempt });
  if (!given.ok) return given.event;
  // What was uploaded is remembered, so that the next attempt begins with the POST.
  if (Date.now() > until) return { type: 'create_postponed', attempt, retry_after_ms: 0 };
  const { publicUrl } = replicate;
  const webhook = publicUrl === null ? null : webhookAddress(publicUrl, job, attempt);
  const input = { ...asked.input, ...given.input };
  return createPrediction(replicate, { ...asked, input }, effect, webhook);
}

import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  type QueueResult,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { onTestFinished, vi } from 'vitest';
import type { QueueMessage } from '../../../src/protocol/queue-message.ts';
import worker from '../../../src/worker/index.ts';

/**
 * Takes the next messages of a room in the queue's place, and does with them as it is told.
 *
 * @param take what becomes of them; resolves as if they were on the queue, or rejects
 * @param times how many batches it takes; the queue gets those that follow
 * @returns the messages that were taken so far
 */
export function intercept(
  chatId: string,
  take: () => Promise<void> = () => Promise.resolve(),
  times = 1,
): QueueMessage[] {
  const taken: QueueMessage[] = [];
  let left = times;
  const queue: Queue<QueueMessage> = Object.getPrototypeOf(env.IMAGE_QUEUE);
  // oxlint-disable-next-line typescript/unbound-method -- called on `this` below.
  const { sendBatch } = queue;
  const spy = vi.spyOn(queue, 'sendBatch').mockImplementation(async function interceptBatch(
    this: Queue<QueueMessage>,
    messages,
    options,
  ) {
    const bodies = [...messages].map(({ body }) => body);
    const isOurs = bodies.some(({ chat_id }) => chat_id === chatId);
    if (!isOurs || left === 0) return sendBatch.call(this, messages, options);
    left -= 1;
    taken.push(...bodies);
    await take();
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  });
  onTestFinished(() => spy.mockRestore());
  return taken;
}

/** Delivers messages to the consumer as the queue would. @returns what became of each */
export async function deliver(
  bodies: unknown[],
  { queue = 'darkroom-images', attempts = 1 } = {},
): Promise<QueueResult> {
  const timestamp = new Date();
  const messages = bodies.map((body, at) => ({ id: `message-${at}`, timestamp, attempts, body }));
  const batch = createMessageBatch(queue, messages);
  await worker.queue(batch, env);
  return getQueueResult(batch, createExecutionContext());
}

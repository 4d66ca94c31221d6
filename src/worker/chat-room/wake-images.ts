import type { QueueMessage } from '../../protocol/queue-message.ts';
import { log } from '../log.ts';

/** Messages that a queue takes at once. */
const queueBatch = 100;

/** Puts jobs on the queue. Where that fails it is logged: the room's alarm does it again. */
export async function wakeImages(
  queue: Queue<QueueMessage>,
  chatId: string,
  imageIds: string[],
): Promise<void> {
  try {
    for (let at = 0; at < imageIds.length; at += queueBatch) {
      const bodies = imageIds.slice(at, at + queueBatch);
      await queue.sendBatch(bodies.map((image_id) => ({ body: { chat_id: chatId, image_id } })));
    }
  } catch (error) {
    log({ event: 'queue_send_failed', chat_id: chatId, error });
  }
}

import * as z from 'zod/mini';
import { idSchema } from '../../protocol/ids.ts';
import type { QueueMessage } from '../../protocol/queue-message.ts';

/** What the address of a webhook says: which POST for which image it is about. */
export const webhookTargetSchema = z.object({
  chat_id: idSchema,
  image_id: idSchema,
  attempt: z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,2}$/)),
    z.pipe(z.transform(Number), z.int()),
  ),
});

/** Where Replicate is to tell us of the end of the prediction that this attempt makes. */
export function webhookAddress(
  publicUrl: string,
  { chat_id, image_id }: QueueMessage,
  attempt: number,
): string {
  return `${publicUrl}/webhooks/replicate/${chat_id}/${image_id}/${attempt}`;
}

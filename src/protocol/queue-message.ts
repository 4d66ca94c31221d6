import * as z from 'zod/mini';
import { idSchema } from './ids.ts';

/** Wakes the consumer for one image. The room's row is the job; this only says where to look. */
export const queueMessageSchema = z.object({ chat_id: idSchema, image_id: idSchema });

export type QueueMessage = z.infer<typeof queueMessageSchema>;

import type { QueueMessage } from '../../protocol/queue-message.ts';
import type { SettingsEnv } from '../settings.ts';

/** What a chat room needs of the worker's bindings and settings. */
export type RoomEnv = SettingsEnv & {
  DB: D1Database;
  IMAGE_QUEUE: Queue<QueueMessage>;
};

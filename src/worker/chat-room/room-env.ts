import type { QueueMessage } from '../../protocol/queue-message.ts';
import type { PersonInbox } from '../inbox/person-inbox.ts';
import type { PredictionGate } from '../prediction-gate/prediction-gate.ts';
import type { SettingsEnv } from '../settings.ts';

/** What a chat room needs of the worker's bindings and settings. */
export type RoomEnv = SettingsEnv & {
  DB: D1Database;
  IMAGE_QUEUE: Queue<QueueMessage>;
  IMAGES_BUCKET: R2Bucket;
  /** Makes thumbnails, turns and converts pictures; without it none of that is done. */
  IMAGES?: ImagesBinding;
  PERSON_INBOX: DurableObjectNamespace<PersonInbox>;
  PREDICTION_GATE: DurableObjectNamespace<PredictionGate>;
};

import { app } from './app.ts';
import type { Env } from './env.ts';
import { consume, consumeDead } from './images/consumer.ts';

export { ChatRoom } from './chat-room/chat-room.ts';
export { PersonInbox } from './inbox/person-inbox.ts';
export { PredictionGate } from './prediction-gate/prediction-gate.ts';

/** The worker: HTTP goes to the app, batches of the queues to the image consumers. */
export default {
  fetch: app.fetch,
  queue: (batch, env) =>
    batch.queue.endsWith('-dead') ? consumeDead(batch, env) : consume(batch, env),
} satisfies ExportedHandler<Env>;

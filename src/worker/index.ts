import { app } from './app.ts';
import type { Env } from './env.ts';
import { consume, consumeDead } from './images/consumer.ts';
import { sweepByTheClock } from './images/sweep.ts';

export { ChatRoom } from './chat-room/chat-room.ts';
export { PersonInbox } from './inbox/person-inbox.ts';
export { PredictionGate } from './prediction-gate/prediction-gate.ts';

/** The worker: HTTP goes to the app, batches of the queues to the image consumers, time to the sweep. */
export default {
  fetch: app.fetch,
  queue: (batch, env) =>
    batch.queue.endsWith('-dead') ? consumeDead(batch, env) : consume(batch, env),
  scheduled: (_event, env) => sweepByTheClock(env, Date.now()),
} satisfies ExportedHandler<Env>;

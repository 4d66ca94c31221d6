import { Hono } from 'hono';
import { apiError, notFound } from './api-error.ts';
import { openDatabase } from './database.ts';
import { FaultBook } from './faults/fault-book.ts';
import { unauthenticated } from './faults/refusals.ts';
import { Ledger } from './ledger.ts';
import { OutputFiles } from './output-files.ts';
import { controlRoutes } from './routes/control-routes.ts';
import { fileRoutes } from './routes/file-routes.ts';
import { modelRoutes } from './routes/model-routes.ts';
import { predictionRoutes } from './routes/prediction-routes.ts';
import { streamRoutes } from './routes/stream-routes.ts';
import { uploadRoutes } from './routes/upload-routes.ts';
import type { SimulatorEnv, SimulatorParts } from './simulator-env.ts';
import { SourceKeeper } from './sources/source-keeper.ts';
import { Store } from './store.ts';
import { Uploads } from './uploads/uploads.ts';
import { Watcher } from './watcher.ts';
import { newWebhookSecret } from './webhooks/sign-webhook.ts';
import { WebhookSender } from './webhooks/webhook-sender.ts';

export interface SimulatorOptions {
  /** Predictions, files and the ledger are kept here; made if it is not there. */
  stateDir: string;
  /** How long the default image takes from its start to its success. */
  seconds: number;
  /** How long output files stay after the end of their prediction. */
  fileSeconds: number;
  /** Milliseconds since 1970; the real clock if left out. */
  now?: () => number;
}

/** A simulator that is not listening yet. */
export interface Simulator {
  app: Hono<SimulatorEnv>;
  /** Stops its timers and closes its files. */
  close: () => void;
}

/**
 * Replicate's API over pictures that are painted here. Goes on with whatever `stateDir` holds.
 * Throws when the directory cannot be written.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const now = options.now ?? Date.now;
  const db = openDatabase(options.stateDir);
  const store = new Store(db);
  const ledger = new Ledger(db);
  const faults = new FaultBook(db);
  const watcher = new Watcher();
  const webhookSecrets = {
    current: store.setting('webhook_secret', newWebhookSecret),
    retired: store.setting('retired_webhook_secret', newWebhookSecret),
  };
  const webhooks = new WebhookSender({
    store,
    ledger,
    faults,
    watcher,
    now,
    secrets: webhookSecrets,
  });
  const files = new OutputFiles(store);
  const uploads = new Uploads(db, options.stateDir, now);
  const sources = new SourceKeeper({ store, uploads, now });
  const { seconds, fileSeconds } = options;
  const parts: SimulatorParts = {
    store,
    ledger,
    faults,
    files,
    uploads,
    sources,
    watcher,
    webhooks,
    now,
    seconds,
    fileSeconds,
    webhookSecrets,
  };
  sources.resume();
  webhooks.resume();
  return {
    app: routes(parts),
    close() {
      sources.close();
      webhooks.close();
      watcher.close();
      db.close();
    },
  };
}

function routes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  app.use('/v1/*', async (c, next) => {
    if (!/^(?:bearer|token)\s+\S+/i.test(c.req.header('authorization') ?? '')) {
      return unauthenticated();
    }
    return next();
  });
  app.get('/v1/webhooks/default/secret', (c) => c.json({ key: parts.webhookSecrets.current }));
  app.route('/v1', predictionRoutes(parts));
  app.route('/v1', modelRoutes(parts));
  app.route('/v1', uploadRoutes(parts));
  app.route('/', fileRoutes(parts));
  app.route('/', streamRoutes(parts));
  app.route('/', controlRoutes(parts));
  app.notFound(() => notFound());
  app.onError((error) => {
    console.error(error);
    return apiError(500, 'Internal server error', 'The simulator itself went wrong; see its log.');
  });
  return app;
}

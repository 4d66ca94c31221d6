import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { FaultBook } from './faults/fault-book.ts';
import type { Ledger } from './ledger.ts';
import type { OutputFiles } from './output-files.ts';
import type { SourceKeeper } from './sources/source-keeper.ts';
import type { Store } from './store.ts';
import type { Uploads } from './uploads/uploads.ts';
import type { Watcher } from './watcher.ts';
import type { WebhookSecrets } from './webhooks/compose-delivery.ts';
import type { WebhookSender } from './webhooks/webhook-sender.ts';

export interface SimulatorEnv {
  Bindings: HttpBindings;
}

export type SimulatorContext = Context<SimulatorEnv>;

/** What the routes share. */
export interface SimulatorParts {
  store: Store;
  ledger: Ledger;
  faults: FaultBook;
  files: OutputFiles;
  uploads: Uploads;
  sources: SourceKeeper;
  watcher: Watcher;
  webhooks: WebhookSender;
  /** Milliseconds since 1970. */
  now: () => number;
  /** How long the default image takes from its start to its success. */
  seconds: number;
  /** How long output files stay after the end of their prediction. */
  fileSeconds: number;
  webhookSecrets: WebhookSecrets;
}

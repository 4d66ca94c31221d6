import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultBook } from '../faults/fault-book.ts';
import type { PredictionRecord, WebhookEvent } from '../predictions/prediction-record.ts';
import { stateAt } from '../predictions/prediction-state.ts';
import { viewPrediction } from '../predictions/prediction-view.ts';
import type { Store, WebhookStage } from '../store.ts';
import type { Watcher } from '../watcher.ts';
import { newWebhookSecret, signWebhook } from './sign-webhook.ts';

/** Replicate sends output and logs at most this often; milliseconds. */
const THROTTLE_MS = 500;
const ANSWER_WITHIN_MS = 5000;
/** Pauses before the second, third and fourth attempt at the last webhook; milliseconds. */
const RETRY_PAUSES = [500, 1000, 2000];

/** Tells the callers' own servers how their predictions are getting on. */
export class WebhookSender {
  readonly #store: Store;
  readonly #faults: FaultBook;
  readonly #watcher: Watcher;
  readonly #now: () => number;
  readonly #secret: string;
  readonly #closing = new AbortController();

  constructor(parts: {
    store: Store;
    faults: FaultBook;
    watcher: Watcher;
    now: () => number;
    secret: string;
  }) {
    this.#store = parts.store;
    this.#faults = parts.faults;
    this.#watcher = parts.watcher;
    this.#now = parts.now;
    this.#secret = parts.secret;
  }

  /** Goes on with every prediction whose webhooks a restart had cut short. */
  resume(): void {
    for (const { record, stage } of this.#store.owedWebhooks()) this.follow(record, stage);
  }

  /** Sends this prediction's webhooks as its state changes; does nothing if it has none. */
  follow(record: PredictionRecord, stage: WebhookStage = 0): void {
    if (!record.webhook) return;
    let started = stage > 0;
    let stepsSent = 0;
    let sentAt = -Infinity;
    this.#watcher.watch(() => {
      // Read again: a cancel may have been written since.
      const current = this.#store.find(record.id) ?? record;
      const now = this.#now();
      const state = stateAt(current, now);
      if (!started) {
        started = true;
        this.#store.markWebhook(record.id, 1);
        void this.#send(current, 'start');
      }
      if (state.completed_at !== undefined) {
        void this.#sendLast(current);
        return true;
      }
      if (state.steps_done > stepsSent && now - sentAt >= THROTTLE_MS) {
        stepsSent = state.steps_done;
        sentAt = now;
        void this.#send(current, 'output');
        void this.#send(current, 'logs');
      }
      return false;
    });
  }

  /** Gives up on everything still under way. */
  close(): void {
    this.#closing.abort();
  }

  async #sendLast(record: PredictionRecord): Promise<void> {
    const id = randomUUID();
    for (const pause of [0, ...RETRY_PAUSES]) {
      try {
        await delay(pause, undefined, { signal: this.#closing.signal });
      } catch {
        return;
      }
      if (await this.#send(record, 'completed', id)) break;
    }
    if (!this.#closing.signal.aborted) this.#store.markWebhook(record.id, 2);
  }

  /** Returns whether the receiver took it (a 2xx), or nobody wanted to hear of it. */
  async #send(
    record: PredictionRecord,
    event: WebhookEvent,
    id: string = randomUUID(),
  ): Promise<boolean> {
    if (!record.webhook?.events.includes(event)) return true;
    const fault = this.#faults.take('webhook', record.plan.prompt)?.then;
    if (fault && 'drop' in fault) return true;
    const { url, base_url } = record.webhook;
    const body = JSON.stringify(viewPrediction(record, this.#now(), base_url));
    const skew = fault && 'skew_seconds' in fault ? fault.skew_seconds : 0;
    const secret = fault && 'forge' in fault ? newWebhookSecret() : this.#secret;
    const seconds = Math.floor(this.#now() / 1000) + skew;
    const headers = {
      'content-type': 'application/json',
      ...signWebhook(secret, id, seconds, body),
    };
    let taken = false;
    const times = fault && 'repeat' in fault ? fault.repeat : 1;
    for (let sent = 0; sent < times; sent += 1) {
      taken = await this.#post(url, headers, body);
    }
    return taken;
  }

  async #post(url: string, headers: Record<string, string>, body: string): Promise<boolean> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal,
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      // A receiver that cannot be reached is retried or left, as on Replicate; it ends nothing here.
      return false;
    }
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultBook } from '../faults/fault-book.ts';
import type { Ledger } from '../ledger.ts';
import type { PredictionRecord, WebhookEvent } from '../predictions/prediction-record.ts';
import { stateAt } from '../predictions/prediction-state.ts';
import { viewPrediction } from '../predictions/prediction-view.ts';
import type { Store, WebhookStage } from '../store.ts';
import type { Watcher } from '../watcher.ts';
import { composeDelivery, type WebhookSecrets } from './compose-delivery.ts';

/** Replicate sends output and logs at most this often; milliseconds. */
const THROTTLE_MS = 500;
const ANSWER_WITHIN_MS = 5000;
/** Pauses before the second, third and fourth attempt at the last webhook; milliseconds. */
const RETRY_PAUSES = [500, 1000, 2000];

/** Tells the callers' own servers how their predictions are getting on. */
export class WebhookSender {
  readonly #store: Store;
  readonly #ledger: Ledger;
  readonly #faults: FaultBook;
  readonly #watcher: Watcher;
  readonly #now: () => number;
  readonly #secrets: WebhookSecrets;
  readonly #closing = new AbortController();

  constructor(parts: {
    store: Store;
    ledger: Ledger;
    faults: FaultBook;
    watcher: Watcher;
    now: () => number;
    secrets: WebhookSecrets;
  }) {
    this.#store = parts.store;
    this.#ledger = parts.ledger;
    this.#faults = parts.faults;
    this.#watcher = parts.watcher;
    this.#now = parts.now;
    this.#secrets = parts.secrets;
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
      if (!(await this.#pause(pause))) return;
      if (await this.#send(record, 'completed', id)) break;
    }
    if (record.quirks?.progress === 'after_end') await this.#sendLogsAfterEnd(record);
    if (!this.#closing.signal.aborted) this.#store.markWebhook(record.id, 2);
  }

  /** What was on its way when the prediction ended, and comes in after the news of its end. */
  async #sendLogsAfterEnd(record: PredictionRecord): Promise<void> {
    const { completed_at } = stateAt(record, this.#now());
    if (completed_at === undefined) return;
    await this.#send(record, 'logs', randomUUID(), completed_at - 1);
  }

  /**
   * Sends one webhook, and whatever a fault makes of it.
   * @param shownAt the moment that its body shows, if not this one; milliseconds since 1970
   * @returns whether the receiver took it (a 2xx), or nobody wanted to hear of it
   */
  async #send(
    record: PredictionRecord,
    event: WebhookEvent,
    id: string = randomUUID(),
    shownAt?: number,
  ): Promise<boolean> {
    const { webhook } = record;
    if (!webhook?.events.includes(event)) return true;
    const fault = this.#faults.take('webhook', { prompt: record.plan.prompt, event })?.then;
    if (fault?.drop) return true;
    const view = viewPrediction(record, shownAt ?? this.#now(), webhook.base_url);
    if (fault?.delay_ms !== undefined && !(await this.#pause(fault.delay_ms))) return false;
    const sent = { id, view, now: this.#now() };
    const { headers, body, times } = composeDelivery(sent, this.#secrets, fault);
    const words = fault?.to_address_of;
    const url = words === undefined ? webhook.url : this.#store.webhookAddressOf(words);
    if (url === undefined) return true;
    let taken = false;
    for (let count = 0; count < times; count += 1) {
      const status = await this.#post(url, headers, body);
      if (this.#closing.signal.aborted) return false;
      const last_at = new Date(this.#now()).toISOString();
      this.#ledger.countWebhook({ prediction_id: record.id, event, status, last_at });
      taken = status >= 200 && status < 300;
    }
    return taken;
  }

  /** Returns false when the simulator is closed in the meantime. */
  async #pause(ms: number): Promise<boolean> {
    try {
      await delay(ms, undefined, { signal: this.#closing.signal });
      return true;
    } catch {
      return false;
    }
  }

  /** Returns the status that was answered, 0 for no answer. */
  async #post(url: string, headers: Record<string, string>, body: string): Promise<number> {
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
      return response.status;
    } catch {
      // A receiver that cannot be reached is retried or left, as on Replicate; it ends nothing here.
      return 0;
    }
  }
}

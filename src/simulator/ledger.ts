import type { DatabaseSync } from 'node:sqlite';
import { WEBHOOK_EVENTS, type WebhookEvent } from './predictions/prediction-record.ts';

const CALL_KINDS = [
  'create',
  'get',
  'list',
  'cancel',
  'model',
  'output',
  'stream',
  'upload',
  'file',
] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** One row of the ledger. `status` 0 means that the caller got no answer at all. */
export interface LedgerCall {
  seq: number;
  at: string;
  kind: CallKind;
  prediction_id: string | null;
  status: number;
  billable: boolean;
}

/** How often one prediction was asked for, or its files, by the status that was answered. */
export interface LedgerCount {
  prediction_id: string;
  kind: CallKind;
  status: number;
  count: number;
  last_at: string;
}

/** How often a webhook was sent, by what its receiver answered; `status` 0 is no answer. */
export interface WebhookCount {
  prediction_id: string;
  event: WebhookEvent;
  status: number;
  count: number;
  last_at: string;
}

/** What was asked of the simulator and what it sent, on disk like the predictions. */
export class Ledger {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  addCall(call: Omit<LedgerCall, 'seq'>): void {
    const { at, kind, prediction_id, status, billable } = call;
    this.#db
      .prepare(
        'INSERT INTO calls (at, kind, prediction_id, status, billable) VALUES (?, ?, ?, ?, ?)',
      )
      .run(at, kind, prediction_id, status, billable ? 1 : 0);
  }

  /** Counts a call instead of writing a row for it: polling would make the ledger endless. */
  countCall(call: Omit<LedgerCount, 'count'>): void {
    this.#db
      .prepare(
        `INSERT INTO counts (prediction_id, kind, status, count, last_at) VALUES (?, ?, ?, 1, ?)
         ON CONFLICT DO UPDATE SET count = count + 1, last_at = excluded.last_at`,
      )
      .run(call.prediction_id, call.kind, call.status, call.last_at);
  }

  calls(): LedgerCall[] {
    return this.#db
      .prepare('SELECT * FROM calls ORDER BY seq')
      .all()
      .map((row) => ({
        seq: Number(row['seq']),
        at: String(row['at']),
        kind: readOne(CALL_KINDS, row['kind']),
        prediction_id: row['prediction_id'] === null ? null : String(row['prediction_id']),
        status: Number(row['status']),
        billable: row['billable'] === 1,
      }));
  }

  counts(): LedgerCount[] {
    return this.#db
      .prepare('SELECT * FROM counts ORDER BY prediction_id, kind, status')
      .all()
      .map((row) => ({
        prediction_id: String(row['prediction_id']),
        kind: readOne(CALL_KINDS, row['kind']),
        status: Number(row['status']),
        count: Number(row['count']),
        last_at: String(row['last_at']),
      }));
  }

  /** Counts one attempt at a webhook. */
  countWebhook(sent: Omit<WebhookCount, 'count'>): void {
    this.#db
      .prepare(
        `INSERT INTO webhook_counts (prediction_id, event, status, count, last_at)
         VALUES (?, ?, ?, 1, ?)
         ON CONFLICT DO UPDATE SET count = count + 1, last_at = excluded.last_at`,
      )
      .run(sent.prediction_id, sent.event, sent.status, sent.last_at);
  }

  /** Whether such a webhook has been sent at least once, taken or not. */
  hasTriedWebhook(id: string, event: WebhookEvent): boolean {
    const sql = 'SELECT 1 FROM webhook_counts WHERE prediction_id = ? AND event = ?';
    return this.#db.prepare(sql).get(id, event) !== undefined;
  }

  webhookCounts(): WebhookCount[] {
    return this.#db
      .prepare('SELECT * FROM webhook_counts ORDER BY prediction_id, event, status')
      .all()
      .map((row) => ({
        prediction_id: String(row['prediction_id']),
        event: readOne(WEBHOOK_EVENTS, row['event']),
        status: Number(row['status']),
        count: Number(row['count']),
        last_at: String(row['last_at']),
      }));
  }
}

function readOne<T extends string>(known: readonly T[], value: unknown): T {
  const one = known.find((name) => name === value);
  if (one === undefined) throw new Error(`the ledger has an unknown entry: ${String(value)}`);
  return one;
}

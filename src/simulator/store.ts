import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PredictionRecord } from './predictions/prediction-record.ts';

const CALL_KINDS = ['create', 'get', 'list', 'cancel', 'model', 'output'] as const;
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

export interface StoredPrediction {
  /** Only grows: the newest prediction has the highest. */
  seq: number;
  record: PredictionRecord;
}

/** What of a prediction's webhooks has gone out: nothing, the start, everything. */
export type WebhookStage = 0 | 1 | 2;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS predictions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL,
    webhook_stage INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS calls (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL,
    prediction_id TEXT, status INTEGER NOT NULL, billable INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS counts (
    prediction_id TEXT NOT NULL, kind TEXT NOT NULL, status INTEGER NOT NULL,
    count INTEGER NOT NULL, last_at TEXT NOT NULL, PRIMARY KEY (prediction_id, kind, status)
  );
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

/**
 * Predictions and the ledger on disk. Every write has reached the operating system when its call
 * returns, so a killed process loses nothing that it had answered.
 */
export class Store {
  readonly #db: DatabaseSync;

  /** @param dir made if it is not there; throws when it cannot be written */
  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#db = new DatabaseSync(join(dir, 'simulator.sqlite'));
    this.#db.exec(SCHEMA);
  }

  /** Adds a prediction, or writes a known one again. */
  save(record: PredictionRecord): void {
    this.#db
      .prepare(
        `INSERT INTO predictions (id, record) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET record = excluded.record`,
      )
      .run(record.id, JSON.stringify(record));
  }

  find(id: string): PredictionRecord | undefined {
    const row = this.#db.prepare('SELECT seq, record FROM predictions WHERE id = ?').get(id);
    return row ? readPrediction(row).record : undefined;
  }

  /** Up to `limit` predictions older than `seq`, newest first. */
  olderThan(seq: number, limit: number): StoredPrediction[] {
    const sql = 'SELECT seq, record FROM predictions WHERE seq < ? ORDER BY seq DESC LIMIT ?';
    return this.#db.prepare(sql).all(seq, limit).map(readPrediction);
  }

  /** Up to `limit` predictions newer than `seq`, the nearest ones, newest first. */
  newerThan(seq: number, limit: number): StoredPrediction[] {
    const sql = 'SELECT seq, record FROM predictions WHERE seq > ? ORDER BY seq LIMIT ?';
    return this.#db.prepare(sql).all(seq, limit).map(readPrediction).toReversed();
  }

  /** Every prediction whose last webhook has not gone out, with how far it got. */
  owedWebhooks(): { record: PredictionRecord; stage: WebhookStage }[] {
    const sql = 'SELECT seq, record, webhook_stage FROM predictions WHERE webhook_stage < 2';
    return this.#db
      .prepare(sql)
      .all()
      .map((row) => ({
        record: readPrediction(row).record,
        stage: row['webhook_stage'] === 1 ? (1 as const) : (0 as const),
      }))
      .filter(({ record }) => record.webhook !== undefined);
  }

  markWebhook(id: string, stage: WebhookStage): void {
    this.#db.prepare('UPDATE predictions SET webhook_stage = ? WHERE id = ?').run(stage, id);
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
        kind: readKind(row['kind']),
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
        kind: readKind(row['kind']),
        status: Number(row['status']),
        count: Number(row['count']),
        last_at: String(row['last_at']),
      }));
  }

  /** The value kept under this name; made and kept when there is none yet. */
  setting(name: string, make: () => string): string {
    this.#db.prepare('INSERT OR IGNORE INTO settings VALUES (?, ?)').run(name, make());
    const row = this.#db.prepare('SELECT value FROM settings WHERE name = ?').get(name);
    return String(row?.['value']);
  }

  close(): void {
    this.#db.close();
  }
}

function readPrediction(row: Record<string, unknown>): StoredPrediction {
  const record: unknown = JSON.parse(String(row['record']));
  if (!isRecord(record)) throw new Error('a stored prediction cannot be read');
  return { seq: Number(row['seq']), record };
}

/** Only the store writes the column, so the two fields that matter most are proof enough. */
function isRecord(value: unknown): value is PredictionRecord {
  return typeof value === 'object' && value !== null && 'id' in value && 'plan' in value;
}

function readKind(value: unknown): CallKind {
  const kind = CALL_KINDS.find((one) => one === value);
  if (!kind) throw new Error(`the ledger has a call of an unknown kind: ${String(value)}`);
  return kind;
}

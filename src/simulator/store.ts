import type { DatabaseSync } from 'node:sqlite';
import type { PredictionRecord } from './predictions/prediction-record.ts';

/** How many predictions are kept in memory. */
const KEPT = 16;

export interface StoredPrediction {
  /** Only grows: the newest prediction has the highest. */
  seq: number;
  record: PredictionRecord;
}

/** One finished picture as it is served when nothing spoils it. */
export interface FileHash {
  /** Which picture of its prediction, counted from 0. */
  index: number;
  /** Of its bytes, in lower case hexadecimal. */
  sha256: string;
  /** How many there are. */
  bytes: number;
}

/** What one picture of a prediction looks like, as `lookOf` says it. */
export interface Look {
  prediction_id: string;
  /** Counted from 0. */
  picture: number;
  look: Uint8Array;
}

/** What of a prediction's webhooks has gone out: nothing, the start, everything. */
export type WebhookStage = 0 | 1 | 2;

/**
 * Predictions on disk. Every write has reached the operating system when its call returns, so a
 * killed process loses nothing that it had answered.
 */
export class Store {
  readonly #db: DatabaseSync;
  /** Those read or written last: they are asked for many times a second while somebody waits. */
  readonly #lately = new Map<string, PredictionRecord>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** All writes of `work`, or none: a kill in between leaves no half of them. */
  atomically<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      this.#lately.clear();
      throw error;
    }
  }

  /** Adds a prediction, or writes a known one again. */
  save(record: PredictionRecord): void {
    this.#db
      .prepare(
        `INSERT INTO predictions (id, record) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET record = excluded.record`,
      )
      .run(record.id, JSON.stringify(record));
    this.#lately.delete(record.id);
  }

  find(id: string): PredictionRecord | undefined {
    const known = this.#lately.get(id);
    if (known) return known;
    const row = this.#db.prepare('SELECT seq, record FROM predictions WHERE id = ?').get(id);
    if (!row) return undefined;
    const { record } = readPrediction(row);
    this.#lately.set(id, record);
    for (const oldest of this.#lately.keys()) {
      if (this.#lately.size <= KEPT) break;
      this.#lately.delete(oldest);
    }
    return record;
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

  /** Every prediction whose pictures were still being fetched, as a restart finds them. */
  awaitingSources(): PredictionRecord[] {
    const sql = `SELECT seq, record FROM predictions
      WHERE record ->> '$.awaits_sources' IS NOT NULL ORDER BY seq`;
    return this.#db
      .prepare(sql)
      .all()
      .map((row) => readPrediction(row).record);
  }

  /** Keeps a picture that a prediction begins with. */
  saveSource(sha256: string, bytes: Uint8Array): void {
    this.#db.prepare('INSERT OR IGNORE INTO sources VALUES (?, ?)').run(sha256, bytes);
  }

  /** @throws when there is none of that name */
  source(sha256: string): Uint8Array {
    const row = this.#db.prepare('SELECT bytes FROM sources WHERE sha256 = ?').get(sha256);
    if (!(row?.['bytes'] instanceof Uint8Array)) throw new Error('a source was not kept');
    return row['bytes'];
  }

  markWebhook(id: string, stage: WebhookStage): void {
    this.#db.prepare('UPDATE predictions SET webhook_stage = ? WHERE id = ?').run(stage, id);
  }

  /**
   * Where the webhooks go of the newest prediction that has any and whose prompt has these words.
   */
  webhookAddressOf(words: string): string | undefined {
    const sql = `SELECT record ->> '$.webhook.url' AS url FROM predictions
      WHERE url IS NOT NULL AND instr(lower(record ->> '$.plan.prompt'), lower(?)) > 0
      ORDER BY seq DESC LIMIT 1`;
    const row = this.#db.prepare(sql).get(words);
    return row && String(row['url']);
  }

  /** Notes what a picture came out as. */
  saveFileHash(id: string, hash: FileHash): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO file_hashes VALUES (?, ?, ?, ?)')
      .run(id, hash.index, hash.sha256, hash.bytes);
  }

  /** What its pictures came out as, those that have been painted, first to last. */
  fileHashes(id: string): FileHash[] {
    const sql = 'SELECT * FROM file_hashes WHERE prediction_id = ? ORDER BY picture';
    return this.#db
      .prepare(sql)
      .all(id)
      .map((row) => ({
        index: Number(row['picture']),
        sha256: String(row['sha256']),
        bytes: Number(row['bytes']),
      }));
  }

  /** Notes what a picture looks like, see `lookOf`. */
  saveLook(id: string, picture: number, look: Uint8Array): void {
    const sql = 'INSERT OR REPLACE INTO looks VALUES (?, ?, ?)';
    this.#db.prepare(sql).run(id, picture, look);
  }

  /** What every picture looks like that was ever painted here. */
  looks(): Look[] {
    return this.#db
      .prepare('SELECT * FROM looks')
      .all()
      .flatMap(({ prediction_id, picture, look }) =>
        look instanceof Uint8Array
          ? [{ prediction_id: String(prediction_id), picture: Number(picture), look }]
          : [],
      );
  }

  /** The value kept under this name; made and kept when there is none yet. */
  setting(name: string, make: () => string): string {
    this.#db.prepare('INSERT OR IGNORE INTO settings VALUES (?, ?)').run(name, make());
    const row = this.#db.prepare('SELECT value FROM settings WHERE name = ?').get(name);
    return String(row?.['value']);
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

import type * as z from 'zod/mini';
import type { ImageJob } from '../../domain/image-job/job.ts';
import {
  chatRowSchema,
  imageRowSchema,
  memberRowSchema,
  messageRowSchema,
  type ChatRow,
  type ImageRow,
  type MemberRow,
  type MessageRow,
} from '../../protocol/rows.ts';

/** The kinds of rows that a room keeps and a client sees. */
type Rows = { chat: ChatRow; member: MemberRow; message: MessageRow; image: ImageRow };
export type RowKind = keyof Rows;
export type KindedRow = { [K in RowKind]: { kind: K; row: Rows[K] } }[RowKind];

const schemas = {
  chat: chatRowSchema,
  member: memberRowSchema,
  message: messageRowSchema,
  image: imageRowSchema,
};

/** The answer that a request got, kept so that a resend gets the same. */
export type KeptAck = { id: string; rev: number };

/**
 * The room's own SQLite: rows stamped with `rev`, the jobs behind the images, and which requests
 * were answered how. Every method is synchronous; what one event writes is committed together.
 */
export class RoomStore {
  #sql: SqlStorage;
  #rev: number;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS row (
        kind TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL, seq INTEGER NOT NULL,
        body TEXT NOT NULL, PRIMARY KEY (kind, id)
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS row_rev ON row (rev);
      CREATE INDEX IF NOT EXISTS row_seq ON row (kind, seq);
      CREATE TABLE IF NOT EXISTS job (
        image_id TEXT PRIMARY KEY, live INTEGER NOT NULL, prediction_id TEXT, body TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS job_live ON job (live) WHERE live = 1;
      CREATE INDEX IF NOT EXISTS job_prediction ON job (prediction_id);
      CREATE TABLE IF NOT EXISTS request (
        user_id TEXT NOT NULL, client_id TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL,
        PRIMARY KEY (user_id, client_id)
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    `);
    this.#rev = this.#number('SELECT max(rev) FROM row');
  }

  /** The revision of the newest change. */
  get rev(): number {
    return this.#rev;
  }

  /** The revision that the next change will have. */
  get nextRev(): number {
    return this.#rev + 1;
  }

  /**
   * Writes a row as the room's next change.
   *
   * @returns the row, stamped with its new `rev`
   */
  put<K extends RowKind>(kind: K, row: Omit<Rows[K], 'rev'>): Rows[K] {
    const stamped = { ...row, rev: this.nextRev } as Rows[K];
    this.#sql.exec(
      `INSERT INTO row (kind, id, rev, seq, body) VALUES (?1, ?2, ?3, ?3, ?4)
       ON CONFLICT (kind, id) DO UPDATE SET rev = excluded.rev, body = excluded.body`,
      kind,
      stamped.id,
      stamped.rev,
      JSON.stringify(stamped),
    );
    this.#rev = stamped.rev;
    return stamped;
  }

  /** The row of that kind and id, or `null`. */
  get<K extends RowKind>(kind: K, id: string): Rows[K] | null {
    return this.#rows(kind, 'id = ?', id)[0] ?? null;
  }

  /** The chat's own row; `null` in a room that was never made. */
  chat(): ChatRow | null {
    return this.#rows('chat', 'true')[0] ?? null;
  }

  members(): MemberRow[] {
    return this.#rows('member', 'true ORDER BY seq');
  }

  /** The page of messages before `seq`, oldest first, without tombstones. */
  messagesBefore(seq: number, limit: number): MessageRow[] {
    return this.#rows(
      'message',
      `seq < ? AND body ->> 'deleted_at' IS NULL ORDER BY seq DESC LIMIT ?`,
      seq,
      limit,
    ).toReversed();
  }

  imagesOf(messages: MessageRow[]): ImageRow[] {
    const ids = messages.flatMap(({ image_id }) => image_id ?? []);
    return this.#rows('image', 'id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  /** Rows changed after `rev`, in the order of their changes, at most `limit`. */
  changedSince(rev: number, limit: number): KindedRow[] {
    return this.#sql
      .exec<{
        kind: RowKind;
        body: string;
      }>('SELECT kind, body FROM row WHERE rev > ? ORDER BY rev LIMIT ?', rev, limit)
      .toArray()
      .map(({ kind, body }) => ({ kind, row: schemas[kind].parse(JSON.parse(body)) }) as KindedRow);
  }

  /** The `rev` at which an image was asked for: its place in the queue. */
  seqOfImage(id: string): number {
    return this.#number(`SELECT seq FROM row WHERE kind = 'image' AND id = ?`, id);
  }

  /** How long a model worked on its latest images here, in milliseconds. */
  predictTimes(model: string, limit: number): number[] {
    return this.#sql
      .exec<{ ms: number }>(
        `SELECT body ->> 'predict_ms' AS ms FROM row
         WHERE kind = 'image' AND body ->> 'model' = ? AND body ->> 'predict_ms' IS NOT NULL
         ORDER BY seq DESC LIMIT ?`,
        model,
        limit,
      )
      .toArray()
      .map(({ ms }) => ms);
  }

  putJob(imageId: string, job: ImageJob, live: boolean): void {
    const predictionId = 'prediction_id' in job ? job.prediction_id : null;
    this.#sql.exec(
      'INSERT OR REPLACE INTO job (image_id, live, prediction_id, body) VALUES (?, ?, ?, ?)',
      imageId,
      live ? 1 : 0,
      predictionId,
      JSON.stringify(job),
    );
  }

  /** Every job that has not ended. */
  liveJobs(): [imageId: string, job: ImageJob][] {
    return this.#sql
      .exec<{ image_id: string; body: string }>('SELECT image_id, body FROM job WHERE live = 1')
      .toArray()
      .map(({ image_id, body }) => [image_id, JSON.parse(body) as ImageJob]);
  }

  /** Whether a job of this room has that prediction. */
  knowsPrediction(predictionId: string): boolean {
    return this.#number('SELECT count(*) FROM job WHERE prediction_id = ?', predictionId) > 0;
  }

  /** What a person's request of that `client_id` was answered with, or `null` if it is new. */
  keptAck(userId: string, clientId: string): KeptAck | null {
    const [kept] = this.#sql
      .exec<KeptAck>(
        'SELECT id, rev FROM request WHERE user_id = ? AND client_id = ?',
        userId,
        clientId,
      )
      .toArray();
    return kept ?? null;
  }

  keepAck(userId: string, clientId: string, ack: KeptAck): void {
    this.#sql.exec(
      'INSERT INTO request (user_id, client_id, id, rev) VALUES (?, ?, ?, ?)',
      userId,
      clientId,
      ack.id,
      ack.rev,
    );
  }

  /** Up to which revision D1 has everything. */
  get projectedRev(): number {
    return this.#number(`SELECT max(value) FROM mark WHERE name = 'projected'`);
  }

  set projectedRev(rev: number) {
    this.#sql.exec(`INSERT OR REPLACE INTO mark (name, value) VALUES ('projected', ?)`, rev);
  }

  /** Reads the revision again, after a transaction was rolled back. */
  reload(): void {
    this.#rev = this.#number('SELECT max(rev) FROM row');
  }

  #rows<K extends RowKind>(kind: K, where: string, ...bindings: (string | number)[]): Rows[K][] {
    const schema = schemas[kind] as unknown as z.ZodMiniType<Rows[K]>;
    return this.#sql
      .exec<{ body: string }>(`SELECT body FROM row WHERE kind = ? AND ${where}`, kind, ...bindings)
      .toArray()
      .map(({ body }) => schema.parse(JSON.parse(body)));
  }

  #number(query: string, ...bindings: (string | number)[]): number {
    const row = this.#sql
      .exec(query, ...bindings)
      .raw()
      .next();
    return row.done ? 0 : Number(row.value[0] ?? 0);
  }
}

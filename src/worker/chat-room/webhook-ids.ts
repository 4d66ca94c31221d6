import { toleranceMs } from '../webhooks/verify-webhook.ts';

/** A webhook may come so early and again so late: for so long its signature is good. */
const rememberMs = 2 * toleranceMs;

/**
 * The ids of the webhooks that came to this room, in its own SQLite: the same one a second time is
 * to change nothing. Every method is synchronous.
 */
export class WebhookIds {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Notes an id, and forgets those that are too old to come again. Returns whether it is new. */
  add(id: string, now: number): boolean {
    this.#sql.exec('DELETE FROM webhook WHERE came_at < ?', now - rememberMs);
    const insert = 'INSERT INTO webhook (id, came_at) VALUES (?, ?) ON CONFLICT DO NOTHING';
    return this.#sql.exec(insert, id, now).rowsWritten > 0;
  }
}

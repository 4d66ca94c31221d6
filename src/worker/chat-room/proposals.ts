import type { Proposal } from '../../protocol/proposal.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import type { RoomStore } from './room-store.ts';
import { numberOf } from './room-tables.ts';

/** A message that is a drafted prompt. */
export type ProposalMessage = MessageRow & { proposal: Proposal };

/**
 * Which messages the drafted prompts of a room were made from, as long as that can change, and which
 * of them are being written. Tables of their own: nobody looks for either in every message.
 */
export class Proposals {
  #sql: SqlStorage;
  #store: RoomStore;

  constructor(sql: SqlStorage, store: RoomStore) {
    this.#sql = sql;
    this.#store = store;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS proposal_source (
        source_id TEXT NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (source_id, message_id)
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS proposal_source_message ON proposal_source (message_id);
      CREATE TABLE IF NOT EXISTS proposal_writing (
        message_id TEXT PRIMARY KEY, user_id TEXT NOT NULL
      ) WITHOUT ROWID;
    `);
  }

  /** The drafted prompt of that message; `null` where there is none (any more). */
  get(messageId: string): ProposalMessage | null {
    const message = this.#store.get('message', messageId);
    const proposal = message?.proposal ?? null;
    return message && message.deleted_at === null && proposal ? { ...message, proposal } : null;
  }

  /** Notes how a drafted prompt stands now; to be called with every row of one that is written. */
  note({ id, author_id, proposal, deleted_at }: MessageRow): void {
    this.#sql.exec('DELETE FROM proposal_source WHERE message_id = ?', id);
    this.#sql.exec('DELETE FROM proposal_writing WHERE message_id = ?', id);
    if (!proposal || deleted_at !== null) return;
    if (proposal.status === 'writing') {
      const insert = 'INSERT INTO proposal_writing (message_id, user_id) VALUES (?, ?)';
      this.#sql.exec(insert, id, author_id);
    }
    if (proposal.status === 'used') return;
    for (const { message_id, taken_out_by } of proposal.sources) {
      if (taken_out_by !== null) continue;
      const insert = 'INSERT INTO proposal_source (source_id, message_id) VALUES (?, ?)';
      this.#sql.exec(insert, message_id, id);
    }
  }

  /** The drafted prompts that can still change and have that message in them. */
  madeFrom(sourceId: string): ProposalMessage[] {
    return this.#sql
      .exec<{
        message_id: string;
      }>('SELECT message_id FROM proposal_source WHERE source_id = ?', sourceId)
      .toArray()
      .flatMap(({ message_id }) => this.get(message_id) ?? []);
  }

  /** Ids of the messages whose prompts are being written. */
  writing(): string[] {
    return this.#sql
      .exec<{ message_id: string }>('SELECT message_id FROM proposal_writing')
      .toArray()
      .map(({ message_id }) => message_id);
  }

  /** How many of a person's prompts are being written. */
  writingOf(userId: string): number {
    const query = 'SELECT count(*) FROM proposal_writing WHERE user_id = ?';
    return numberOf(this.#sql, query, userId);
  }
}

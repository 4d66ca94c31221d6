import type { Gate, GateRoom } from '../../domain/prediction-gate/gate.ts';
import type { Service } from '../../domain/prediction-gate/service.ts';

/** What the gate keeps beside its rooms. */
type Marks = {
  service: Service;
  /** How long each model worked on its latest images, in milliseconds, the newest last. */
  times: Record<string, number[]>;
  /** Rooms that believe the account to be refused or throttled. */
  told: string[];
};

/** The gate's own SQLite. Every method is synchronous. */
export class GateStore {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS room (chat_id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    `);
  }

  /** The gate as it was left. */
  load(): Gate {
    const rows = this.#sql.exec<{ chat_id: string; body: string }>('SELECT * FROM room').toArray();
    const rooms = rows.map(({ chat_id, body }): [string, GateRoom] => [chat_id, JSON.parse(body)]);
    return { rooms: new Map(rooms), service: this.mark('service') ?? { status: 'available' } };
  }

  /** Keeps a room, or forgets it where there is nothing to keep. */
  putRoom(chatId: string, room: GateRoom | null): void {
    if (!room) this.#sql.exec('DELETE FROM room WHERE chat_id = ?', chatId);
    else {
      const body = JSON.stringify(room);
      this.#sql.exec('INSERT OR REPLACE INTO room (chat_id, body) VALUES (?, ?)', chatId, body);
    }
  }

  mark<K extends keyof Marks>(name: K): Marks[K] | null {
    const [kept] = this.#sql
      .exec<{ body: string }>('SELECT body FROM mark WHERE name = ?', name)
      .toArray();
    return kept ? JSON.parse(kept.body) : null;
  }

  putMark<K extends keyof Marks>(name: K, value: Marks[K]): void {
    const body = JSON.stringify(value);
    this.#sql.exec('INSERT OR REPLACE INTO mark (name, body) VALUES (?, ?)', name, body);
  }
}

/**
 * Makes the tables of a room's own SQLite where they are not there yet. Records are kept in the order
 * in which they came, so that a new one goes to the end: by their ids, which are random, each would
 * land on another page, and that alone cost more than all else that a message needs.
 */
export function makeTables(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS record (
      seq INTEGER PRIMARY KEY, rev INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
      body TEXT NOT NULL
    );
    CREATE UNIQUE INDEX IF NOT EXISTS record_id ON record (id, kind);
    CREATE INDEX IF NOT EXISTS record_rev ON record (rev);
    CREATE INDEX IF NOT EXISTS record_image ON record (seq) WHERE kind = 'image';
    CREATE INDEX IF NOT EXISTS record_parent ON record (body ->> 'parent_id') WHERE kind = 'image';
    CREATE INDEX IF NOT EXISTS record_predicted ON record (body ->> 'model')
      WHERE kind = 'image' AND body ->> 'predict_ms' IS NOT NULL;
    CREATE INDEX IF NOT EXISTS record_member ON record (seq) WHERE kind = 'member';
    CREATE INDEX IF NOT EXISTS record_entry ON record (seq) WHERE kind = 'entry';
    CREATE INDEX IF NOT EXISTS record_chat ON record (seq) WHERE kind = 'chat';
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
    CREATE TABLE IF NOT EXISTS visitor (
      user_id TEXT PRIMARY KEY, read_rev INTEGER, projected_read_rev INTEGER, last_seen_at INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS visitor_read ON visitor (user_id)
      WHERE read_rev IS NOT projected_read_rev;
    CREATE TABLE IF NOT EXISTS removal (image_id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS webhook (id TEXT PRIMARY KEY, came_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS deletion (
      key TEXT PRIMARY KEY, ended_at INTEGER
    ) WITHOUT ROWID;
  `);
  takeOverRows(sql);
}

/** Rooms from before version 2 of the protocol kept their records in a table of another shape. */
function takeOverRows(sql: SqlStorage): void {
  if (numberOf(sql, `SELECT count(*) FROM sqlite_master WHERE name = 'row'`) === 0) return;
  sql.exec(`
    INSERT OR IGNORE INTO record (seq, rev, kind, id, body)
      SELECT seq, rev, kind, id, body FROM row ORDER BY seq;
    DROP TABLE row;
  `);
}

/** The number that a query gives, 0 where it gives none. */
export function numberOf(sql: SqlStorage, query: string, ...bindings: (string | number)[]): number {
  const row = sql
    .exec(query, ...bindings)
    .raw()
    .next();
  return row.done ? 0 : Number(row.value[0] ?? 0);
}

/** Makes the tables of a room's own SQLite where they are not there yet. */
export function makeTables(sql: SqlStorage): void {
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
    CREATE TABLE IF NOT EXISTS visitor (
      user_id TEXT PRIMARY KEY, read_rev INTEGER, projected_read_rev INTEGER, last_seen_at INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS visitor_read ON visitor (user_id)
      WHERE read_rev IS NOT projected_read_rev;
    CREATE TABLE IF NOT EXISTS removal (image_id TEXT PRIMARY KEY) WITHOUT ROWID;
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

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

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
  CREATE TABLE IF NOT EXISTS webhook_counts (
    prediction_id TEXT NOT NULL, event TEXT NOT NULL, status INTEGER NOT NULL,
    count INTEGER NOT NULL, last_at TEXT NOT NULL, PRIMARY KEY (prediction_id, event, status)
  );
  CREATE TABLE IF NOT EXISTS file_hashes (
    prediction_id TEXT NOT NULL, picture INTEGER NOT NULL, sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL, PRIMARY KEY (prediction_id, picture)
  );
  CREATE TABLE IF NOT EXISTS looks (
    prediction_id TEXT NOT NULL, picture INTEGER NOT NULL, look BLOB NOT NULL,
    PRIMARY KEY (prediction_id, picture)
  );
  CREATE TABLE IF NOT EXISTS faults (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, point TEXT NOT NULL, rule TEXT NOT NULL,
    times_left INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS sources (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS uploads (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

/**
 * Opens the one database of a simulator, with every table that it needs.
 * @param dir made if it is not there
 * @throws when it cannot be written
 */
export function openDatabase(dir: string): DatabaseSync {
  mkdirSync(dir, { recursive: true });
  const db = new DatabaseSync(join(dir, 'simulator.sqlite'));
  db.exec(SCHEMA);
  return db;
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** How long Replicate keeps a file; milliseconds. */
const KEPT_MS = 24 * 3_600_000;
/** Replicate lists a hundred a page. */
const PAGE = 100;

/** What is written down about a file that a caller has put here. */
export interface Upload {
  id: string;
  name: string;
  content_type: string;
  /** Bytes. */
  size: number;
  sha256: string;
  md5: string;
  metadata: Record<string, unknown>;
  /** Milliseconds since 1970. */
  created_at: number;
}

/** Files of callers, on disk: what they are in the database, their bytes beside it. */
export class Uploads {
  readonly #db: DatabaseSync;
  readonly #dir: string;
  readonly #now: () => number;

  /** @param stateDir made if it is not there */
  constructor(db: DatabaseSync, stateDir: string, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#dir = join(stateDir, 'uploads');
    mkdirSync(this.#dir, { recursive: true });
  }

  /** Keeps a file, for a day. */
  add(file: Pick<Upload, 'name' | 'content_type' | 'metadata'>, bytes: Uint8Array): Upload {
    this.#forgetOld();
    const upload: Upload = {
      id: Buffer.from(randomUUID()).toString('base64url'),
      ...file,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      md5: createHash('md5').update(bytes).digest('hex'),
      created_at: this.#now(),
    };
    // The bytes first: a kill in between leaves a file that nobody knows, not a name without bytes.
    writeFileSync(join(this.#dir, upload.id), bytes);
    const sql = 'INSERT INTO uploads (id, record) VALUES (?, ?)';
    this.#db.prepare(sql).run(upload.id, JSON.stringify(upload));
    return upload;
  }

  find(id: string): Upload | undefined {
    const row = this.#db.prepare('SELECT record FROM uploads WHERE id = ?').get(id);
    const upload = row && readUpload(row);
    return upload && this.#now() < expiryOf(upload) ? upload : undefined;
  }

  /** The newest, at most a page of them. */
  list(): Upload[] {
    const sql = 'SELECT record FROM uploads ORDER BY seq DESC LIMIT ?';
    const now = this.#now();
    return this.#db
      .prepare(sql)
      .all(PAGE)
      .map(readUpload)
      .filter((upload) => now < expiryOf(upload));
  }

  bytes({ id }: Upload): Uint8Array<ArrayBuffer> {
    return new Uint8Array(readFileSync(join(this.#dir, id)));
  }

  remove({ id }: Upload): void {
    this.#db.prepare('DELETE FROM uploads WHERE id = ?').run(id);
    rmSync(join(this.#dir, id), { force: true });
  }

  #forgetOld(): void {
    const rows = this.#db.prepare('SELECT record FROM uploads').all();
    for (const upload of rows.map(readUpload)) {
      if (this.#now() >= expiryOf(upload)) this.remove(upload);
    }
  }
}

/** When a file is no longer there; milliseconds since 1970. */
export function expiryOf({ created_at }: Upload): number {
  return created_at + KEPT_MS;
}

function readUpload(row: Record<string, unknown>): Upload {
  const upload: unknown = JSON.parse(String(row['record']));
  if (!isUpload(upload)) throw new Error('a stored file cannot be read');
  return upload;
}

/** Only this class writes the column, so the two fields that matter most are proof enough. */
function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'id' in value && 'sha256' in value;
}

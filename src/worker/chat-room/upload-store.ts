import { nanoid } from 'nanoid';
import type { StoredImage } from '../../domain/image-job/job.ts';
import { idLength } from '../../protocol/ids.ts';

/** An image that somebody brought in and that is in the store. */
export type Upload = StoredImage & { user_id: string };

/** An upload with what became of it: the image that shows it, once there is one. */
export type KeptUpload = Upload & { id: string; created_at: number; image_id: string | null };

/** For how long an upload can be used: less than the week after which a sweep removes its object. */
export const uploadKeptMs = 5 * 24 * 60 * 60_000;

/** What people brought into the room, in its own SQLite, until they use it. Every method is synchronous. */
export class UploadStore {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS upload (
        id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, image_id TEXT, body TEXT NOT NULL
      ) WITHOUT ROWID;
    `);
  }

  /** Notes an upload. @returns the id by which it is used */
  add(upload: Upload, now: number): string {
    this.#sql.exec('DELETE FROM upload WHERE created_at < ?', now - uploadKeptMs);
    const id = nanoid(idLength);
    this.#sql.exec(
      'INSERT INTO upload (id, created_at, body) VALUES (?, ?, ?)',
      id,
      now,
      JSON.stringify(upload),
    );
    return id;
  }

  /** A person's own upload of that id; `null` for any other, and for one of long ago. */
  find(id: string, userId: string, now: number): KeptUpload | null {
    const [row] = this.#sql
      .exec<{
        created_at: number;
        image_id: string | null;
        body: string;
      }>('SELECT created_at, image_id, body FROM upload WHERE id = ?', id)
      .toArray();
    if (!row || row.created_at < now - uploadKeptMs) return null;
    const upload: Upload = JSON.parse(row.body);
    const { created_at, image_id } = row;
    return upload.user_id === userId ? { ...upload, id, created_at, image_id } : null;
  }

  /** Notes the image that shows an upload. */
  shown(id: string, imageId: string): void {
    this.#sql.exec('UPDATE upload SET image_id = ? WHERE id = ?', imageId, id);
  }
}

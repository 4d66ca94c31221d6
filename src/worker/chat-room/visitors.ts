/** How far a person has read, as D1 is to know it. */
export type ReadMark = { user_id: string; read_rev: number };

/** What the room keeps of each person beside the rows: nobody else is told, so it has no `rev`. */
export class Visitors {
  #sql: SqlStorage;
  /** Whether D1 may lack something: asked at every commit, so not of the database. */
  #isBehind: boolean;
  /** In the order in which they were here; read when it is first asked for. */
  #lastSeen: Map<string, number> | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#isBehind = this.unprojectedReads(1).length > 0;
  }

  /** Up to which revision a person has seen the chat; `null` for never. */
  readRev(userId: string): number | null {
    const [kept] = this.#sql
      .exec<{ read_rev: number | null }>('SELECT read_rev FROM visitor WHERE user_id = ?', userId)
      .toArray();
    return kept?.read_rev ?? null;
  }

  /** Notes how far a person has seen; never takes it back. @returns whether that was news */
  markRead(userId: string, rev: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `INSERT INTO visitor (user_id, read_rev) VALUES (?1, ?2)
       ON CONFLICT (user_id) DO UPDATE SET read_rev = ?2 WHERE coalesce(read_rev, -1) < ?2`,
      userId,
      rev,
    );
    if (rowsWritten === 0) return false;
    this.#isBehind = true;
    return true;
  }

  /** What D1 does not know yet of how far people have read. */
  unprojectedReads(limit: number): ReadMark[] {
    return this.#sql
      .exec<ReadMark>(
        'SELECT user_id, read_rev FROM visitor WHERE read_rev IS NOT projected_read_rev LIMIT ?',
        limit,
      )
      .toArray();
  }

  /** Whether D1 lacks some of them. */
  get hasUnprojectedReads(): boolean {
    return this.#isBehind;
  }

  markProjected(reads: ReadMark[]): void {
    for (const { user_id, read_rev } of reads) {
      this.#sql.exec(
        'UPDATE visitor SET projected_read_rev = ? WHERE user_id = ?',
        read_rev,
        user_id,
      );
    }
    this.#isBehind = this.unprojectedReads(1).length > 0;
  }

  /** Notes that these people were here. @param now milliseconds since 1970 */
  markSeen(userIds: string[], now: number): void {
    for (const userId of userIds) {
      this.#lastSeen?.delete(userId);
      this.#lastSeen?.set(userId, now);
      this.#sql.exec(
        `INSERT INTO visitor (user_id, last_seen_at) VALUES (?1, ?2)
         ON CONFLICT (user_id) DO UPDATE SET last_seen_at = ?2`,
        userId,
        now,
      );
    }
  }

  /** When the people who are not among these were last here, the latest of them, latest last. */
  lastSeen(here: ReadonlySet<string>, limit: number): { user_id: string; last_seen_at: number }[] {
    this.#lastSeen ??= this.#readLastSeen();
    return [...this.#lastSeen]
      .filter(([userId]) => !here.has(userId))
      .slice(-limit)
      .map(([user_id, last_seen_at]) => ({ user_id, last_seen_at }));
  }

  #readLastSeen(): Map<string, number> {
    const rows = this.#sql
      .exec<{ user_id: string; at: number }>(
        `SELECT user_id, last_seen_at AS at FROM visitor WHERE last_seen_at IS NOT NULL
         ORDER BY last_seen_at`,
      )
      .toArray();
    return new Map(rows.map(({ user_id, at }) => [user_id, at]));
  }
}

import { and, count, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from './database.ts';
import { sweep, sweepFinding } from './schema.ts';

export type Sweep = typeof sweep.$inferSelect;
export type SweepFinding = Pick<typeof sweepFinding.$inferSelect, 'kind' | 'key' | 'bytes'>;

/** What one step adds to a sweep's counts. */
export type SweepCounts = Pick<Sweep, 'objects' | 'rows' | 'removed' | 'removed_bytes'>;

/** The sweep that was begun last, or `null`. */
export async function findLatestSweep(db: Database): Promise<Sweep | null> {
  const [latest] = await db.select().from(sweep).orderBy(desc(sweep.id)).limit(1);
  return latest ?? null;
}

/** Begins a sweep. */
export async function addSweep(db: Database, now: number): Promise<Sweep> {
  const [added] = await db.insert(sweep).values({ started_at: now, phase: 'running' }).returning();
  if (!added) throw new Error('D1 gave no sweep back');
  return added;
}

/** What sweeps found and the latest of them still saw, of both kinds, the latest first. */
export async function listFindings(db: Database, limit: number) {
  return db.select().from(sweepFinding).orderBy(desc(sweepFinding.found_at)).limit(limit);
}

/** How many objects are known to have no row, and rows to have no object. */
export async function countFindings(db: Database) {
  const kinds = await db
    .select({ kind: sweepFinding.kind, count: count() })
    .from(sweepFinding)
    .groupBy(sweepFinding.kind);
  const of = (wanted: SweepFinding['kind']) =>
    kinds.find(({ kind }) => kind === wanted)?.count ?? 0;
  return { objects_without_row: of('object'), rows_without_object: of('row') };
}

/**
 * Paths of the images that are there for somebody, and of the masks that they were made with, after
 * that of a chat's, in their order; each once, though several images may share it. Read along the
 * chats, so that no more is looked at than the chats that they belong to.
 */
export async function imagePathsAfter(
  db: Database,
  { chatId, path }: { chatId: string; path: string },
  limit: number,
): Promise<string[]> {
  const those = (url: SQL, kept: SQL) => sql`
    SELECT i.chat_id AS chat_id, ${url} AS url FROM image i LEFT JOIN chat c ON c.id = i.chat_id
    WHERE i.chat_id >= ${chatId} AND (i.chat_id > ${chatId} OR ${url} > ${path})
      AND ${kept} AND i.deleted_at IS NULL AND c.deleted_at IS NULL`;
  const images = those(sql`i.url`, sql`i.status = 'completed'`);
  const ofMask = sql`('/chats/' || i.chat_id || '/images/' || i.mask_sha256)`;
  const masks = those(ofMask, sql`i.mask_sha256 IS NOT NULL`);
  const rows = await db.all<{ url: string }>(
    sql`${images} UNION ${masks} ORDER BY chat_id, url LIMIT ${limit}`,
  );
  return rows.map(({ url }) => url);
}

/**
 * Notes one step of a sweep with what it found, unless somebody else did the same step meanwhile.
 *
 * @param cursor where the next step begins; `null` where the sweep is done. What no step of it saw
 *   is then forgotten
 */
export async function saveStep(
  db: Database,
  before: Sweep,
  step: { cursor: string | null; counts: SweepCounts; found: SweepFinding[]; now: number },
): Promise<void> {
  const { cursor, counts, found, now } = step;
  const isDone = cursor === null;
  const { id } = before;
  await db.batch([
    db
      .insert(sweepFinding)
      .select(
        sql`SELECT value ->> 'kind', value ->> 'key', value ->> 'bytes', ${now}, ${id}
          FROM json_each(${JSON.stringify(found)}) WHERE true`,
      )
      .onConflictDoUpdate({
        target: [sweepFinding.kind, sweepFinding.key],
        set: { sweep_id: id },
      }),
    db
      .update(sweep)
      .set({
        cursor,
        phase: isDone ? 'done' : 'running',
        finished_at: isDone ? now : null,
        objects: sql`${sweep.objects} + ${counts.objects}`,
        rows: sql`${sweep.rows} + ${counts.rows}`,
        removed: sql`${sweep.removed} + ${counts.removed}`,
        removed_bytes: sql`${sweep.removed_bytes} + ${counts.removed_bytes}`,
      })
      .where(
        and(eq(sweep.id, id), eq(sweep.phase, 'running'), sql`${sweep.cursor} IS ${before.cursor}`),
      ),
    db
      .delete(sweepFinding)
      .where(
        and(
          sql`${sweepFinding.sweep_id} < ${id}`,
          sql`EXISTS (SELECT 1 FROM ${sweep} WHERE id = ${id} AND phase = 'done')`,
        ),
      ),
  ]);
}

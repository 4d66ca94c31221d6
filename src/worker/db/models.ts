import { inArray, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { model } from './schema.ts';

/** A model as it was read, with when that was; `document` is JSON. */
export type ModelRecord = typeof model.$inferSelect;

/** Those of these models that were read before. @param ids at most a hundred */
export async function findModels(db: Database, ids: readonly string[]): Promise<ModelRecord[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(model)
    .where(inArray(model.id, [...ids]));
}

/** Keeps what was read of models, in the place of what was read before. */
export async function keepModels(db: Database, records: readonly ModelRecord[]): Promise<void> {
  const [first, ...others] = records.map((record) =>
    db
      .insert(model)
      .values(record)
      .onConflictDoUpdate({
        target: model.id,
        set: {
          name: sql`excluded.name`,
          description: sql`excluded.description`,
          by: sql`excluded.by`,
          document: sql`excluded.document`,
          fetched_at: sql`excluded.fetched_at`,
        },
      }),
  );
  if (first) await db.batch([first, ...others]);
}

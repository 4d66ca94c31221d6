import { eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { user } from './schema.ts';

/** Gives a person another name. */
export async function renamePerson(db: Database, userId: string, name: string, now: number) {
  await db
    .update(user)
    .set({ name, updatedAt: new Date(now) })
    .where(eq(user.id, userId));
}

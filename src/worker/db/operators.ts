import { eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { operator } from './schema.ts';

/** Whether a person is one of those who run the server. */
export async function isOperator(db: Database, userId: string): Promise<boolean> {
  const found = await db
    .select({ since: operator.since })
    .from(operator)
    .where(eq(operator.user_id, userId));
  return found.length > 0;
}

/** Makes a person an operator; a second time changes nothing. */
export async function addOperator(db: Database, userId: string, now: number): Promise<void> {
  await db.insert(operator).values({ user_id: userId, since: now }).onConflictDoNothing();
}

/** From now on this person is an operator no more. */
export async function removeOperator(db: Database, userId: string): Promise<void> {
  await db.delete(operator).where(eq(operator.user_id, userId));
}

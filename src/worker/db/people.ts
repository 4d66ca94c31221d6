import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { chat, membership, user } from './schema.ts';

/** Gives a person another name. */
export async function renamePerson(db: Database, userId: string, name: string, now: number) {
  await db
    .update(user)
    .set({ name, updatedAt: new Date(now) })
    .where(eq(user.id, userId));
}

/** Everybody in the chats of a person, that person too, by name. */
export async function peopleAround(
  db: Database,
  userId: string,
): Promise<{ id: string; name: string }[]> {
  const mine = db
    .select({ id: membership.chat_id })
    .from(membership)
    .innerJoin(chat, and(eq(chat.id, membership.chat_id), isNull(chat.deleted_at)))
    .where(eq(membership.user_id, userId));
  return db
    .selectDistinct({ id: user.id, name: user.name })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.user_id))
    .where(inArray(membership.chat_id, mine))
    .orderBy(sql`${user.name} COLLATE NOCASE, ${user.id}`);
}

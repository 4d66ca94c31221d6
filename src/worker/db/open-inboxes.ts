import { eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { membership, openInbox } from './schema.ts';

/** Notes whether a person has an inbox open somewhere. */
export async function saveInboxOpen(
  db: Database,
  userId: string,
  isOpen: boolean,
  now: number,
): Promise<void> {
  if (isOpen) {
    await db.insert(openInbox).values({ user_id: userId, since: now }).onConflictDoNothing();
  } else {
    await db.delete(openInbox).where(eq(openInbox.user_id, userId));
  }
}

/** Ids of the members of a chat who have an inbox open somewhere. */
export async function membersWithOpenInbox(db: Database, chatId: string): Promise<string[]> {
  const rows = await db
    .select({ id: membership.user_id })
    .from(membership)
    .innerJoin(openInbox, eq(openInbox.user_id, membership.user_id))
    .where(eq(membership.chat_id, chatId));
  return rows.map(({ id }) => id);
}

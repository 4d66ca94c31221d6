import { and, eq, isNull, max, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { chat, membership, message } from './schema.ts';

/** A chat as D1 knows it. */
export type Chat = { id: string; name: string; owner_id: string };

/** Writes a new chat with its creator as its first member. */
export async function createChat(
  db: Database,
  made: { id: string; name: string; userId: string; now: number },
): Promise<void> {
  await db.batch([
    db.insert(chat).values({
      id: made.id,
      name: made.name,
      created_by: made.userId,
      created_at: made.now,
      updated_at: made.now,
    }),
    db.insert(membership).values({ chat_id: made.id, user_id: made.userId, joined_at: made.now }),
  ]);
}

/** The chat of that id, whoever asks; `null` where there is none. */
export async function findChat(db: Database, chatId: string): Promise<Chat | null> {
  const [found] = await db
    .select({ id: chat.id, name: chat.name, owner_id: chat.created_by })
    .from(chat)
    .where(and(eq(chat.id, chatId), isNull(chat.deleted_at)));
  return found ?? null;
}

/** The chat of that id, where this person is a member of it; else `null`. */
export async function findMyChat(
  db: Database,
  chatId: string,
  userId: string,
): Promise<Chat | null> {
  const [found] = await db
    .select({ id: chat.id, name: chat.name, owner_id: chat.created_by })
    .from(membership)
    .innerJoin(chat, eq(chat.id, membership.chat_id))
    .where(
      and(eq(membership.user_id, userId), eq(membership.chat_id, chatId), isNull(chat.deleted_at)),
    );
  return found ?? null;
}

/**
 * Makes a person a member of a chat; a second time changes nothing. What was said before does not
 * count as unread.
 */
export async function addMember(
  db: Database,
  chatId: string,
  userId: string,
  now: number,
): Promise<void> {
  const lastSeq = db
    .select({ seq: max(message.seq) })
    .from(message)
    .where(eq(message.chat_id, chatId));
  await db
    .insert(membership)
    .values({ chat_id: chatId, user_id: userId, joined_at: now, read_rev: sql`(${lastSeq})` })
    .onConflictDoNothing();
}

/** Gives a chat another name. */
export async function renameChat(
  db: Database,
  chatId: string,
  name: string,
  now: number,
): Promise<void> {
  await db.update(chat).set({ name, updated_at: now }).where(eq(chat.id, chatId));
}

/**
 * Notes up to which revision members have seen a chat. Never takes anything back.
 *
 * @param readRevs any number of them, each person once
 */
export async function saveReadRevs(
  db: Database,
  chatId: string,
  readRevs: { user_id: string; read_rev: number }[],
): Promise<void> {
  if (readRevs.length === 0) return;
  await db.run(sql`
    UPDATE membership SET read_rev = given.read_rev
    FROM (
      SELECT value ->> 'user_id' AS user_id, value ->> 'read_rev' AS read_rev
      FROM json_each(${JSON.stringify(readRevs)})
    ) AS given
    WHERE membership.user_id = given.user_id AND membership.chat_id = ${chatId}
      AND coalesce(membership.read_rev, -1) < given.read_rev`);
}

/** From now on nobody reaches the chat; what is in it goes with `purgeChat`. */
export async function markChatDeleted(db: Database, chatId: string, now: number): Promise<void> {
  await db
    .update(chat)
    .set({ deleted_at: now })
    .where(and(eq(chat.id, chatId), isNull(chat.deleted_at)));
}

/** A chat of this owner, even one that is marked as deleted but not yet gone; else `null`. */
export async function findOwnChat(
  db: Database,
  chatId: string,
  userId: string,
): Promise<Chat | null> {
  const [found] = await db
    .select({ id: chat.id, name: chat.name, owner_id: chat.created_by })
    .from(chat)
    .where(and(eq(chat.id, chatId), eq(chat.created_by, userId)));
  return found ?? null;
}

/** Ids of all chats of a person. */
export async function chatIdsOf(db: Database, userId: string): Promise<string[]> {
  const rows = await db
    .select({ id: membership.chat_id })
    .from(membership)
    .where(eq(membership.user_id, userId));
  return rows.map(({ id }) => id);
}

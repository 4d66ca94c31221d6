import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { ChatSummary } from '../../protocol/http.ts';
import type { Database } from './database.ts';
import { chat, image, membership, message, user } from './schema.ts';

/** A chat as D1 knows it. */
export type Chat = { id: string; name: string };

/** Chats in the list of mine, at the most. */
const mostChats = 200;

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
    .select({ id: chat.id, name: chat.name })
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
    .select({ id: chat.id, name: chat.name })
    .from(membership)
    .innerJoin(chat, eq(chat.id, membership.chat_id))
    .where(
      and(eq(membership.user_id, userId), eq(membership.chat_id, chatId), isNull(chat.deleted_at)),
    );
  return found ?? null;
}

/** Makes a person a member of a chat; a second time changes nothing. */
export async function addMember(
  db: Database,
  chatId: string,
  userId: string,
  now: number,
): Promise<void> {
  await db
    .insert(membership)
    .values({ chat_id: chatId, user_id: userId, joined_at: now })
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

/** Ids of all chats of a person. */
export async function chatIdsOf(db: Database, userId: string): Promise<string[]> {
  const rows = await db
    .select({ id: membership.chat_id })
    .from(membership)
    .where(eq(membership.user_id, userId));
  return rows.map(({ id }) => id);
}

/** The chats of a person, the most recently active first, each with its latest line and image. */
export async function listMyChats(db: Database, userId: string): Promise<ChatSummary[]> {
  const lastMessage = db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.chat_id, chat.id), isNull(message.deleted_at)))
    .orderBy(desc(message.seq))
    .limit(1);
  const lastImage = db
    .select({ url: image.url })
    .from(image)
    .where(and(eq(image.chat_id, chat.id), eq(image.status, 'completed'), isNull(image.deleted_at)))
    .orderBy(desc(image.created_at))
    .limit(1);
  const activeAt = sql<number>`coalesce(${message.created_at}, ${chat.created_at})`;
  const rows = await db
    .select({
      id: chat.id,
      name: chat.name,
      active_at: activeAt,
      text: message.text,
      prompt: image.prompt,
      last_author: user.name,
      last_image_url: sql<string | null>`(${lastImage})`,
    })
    .from(membership)
    .innerJoin(chat, eq(chat.id, membership.chat_id))
    .leftJoin(message, eq(message.id, sql`(${lastMessage})`))
    .leftJoin(image, eq(image.id, message.image_id))
    .leftJoin(user, eq(user.id, message.author_id))
    .where(and(eq(membership.user_id, userId), isNull(chat.deleted_at)))
    .orderBy(desc(activeAt))
    .limit(mostChats);
  return rows.map(({ text, prompt, ...row }) => ({ ...row, last_text: prompt ?? text }));
}

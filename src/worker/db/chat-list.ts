import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { ChatSummary } from '../../protocol/http.ts';
import { limits } from '../../protocol/limits.ts';
import type { Database } from './database.ts';
import { chat, image, membership, message, user } from './schema.ts';
import { smallestUrl } from './smallest-url.ts';

/** Chats in the list of mine, at the most. */
const mostChats = 200;

/** What others said in the chat since its member last looked. */
const isNews = (userId: string) => sql`
  m.chat_id = ${membership.chat_id} AND m.seq > coalesce(${membership.read_rev}, -1)
  AND m.author_id <> ${userId} AND m.deleted_at IS NULL`;

const unreadOf = (userId: string) => sql<number>`(
  SELECT count(*) FROM (
    SELECT 1 FROM message m WHERE ${isNews(userId)} LIMIT ${sql.raw(String(limits.unreadCount))}
  ))`;

/** Each of the three has an index of just the rows that it looks through. */
const forMeOf = (userId: string) => sql<number>`(
  EXISTS (
    SELECT 1 FROM message m, json_each(m.mentions) mention
    WHERE ${isNews(userId)} AND m.mentions <> '[]' AND mention.value ->> 'user_id' = ${userId}
  ) OR EXISTS (
    SELECT 1 FROM message m CROSS JOIN message answered
    WHERE ${isNews(userId)} AND m.reply_to IS NOT NULL
      AND answered.id = m.reply_to AND answered.author_id = ${userId}
  ) OR EXISTS (
    SELECT 1 FROM image i
    WHERE i.chat_id = ${membership.chat_id} AND i.requested_by = ${userId}
      AND i.status = 'completed' AND i.kind <> 'upload' AND i.rev > coalesce(${membership.read_rev}, -1)
      AND i.deleted_at IS NULL
  ))`;

/** A prompt that is being drafted has no words yet. */
const saysSomething = sql`(${message.text} <> '' OR ${message.image_id} IS NOT NULL)`;

/**
 * The chats of a person, the most recently active first, each with its latest line and image and
 * with what is new in it.
 */
export async function listMyChats(db: Database, userId: string): Promise<ChatSummary[]> {
  const lastMessage = db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.chat_id, chat.id), isNull(message.deleted_at), saysSomething))
    .orderBy(desc(message.seq))
    .limit(1);
  const lastImage = db
    .select({ url: smallestUrl })
    .from(image)
    .where(and(eq(image.chat_id, chat.id), eq(image.status, 'completed'), isNull(image.deleted_at)))
    .orderBy(desc(image.created_at))
    .limit(1);
  const activeAt = sql<number>`coalesce(${message.created_at}, ${chat.created_at})`;
  const rows = await db
    .select({
      id: chat.id,
      name: chat.name,
      owner_id: chat.created_by,
      active_at: activeAt,
      text: message.text,
      prompt: image.prompt,
      last_author: user.name,
      last_image_url: sql<string | null>`(${lastImage})`,
      unread: unreadOf(userId),
      for_me: forMeOf(userId),
    })
    .from(membership)
    .innerJoin(chat, eq(chat.id, membership.chat_id))
    .leftJoin(message, eq(message.id, sql`(${lastMessage})`))
    .leftJoin(image, eq(image.id, message.image_id))
    .leftJoin(user, eq(user.id, message.author_id))
    .where(and(eq(membership.user_id, userId), isNull(chat.deleted_at)))
    .orderBy(desc(activeAt))
    .limit(mostChats);
  return rows.map(({ text, prompt, owner_id, for_me, ...row }) => ({
    ...row,
    last_text: prompt ?? text,
    for_me: for_me === 1,
    is_owner: owner_id === userId,
  }));
}

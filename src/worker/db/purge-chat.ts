import { and, eq, inArray } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { chatImagesPrefix } from '../images/image-key.ts';
import { deleteAll, type ImageStore } from '../images/image-store.ts';
import type { Database } from './database.ts';
import { chat, image, membership, message, searchEntry } from './schema.ts';

/** Rows that one statement deletes, so that none runs into D1's limits. */
const chunk = 1_000;

/** What a chat has in D1, but for its own row; the search goes first, so that nothing is found. */
const parts: { table: SQLiteTable; key: SQLiteColumn; chatId: SQLiteColumn }[] = [
  { table: searchEntry, key: searchEntry.id, chatId: searchEntry.chat_id },
  { table: message, key: message.id, chatId: message.chat_id },
  { table: image, key: image.id, chatId: image.chat_id },
  { table: membership, key: membership.user_id, chatId: membership.chat_id },
];

/**
 * Deletes everything that a chat has in D1 and in the image store; its own row last, so that a purge
 * that was cut off is known and can be repeated. Idempotent. Throws where either fails.
 */
export async function purgeChat(
  { db, images }: { db: Database; images: ImageStore },
  chatId: string,
): Promise<void> {
  await deleteAll(images, chatImagesPrefix(chatId));
  for (const part of parts) {
    while (await deleteSome(db, part, chatId));
  }
  await db.delete(chat).where(eq(chat.id, chatId));
}

/** Whether there may be more of it. */
async function deleteSome(
  db: Database,
  { table, key, chatId: column }: (typeof parts)[number],
  chatId: string,
): Promise<boolean> {
  const some = db.select({ key }).from(table).where(eq(column, chatId)).limit(chunk);
  const { meta } = await db
    .delete(table)
    .where(and(eq(column, chatId), inArray(key, some)))
    .run();
  return meta.changes > 0;
}

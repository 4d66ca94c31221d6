import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { chat, image, membership, user } from './schema.ts';

/** The chat that an image is in, whoever asks; `null` where there is no such image. */
export async function chatIdOfImage(db: Database, imageId: string): Promise<string | null> {
  const [found] = await db
    .select({ chat_id: image.chat_id })
    .from(image)
    .where(eq(image.id, imageId));
  return found?.chat_id ?? null;
}

/** Whether there is such an image, in a chat that this person is a member of. */
export async function isImageOfMine(
  db: Database,
  imageId: string,
  userId: string,
): Promise<boolean> {
  const found = await db
    .select({ id: image.id })
    .from(image)
    .innerJoin(
      membership,
      and(eq(membership.user_id, userId), eq(membership.chat_id, image.chat_id)),
    )
    .innerJoin(chat, and(eq(chat.id, image.chat_id), isNull(chat.deleted_at)))
    .where(and(eq(image.id, imageId), isNull(image.deleted_at)));
  return found.length > 0;
}

/** A stored image with how it was made: `options` and `additions` are JSON, `author` the name of whoever asked. */
export type MadeImage = Awaited<ReturnType<typeof madeImages>>[number];

/**
 * Those of the images that are stored and in that chat, in no order.
 *
 * @param ids any number of them
 */
export async function madeImages(db: Database, chatId: string, ids: readonly string[]) {
  const asked = sql`SELECT value FROM json_each(${JSON.stringify(ids)})`;
  return db
    .select({
      id: image.id,
      url: image.url,
      content_type: image.content_type,
      bytes: image.bytes,
      prompt: image.prompt,
      negative_prompt: image.negative_prompt,
      additions: image.additions,
      composed_prompt: image.composed_prompt,
      composed_negative_prompt: image.composed_negative_prompt,
      model: image.model,
      seed: image.seed,
      shape: image.shape,
      options: image.options,
      kind: image.kind,
      width: image.width,
      height: image.height,
      created_at: image.created_at,
      author: user.name,
    })
    .from(image)
    .leftJoin(user, eq(user.id, image.requested_by))
    .where(
      and(
        eq(image.chat_id, chatId),
        eq(image.status, 'completed'),
        isNull(image.deleted_at),
        sql`${image.id} IN (${asked})`,
      ),
    );
}

import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { tagsSchema } from '../../protocol/entries.ts';
import type { KeptPrompt } from '../../protocol/http.ts';
import { limits } from '../../protocol/limits.ts';
import type { Database } from './database.ts';
import { chat, image, keptPrompt, membership } from './schema.ts';
import { smallestUrl } from './smallest-url.ts';

/** What a person writes of what they keep. */
export type KeptFields = Pick<KeptPrompt, 'name' | 'text' | 'negative_prompt' | 'tags'>;

/** All that a person keeps of a kind, the newest first. */
export async function keptPromptsOf(
  db: Database,
  userId: string,
  kind: KeptPrompt['kind'],
): Promise<KeptPrompt[]> {
  const rows = await selectKept(db, userId)
    .where(and(eq(keptPrompt.user_id, userId), eq(keptPrompt.kind, kind)))
    .orderBy(desc(keptPrompt.created_at), desc(keptPrompt.id));
  return rows.map(ofRow);
}

/** One that this person keeps; `null` where there is none, or where it is somebody else's. */
export async function findKeptPrompt(
  db: Database,
  userId: string,
  id: string,
): Promise<KeptPrompt | null> {
  const [row] = await selectKept(db, userId).where(
    and(eq(keptPrompt.id, id), eq(keptPrompt.user_id, userId)),
  );
  return row ? ofRow(row) : null;
}

/** Keeps one. @returns whether there was room for it, among the `limits.keptPrompts` of a person */
export async function addKeptPrompt(
  db: Database,
  userId: string,
  made: Pick<KeptPrompt, 'id' | 'kind' | 'image_id' | 'created_at'> & KeptFields,
): Promise<boolean> {
  const kept = db.select({ kept: count() }).from(keptPrompt).where(eq(keptPrompt.user_id, userId));
  // Counted and written at once, so that two at a time do not become one too many.
  const { meta } = await db.run(sql`
    INSERT INTO kept_prompt
      (id, user_id, kind, name, text, negative_prompt, tags, image_id, created_at, updated_at)
    SELECT ${made.id}, ${userId}, ${made.kind}, ${made.name}, ${made.text},
      ${made.negative_prompt}, ${JSON.stringify(made.tags)}, ${made.image_id},
      ${made.created_at}, ${made.created_at}
    WHERE (${kept}) < ${limits.keptPrompts}`);
  return meta.changes > 0;
}

/** Gives one that this person keeps other words. */
export async function changeKeptPrompt(
  db: Database,
  userId: string,
  id: string,
  { name, text, negative_prompt, tags }: KeptFields,
  now: number,
): Promise<void> {
  await db
    .update(keptPrompt)
    .set({ name, text, negative_prompt, tags: JSON.stringify(tags), updated_at: now })
    .where(and(eq(keptPrompt.id, id), eq(keptPrompt.user_id, userId)));
}

/** @returns whether there was one, and it was this person's */
export async function deleteKeptPrompt(db: Database, userId: string, id: string): Promise<boolean> {
  const { meta } = await db
    .delete(keptPrompt)
    .where(and(eq(keptPrompt.id, id), eq(keptPrompt.user_id, userId)))
    .run();
  return meta.changes > 0;
}

/** With the image that it was kept from, for as long as this person may see that. */
function selectKept(db: Database, userId: string) {
  return db
    .select({
      id: keptPrompt.id,
      kind: keptPrompt.kind,
      name: keptPrompt.name,
      text: keptPrompt.text,
      negative_prompt: keptPrompt.negative_prompt,
      tags: keptPrompt.tags,
      image_id: sql<string | null>`CASE WHEN ${chat.id} IS NULL THEN NULL ELSE ${image.id} END`,
      image_url: sql<string | null>`CASE WHEN ${chat.id} IS NULL THEN NULL ELSE ${smallestUrl} END`,
      created_at: keptPrompt.created_at,
      updated_at: keptPrompt.updated_at,
    })
    .from(keptPrompt)
    .leftJoin(image, and(eq(image.id, keptPrompt.image_id), isNull(image.deleted_at)))
    .leftJoin(
      membership,
      and(eq(membership.user_id, userId), eq(membership.chat_id, image.chat_id)),
    )
    .leftJoin(chat, and(eq(chat.id, membership.chat_id), isNull(chat.deleted_at)));
}

function ofRow({ tags, ...row }: Omit<KeptPrompt, 'tags'> & { tags: string }): KeptPrompt {
  return { ...row, tags: tagsSchema.parse(JSON.parse(tags)) };
}

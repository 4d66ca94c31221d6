import { eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { image } from './schema.ts';

/** The chat that an image is in, whoever asks; `null` where there is no such image. */
export async function chatIdOfImage(db: Database, imageId: string): Promise<string | null> {
  const [found] = await db
    .select({ chat_id: image.chat_id })
    .from(image)
    .where(eq(image.id, imageId));
  return found?.chat_id ?? null;
}

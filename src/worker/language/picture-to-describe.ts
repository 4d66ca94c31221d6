import type { LanguagePicture } from '../../domain/language/language-task.ts';
import { imageKey, thumbnailKey } from '../images/image-key.ts';
import { readObject } from '../images/image-store.ts';
import { conversionOf, readSource } from '../images/sources/read-source.ts';
import type { Storage } from '../images/store-image.ts';

/**
 * An image of a chat, as a language model is to look at it: its thumbnail, which says enough and costs
 * little, else the image itself. `done` gives back the memory, to be called when the model has it.
 * Throws where the store fails, or no memory is free in time.
 *
 * @param name as `imageKey` takes it
 * @returns `null` where the image is gone
 */
export async function pictureToDescribe(
  storage: Storage,
  name: string,
  signal: AbortSignal,
): Promise<{ picture: LanguagePicture; done: () => void } | null> {
  const key = imageKey(storage.chatId, name);
  const small = thumbnailKey(key);
  const thumbnail = await storage.store.head(small);
  const bytes = thumbnail && (await readObject(storage.store, small));
  if (bytes) return { picture: { bytes, contentType: thumbnail.contentType }, done: () => {} };
  const facts = await storage.store.head(key);
  if (!facts) return null;
  const as = conversionOf(facts.contentType, []);
  const read = await readSource(storage, { sha256: name, as }, signal);
  return read.ok ? { picture: read, done: read.done } : null;
}

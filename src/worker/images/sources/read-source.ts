import { convertImage } from '../convert-image.ts';
import { imageKey } from '../image-key.ts';
import { readObject } from '../image-store.ts';
import type { Storage } from '../store-image.ts';
import { fileMemory, mostFileMemory } from '../upload-body.ts';
import type { Source } from './source-address.ts';

/** An image's bytes; `done` gives back the memory, to be called when they are not needed any more. */
export type SourceBytes = {
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string;
  done: () => void;
};

/**
 * Types that models do not open, or of which they would take one picture out of many. The others are
 * given as they are, unless a model says that it takes none of them.
 */
const seldomTaken = ['image/avif', 'image/gif'];

/**
 * The type to convert an image to before it is given to a model.
 *
 * @param types those that the model says it takes; empty where it says nothing
 * @returns `null` where it can be given as it is
 */
export function conversionOf(contentType: string, types: readonly string[]): Source['as'] {
  const isNamed = types.length === 0 || types.includes(contentType);
  return isNamed && !seldomTaken.includes(contentType) ? null : 'image/png';
}

/**
 * Reads an image of a chat, in the type that is asked for. Where that cannot be made it comes as it
 * is. Throws where the store fails, or no memory is free in time.
 *
 * @returns `null` where the image is not there
 */
export async function readSource(
  { store, images, chatId }: Storage,
  { sha256, as }: Pick<Source, 'sha256' | 'as'>,
  signal: AbortSignal,
): Promise<SourceBytes | null> {
  const key = imageKey(chatId, sha256);
  const facts = await store.head(key);
  if (!facts) return null;
  // Its bytes, and what is made of them to be sent.
  const done = await fileMemory.take(Math.min(3 * facts.size, mostFileMemory), signal);
  try {
    const bytes = await readObject(store, key);
    if (!bytes) {
      done();
      return null;
    }
    const converted = as === null ? null : await convertImage(images, bytes, as);
    return converted
      ? { bytes: converted, contentType: 'image/png', done }
      : { bytes, contentType: facts.contentType, done };
  } catch (error) {
    done();
    throw error;
  }
}

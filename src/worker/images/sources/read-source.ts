import { convertImage } from '../convert-image.ts';
import { imageKey } from '../image-key.ts';
import { readObject } from '../image-store.ts';
import type { Storage } from '../store-image.ts';
import { fileMemory, mostFileMemory } from '../upload-body.ts';
import { invertedMask } from './invert-mask.ts';
import type { Source } from './source-address.ts';

/**
 * An image's bytes, or why there are none: `unusable` is one that cannot be given as it has to be.
 * `done` gives back the memory, to be called when they are not needed any more.
 */
export type SourceBytes =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; contentType: string; done: () => void }
  | { ok: false; reason: 'gone' | 'unusable' };

/**
 * Types that models do not open, or of which they would take one picture out of many. The others are
 * given as they are, unless a model says that it takes none of them.
 */
const seldomTaken = ['image/avif', 'image/gif'];

/**
 * What an image is to be made before it is given to a model.
 *
 * @param types those that the model says it takes; empty where it says nothing
 * @returns `null` where it can be given as it is
 */
export function conversionOf(contentType: string, types: readonly string[]): Source['as'] {
  const isNamed = types.length === 0 || types.includes(contentType);
  return isNamed && !seldomTaken.includes(contentType) ? null : 'png';
}

/**
 * Reads an image of a chat, as it is to be given. A PNG that cannot be made of it comes as it is.
 * Throws where the store fails, or no memory is free in time.
 */
export async function readSource(
  { store, images, chatId }: Storage,
  { sha256, as }: Pick<Source, 'sha256' | 'as'>,
  signal: AbortSignal,
): Promise<SourceBytes> {
  const key = imageKey(chatId, sha256);
  const facts = await store.head(key);
  if (!facts) return { ok: false, reason: 'gone' };
  // Its bytes, and what is made of them to be sent; of a mask every pixel.
  const wanted = as === 'inverted' ? mostFileMemory : Math.min(3 * facts.size, mostFileMemory);
  const free = await fileMemory.take(wanted, signal);
  let done = free;
  try {
    const bytes = await readObject(store, key);
    if (!bytes) return { ok: false, reason: 'gone' };
    const made = await madeOf(bytes, facts.contentType, as, images);
    if (!made) return { ok: false, reason: 'unusable' };
    done = () => {};
    return { ok: true, ...made, done: free };
  } finally {
    done();
  }
}

type Made = { bytes: Uint8Array<ArrayBuffer>; contentType: string };

/** What is given of an image; `null` where that cannot be made. */
async function madeOf(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  as: Source['as'],
  images: Storage['images'],
): Promise<Made | null> {
  const asPng = (png: Uint8Array<ArrayBuffer> | null) =>
    png && { bytes: png, contentType: 'image/png' };
  if (as === 'inverted') {
    const inverted = invertedMask(bytes);
    if (inverted) return asPng(inverted);
    // Of another format, or a PNG of a kind that is not read here.
    const png = await convertImage(images, bytes, 'image/png');
    return asPng(png && invertedMask(png));
  }
  const png = as === null ? null : await convertImage(images, bytes, 'image/png');
  return asPng(png) ?? { bytes, contentType };
}

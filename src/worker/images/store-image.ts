import type { StoredImage } from '../../domain/image-job/job.ts';
import { log } from '../log.ts';
import type { ImageFormat } from './image-format.ts';
import { imageKey, imagePath, thumbnailKey, thumbnailPath } from './image-key.ts';
import type { ImageObject, ImageStore } from './image-store.ts';
import { makeThumbnail } from './thumbnail.ts';

/** Where an image goes: `images` makes thumbnails, where there is such a binding. */
export type Storage = { store: ImageStore; images: ImagesBinding | undefined; chatId: string };

/**
 * Stores an image with its thumbnail, under what its bytes are. Says that it is stored only after
 * the store itself said that the object is there, whole.
 *
 * @returns `null` where the store failed
 */
export async function storeImage(
  storage: Storage,
  bytes: Uint8Array<ArrayBuffer>,
  { contentType, width, height }: Pick<ImageFormat, 'contentType' | 'width' | 'height'>,
): Promise<StoredImage | null> {
  const sha256 = await sha256Of(bytes);
  const key = imageKey(storage.chatId, sha256);
  const [isThere, thumbnail] = await Promise.all([
    put(storage.store, key, { bytes, contentType, sha256 }),
    keepThumbnail(storage, sha256, bytes),
  ]);
  if (!isThere) return null;
  const facts = { content_type: contentType, bytes: bytes.byteLength, sha256, width, height };
  return { ...facts, ...thumbnail };
}

/** Whether the object is now there, whole. */
async function put(store: ImageStore, key: string, object: ImageObject): Promise<boolean> {
  try {
    await store.put(key, object);
    return (await store.head(key))?.size === object.bytes.byteLength;
  } catch (error) {
    log({ event: 'store_failed', error });
    return false;
  }
}

/** Never throws: without a thumbnail the image itself stands in. */
async function keepThumbnail(
  { store, images, chatId }: Storage,
  sha256: string,
  image: Uint8Array<ArrayBuffer>,
): Promise<Pick<StoredImage, 'thumbnail_url' | 'placeholder'>> {
  if (!images) return { thumbnail_url: null, placeholder: null };
  try {
    const { bytes, placeholder } = await makeThumbnail(images, image);
    const object = { bytes, contentType: 'image/webp', sha256: await sha256Of(bytes) };
    const isKept = await put(store, thumbnailKey(imageKey(chatId, sha256)), object);
    const path = thumbnailPath(imagePath(chatId, sha256));
    return { thumbnail_url: isKept ? path : null, placeholder };
  } catch (error) {
    log({ event: 'thumbnail_failed', chat_id: chatId, error });
    return { thumbnail_url: null, placeholder: null };
  }
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

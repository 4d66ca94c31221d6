import type { StoredImage, StoreFailure } from '../../domain/image-job/job.ts';
import { fetchOutput } from './fetch-output.ts';
import { imageFormat } from './image-format.ts';
import { storeImage, type Storage } from './store-image.ts';

export type Stored = { ok: true; image: StoredImage } | { ok: false; reason: StoreFailure };

/**
 * Fetches an output, checks that it is an image we keep, and stores it with its thumbnail. Says that
 * it is stored only after the store itself said that the object is there, whole.
 */
export async function storeOutput(storage: Storage, url: string): Promise<Stored> {
  const fetched = await fetchOutput(url);
  if (!fetched.ok) return fetched;
  try {
    const format = imageFormat(fetched.bytes);
    if (!format) return { ok: false, reason: 'not_an_image' };
    // Where nobody said how long it would be, the connection may have broken.
    if (!format.isWhole)
      return { ok: false, reason: fetched.isWhole ? 'not_an_image' : 'unreachable' };
    const image = await storeImage(storage, fetched.bytes, format);
    return image ? { ok: true, image } : { ok: false, reason: 'storage' };
  } finally {
    fetched.done();
  }
}

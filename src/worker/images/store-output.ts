import type { StoredImage, StoreFailure } from '../../domain/image-job/job.ts';
import { fetchOutput } from './fetch-output.ts';
import { imageFormat } from './image-format.ts';
import type { ImageStore } from './image-store.ts';

export type Stored = { ok: true; image: StoredImage } | { ok: false; reason: StoreFailure };

/**
 * Fetches an output, checks that it is an image we keep, and stores it. Says that it is stored only
 * after the store itself said that the object is there, whole.
 */
export async function storeOutput(store: ImageStore, key: string, url: string): Promise<Stored> {
  const fetched = await fetchOutput(url);
  if (!fetched.ok) return fetched;
  const { bytes } = fetched;
  const format = imageFormat(bytes);
  if (!format) return { ok: false, reason: 'not_an_image' };
  const { contentType, width, height } = format;
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
  try {
    await store.put(key, { bytes, contentType, sha256 });
    if ((await store.size(key)) !== bytes.byteLength) return { ok: false, reason: 'storage' };
  } catch {
    return { ok: false, reason: 'storage' };
  }
  const image = { content_type: contentType, bytes: bytes.byteLength, sha256, width, height };
  return { ok: true, image };
}

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

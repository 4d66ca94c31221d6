import { env } from 'cloudflare:workers';
import { inject } from 'vitest';
import type { ImageStore } from '../../../src/worker/images/image-store.ts';
import { r2ImageStore } from '../../../src/worker/images/r2-image-store.ts';
import { s3ImageStore } from '../../../src/worker/images/s3-image-store.ts';
import type { S3Settings } from '../../../src/worker/settings.ts';

/** How to reach the S3 server beside the tests; its key and secret are always these. */
export const s3Settings = (): S3Settings => ({
  endpoint: inject('s3'),
  bucket: 'pictures',
  region: 'us-east-1',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
});

/** Every kind of store that there is. */
export const imageStores: [name: string, make: () => ImageStore][] = [
  ['R2', () => r2ImageStore(env.IMAGES_BUCKET)],
  ['S3', () => s3ImageStore(s3Settings())],
];

/** An object to keep, with whichever bytes. */
export async function objectOf(text: string, contentType = 'image/png') {
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { bytes, contentType, sha256 };
}

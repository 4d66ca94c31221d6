import { readSettings, type SettingsEnv } from '../settings.ts';
import type { ImageStore } from './image-store.ts';
import { r2ImageStore } from './r2-image-store.ts';
import { s3ImageStore } from './s3-image-store.ts';

/**
 * Where this server keeps its images: an S3 server where the settings name one, else R2. Throws
 * where the settings are broken, since another store would be the wrong one.
 */
export function imageStoreOf(env: SettingsEnv & { IMAGES_BUCKET: R2Bucket }): ImageStore {
  const read = readSettings(env);
  if (!read.ok) throw new Error(read.problem);
  const { s3 } = read.settings;
  return s3 ? s3ImageStore(s3) : r2ImageStore(env.IMAGES_BUCKET);
}

import { imageKey } from '../images/image-key.ts';
import type { RequestContext } from './request-context.ts';
import type { Upload } from './upload-store.ts';

/**
 * Notes an image that a member brought in, and that was put into the store since `begunAt`.
 *
 * @param now milliseconds since 1970, as is `begunAt`
 * @returns its id; `null` where the same bytes were deleted meanwhile, with another image: they have
 *   to be stored anew
 */
export function noteUpload(
  upload: Upload,
  begunAt: number,
  { store, jobs, uploads }: Pick<RequestContext, 'store' | 'jobs' | 'uploads'>,
  now: number,
): string | null {
  const chat = store.chat();
  // In a room that nobody opened yet nothing was deleted.
  const isGone = chat && jobs.wasDeletedSince(imageKey(chat.id, upload.sha256), begunAt);
  return isGone ? null : uploads.add(upload, now);
}

import { nanoid } from 'nanoid';
import { idLength } from '../../protocol/ids.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import { imageKey, imagePath } from '../images/image-key.ts';
import { newImageRow } from './image-row.ts';
import { writeMessage } from './message-requests.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';
import type { KeptUpload } from './upload-store.ts';

/** Uploads that can be used now; or why one of them cannot. */
type FoundUploads = { ok: true; uploads: KeptUpload[] } | (Answer & { ok: false });

/** Finds a person's uploads. One whose bytes were deleted since, with another image, has to come again. */
export function findUploads(ids: readonly string[], context: RequestContext): FoundUploads {
  const { uploads, jobs, store, userId, now } = context;
  const found: KeptUpload[] = [];
  for (const id of ids) {
    const upload = uploads.find(id, userId, now);
    const key = upload && imageKey(store.chatId, upload.sha256);
    if (!upload || !key || jobs.wasDeletedSince(key, upload.created_at)) {
      return refused('not_found', 'That picture is not here any more. Add it once more.');
    }
    found.push(upload);
  }
  return { ok: true, uploads: found };
}

/**
 * Shows an upload in the conversation, as a message with an image that is complete from the start.
 *
 * @returns the message, with the id of its image
 */
export function showUpload(
  upload: KeptUpload,
  message: Pick<MessageRow, 'client_id'> & Partial<MessageRow>,
  context: RequestContext,
): { message: MessageRow; imageId: string } {
  const { store, uploads, commit, now } = context;
  const imageId = nanoid(idLength);
  const written = writeMessage({ ...message, image_id: imageId }, context);
  // Asked for before under the same `client_id`.
  if (written.image_id !== imageId) {
    return { message: written, imageId: written.image_id ?? imageId };
  }
  const { id, user_id, created_at: _uploaded, image_id: _shown, ...stored } = upload;
  const row = store.put(
    'image',
    newImageRow({
      id: imageId,
      chat_id: store.chatId,
      message_id: written.id,
      requested_by: user_id,
      ...stored,
      kind: 'upload',
      status: 'completed',
      url: imagePath(store.chatId, stored.sha256),
      created_at: now,
      completed_at: now,
    }),
  );
  commit.change({ kind: 'image', row });
  uploads.shown(id, imageId);
  return { message: written, imageId };
}

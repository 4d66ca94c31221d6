import type { Sources } from '../../domain/models/image-spec.ts';
import type { ImageRequest } from '../../protocol/client-message.ts';
import { findUploads } from './show-upload.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';
import type { KeptUpload } from './upload-store.ts';

/**
 * What a request starts from. `fresh` are uploads that no image shows yet: their ids stand among
 * `ids` until they are shown.
 */
export type FoundSources = { ok: true; sources: Sources; fresh: KeptUpload[] };

/** Finds the images, uploads and mask that a request names; or says which of them is not there. */
export function findSources(
  { images, mask }: ImageRequest,
  context: RequestContext,
): FoundSources | (Answer & { ok: false }) {
  const { store } = context;
  const ids: string[] = [];
  const fresh: KeptUpload[] = [];
  let size: Sources['size'] = null;
  for (const source of images) {
    let imageId: string | null;
    if ('upload_id' in source) {
      const found = findUploads([source.upload_id], context);
      if (!found.ok) return found;
      const [upload] = found.uploads;
      imageId = upload?.image_id ?? null;
      if (upload && imageId === null) {
        if (!ids.includes(upload.id)) fresh.push(upload);
        ids.push(upload.id);
        size ??= { width: upload.width, height: upload.height };
        continue;
      }
    } else imageId = source.image_id;
    const row = imageId === null ? null : store.get('image', imageId);
    if (row?.status !== 'completed' || row.deleted_at !== null) {
      const words = 'A picture to start from is not there (any more). Choose another one.';
      return refused('not_found', words);
    }
    ids.push(row.id);
    size ??= { width: row.width, height: row.height };
  }
  const masked = findMask(mask, context);
  if ('error' in masked) return masked;
  return { ok: true, sources: { ids, size, mask_sha256: masked.sha256 }, fresh };
}

/** The mask of an image that was made with one, or one that was uploaded. */
function findMask(
  id: string | null,
  context: RequestContext,
): { sha256: string | null } | (Answer & { ok: false }) {
  if (id === null) return { sha256: null };
  const row = context.store.get('image', id);
  if (row && row.deleted_at === null) {
    return row.mask_sha256 === null
      ? refused('not_found', 'That picture was made without a mask. Paint one.')
      : { sha256: row.mask_sha256 };
  }
  const found = findUploads([id], context);
  return found.ok ? { sha256: found.uploads[0]?.sha256 ?? null } : found;
}

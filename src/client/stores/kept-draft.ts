import { draftOf, parseDraft, type Draft, type DraftImage } from '../state/draft.ts';
import { placed } from '../state/draft-images.ts';
import type { UploadPlace } from '../state/transfer.ts';
import { mostUploads } from '../state/upload-check.ts';
import { keep, readKept } from './browser-storage.ts';

/** What was written in a chat and not sent; `null` where nothing ever was. */
export function keptDraft(chatId: string): Draft | null {
  const kept = readKept('local', keyOf(chatId));
  return kept === null ? null : parseDraft(kept);
}

/** Keeps what is written in a chat for the next visit; forgets it for `null`. */
export function keepDraft(chatId: string, draft: Draft | null): void {
  keep('local', keyOf(chatId), draft && JSON.stringify(draftOf(draft)));
}

/** An upload has arrived in a chat that was left meanwhile. @param later before which of the others it stands */
export function addToKeptDraft(
  chatId: string,
  place: UploadPlace,
  image: DraftImage,
  later: ReadonlySet<string>,
): void {
  const left = keptDraft(chatId) ?? parseDraft(null);
  const field = place === 'message' ? 'attachments' : 'images';
  const pictures = placed(left[field], image, later).slice(0, mostUploads(place));
  keepDraft(chatId, { ...left, [field]: pictures });
}

function keyOf(chatId: string): string {
  return `darkroom:draft:${chatId}`;
}

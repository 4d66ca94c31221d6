import { isFollowUp } from '../../protocol/follow-up.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { DraftParent } from '../state/draft.ts';
import { followedImage } from '../state/follow-up-draft.ts';
import { clearLeftOut, takeAsNew } from './draft-additions.ts';
import type { Stores } from './stores.ts';

/**
 * The image that words such as "same but at night" go on from: that of the message which is answered,
 * or else the latest one that is done. An enlarged one has the words of what it was made from; one that
 * was brought has none, so it serves only a model that starts from images.
 */
export function lastImage({ chat, draft }: Stores, model: Model | undefined): ImageRow | null {
  const startsFrom = model !== undefined && model.use !== 'upscale' && model.images.max > 0;
  const fits = (image: ImageRow | null): image is ImageRow =>
    image?.status === 'completed' && image.url !== null && (image.kind !== 'upload' || startsFrom);
  const answered = answeredImage({ chat, draft });
  if (fits(answered)) return withWords(answered, chat.images);
  for (const { id } of chat.gallery) {
    const image = chat.imageOf(id);
    if (fits(image)) return withWords(image, chat.images);
  }
  return null;
}

/** The image of the message that is answered, where it has one. */
export function answeredImage({ chat, draft }: Pick<Stores, 'chat' | 'draft'>): ImageRow | null {
  const id = draft.reply && chat.messageOf(draft.reply.message_id)?.image_id;
  return id ? chat.imageOf(id) : null;
}

/** What the draft goes on from with this prompt. */
export function followedBy(stores: Stores, prompt: string): ImageRow | null {
  const { chat, draft } = stores;
  return followedImage(draft, prompt, lastImage(stores, draft.modelFor(chat.models)));
}

/** What the next image takes further, as it is shown: what was chosen, or what its words say. */
export function parentsFor(stores: Stores, prompt: string): DraftParent[] {
  const { chat, draft } = stores;
  if (draft.parent) return [draft.parent];
  const followed = followedBy(stores, prompt);
  return followed ? [parentOf(chat, followed, 'follow_up')] : [];
}

/** An image as what the next one takes further. */
export function parentOf(
  chat: Stores['chat'],
  image: ImageRow,
  kind: DraftParent['kind'],
): DraftParent {
  return {
    id: image.id,
    kind,
    thumbnail: image.thumbnail_url ?? image.url ?? '',
    author: chat.nameOf(image.requested_by),
    ...(kind === 'follow_up' && { row: image }),
  };
}

/**
 * Holds on to the image that words go on from, as it is shown beside them: else another that comes
 * meanwhile would take its place unseen.
 */
export function holdFollowed(stores: Stores, prompt: string): void {
  const { chat, draft } = stores;
  const followed = draft.parent === null ? followedBy(stores, prompt) : null;
  if (!followed) return;
  draft.setParent({ ...parentOf(chat, followed, 'follow_up'), by_words: true });
}

/** Settings that went on from an image are in the draft again: that image is, too, where it is here. */
export function followAgain({ chat, draft }: Stores, { kind, parent_id }: ImageSettings): void {
  const image = kind === 'follow_up' && parent_id !== null ? chat.imageOf(parent_id) : null;
  if (image) draft.setParent(parentOf(chat, image, 'follow_up'));
}

/** Nothing is taken further. Words that go on from the last image are a prompt of their own, then. */
export function forgetParent({ draft }: Stores): void {
  if (draft.parent && !isFollowUp(draft.prompt)) draft.setParent(null);
  else takeAsNew(draft);
}

/** Requests were made: what was left out for them is no more, and an answered image has its answer. */
export function endRequest(stores: Stores, requests: readonly ImageSettings[]): void {
  const { chat, draft } = stores;
  clearLeftOut(draft);
  const followed = requests.find(({ kind }) => kind === 'follow_up')?.parent_id ?? null;
  const answered = answeredImage(stores);
  if (answered && withWords(answered, chat.images).id === followed) draft.setReply(null);
}

function withWords(image: ImageRow, images: ReadonlyMap<string, ImageRow>): ImageRow {
  let found = image;
  while (found.prompt === '' && found.kind === 'upscale' && found.parent_id !== null) {
    const parent = images.get(found.parent_id);
    if (!parent || parent.status !== 'completed') return image;
    found = parent;
  }
  return found;
}

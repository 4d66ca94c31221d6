import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { Draft } from './draft.ts';
import { draftImage } from './draft-images.ts';
import { sizeFor } from './draft-size.ts';
import { editModel } from './move-settings.ts';

/** What stays as it stands in the draft: among it whether, and with what, the room's context goes. */
type NotOfEdit =
  | 'mode'
  | 'message'
  | 'attachments'
  | 'reply'
  | 'options'
  | 'before'
  | 'as_new'
  | 'context'
  | 'without';

/**
 * What is asked for when an image is to be changed by words: everything but the words; `null` where
 * the room offers no model for it.
 *
 * @param author who made it, by name
 */
export function editDraft(
  image: ImageRow,
  models: readonly Model[],
  author: string,
): Omit<Draft, NotOfEdit> | null {
  const model = editModel(image, models);
  if (!model) return null;
  const isSized = model.match_shape === null && model.size !== 'none';
  const size = isSized ? sizeFor(model, image) : { width: '', height: '' };
  const thumbnail = image.thumbnail_url ?? image.url ?? '';
  return {
    prompt: '',
    as_is: false,
    negative_prompt: '',
    seed: '',
    count: 1,
    shape: '',
    mask: null,
    model: model.id,
    width: String(size.width),
    height: String(size.height),
    images: [draftImage(image)],
    proposal_id: null,
    parent: { id: image.id, kind: 'edit', thumbnail, author },
    styles: [],
  };
}

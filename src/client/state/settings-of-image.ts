import { wordsOf } from '../../protocol/compose-prompt.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { chosenStylesOf } from './chosen-styles.ts';
import { sizeFor } from './draft-size.ts';

/**
 * The settings with which an image was made, for a model that is still offered; those of an image
 * whose model is not are for the one that the room uses, as far as it takes them.
 */
export function settingsOfImage(image: ImageRow, models: readonly Model[]): ImageSettings {
  const own = models.find(({ id }) => id === image.model);
  const model = own ?? models.find(({ is_default }) => is_default);
  const images = image.images.slice(0, model?.images.max ?? 0);
  return {
    prompt: image.prompt,
    negative_prompt: model?.takes_negative_prompt === false ? '' : image.negative_prompt,
    ...(model && { model: model.id }),
    ...sizeOfImage(image, own, model),
    ...(image.seed !== null && model?.takes_seed !== false && { seed: image.seed }),
    count: 1,
    options: own ? image.options : {},
    images: images.map((image_id) => ({ image_id })),
    mask: image.mask_sha256 !== null && model?.takes_mask && images.length > 0 ? image.id : null,
    parent_id: image.parent_id,
    kind: image.kind === 'upload' ? 'original' : image.kind,
    context: { image_id: image.id },
    without: [],
    styles: [],
    proposal_id: null,
  };
}

/**
 * What is asked for where an image's settings are wanted in a form: its words, those of before among
 * them where it was a follow-up, and the styles that were chosen. The room's context goes with them as
 * it is by then.
 */
export function formSettingsOf(image: ImageRow, models: readonly Model[]): ImageSettings {
  return {
    ...settingsOfImage(image, models),
    prompt: wordsOf(image),
    kind: 'original',
    parent_id: null,
    context: 'room',
    styles: chosenStylesOf(image),
  };
}

/** The size of an image as this model is asked for it. @param own its own model, where that is offered */
export function sizeOfImage(
  image: ImageRow,
  own: Model | undefined,
  model: Model | undefined,
): Pick<ImageSettings, 'width' | 'height' | 'shape'> {
  if (model?.size === 'none') return {};
  if (own && image.shape !== null) {
    const isKnown =
      image.shape === own.match_shape || own.shapes.some(({ ratio }) => ratio === image.shape);
    if (isKnown) return { shape: image.shape };
  }
  const { width, height } = sizeFor(model, image);
  const shape = model?.shapes.find((one) => one.width === width && one.height === height);
  return model?.size === 'shape' && shape ? { shape: shape.ratio } : { width, height };
}

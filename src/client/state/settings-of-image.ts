import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
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
    ...sizeOf(image, own, model),
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

function sizeOf(image: ImageRow, own: Model | undefined, model: Model | undefined) {
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

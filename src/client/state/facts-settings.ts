import { imageSettingsSchema, type ImageSettings } from '../../protocol/image-request.ts';
import type { ImageFacts } from '../../protocol/image-facts.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import { sizeFor } from './draft-size.ts';

/**
 * The settings that a file remembers, for a model that is offered: its own, or else the one that the
 * room uses, as far as that takes them.
 */
export function settingsOfFacts(facts: ImageFacts, models: readonly Model[]): ImageSettings {
  const own = models.find(({ id }) => id === facts.model);
  const model = own ?? models.find(({ is_default }) => is_default);
  const { prompt, negative_prompt, seed } = facts;
  const settings = imageSettingsSchema.parse({
    negative_prompt: model?.takes_negative_prompt === false ? '' : negative_prompt,
    ...(model && { model: model.id }),
    ...sizeOf(facts, model),
    ...(seed !== null && seed <= limits.maxSeed && model?.takes_seed !== false && { seed }),
    options: own ? facts.options : {},
    styles: facts.styles,
  });
  // With the words of before it may be longer than is taken: the field says so, and nothing is cut.
  return { ...settings, prompt };
}

function sizeOf({ shape, width, height }: ImageFacts, model: Model | undefined) {
  if (model?.size === 'none') return {};
  if (shape !== null && model?.shapes.some(({ ratio }) => ratio === shape)) return { shape };
  return width === null || height === null ? {} : sizeFor(model, { width, height });
}

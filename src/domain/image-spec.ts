import type { Refusal } from '../protocol/errors.ts';
import type { ImageSettings } from '../protocol/image-request.ts';
import { limits } from '../protocol/limits.ts';
import { defaultModelId, findModel, models, sizeOn, type ImageSpec } from './models.ts';

/**
 * Makes every choice that a request left open, so that the result can be made again.
 *
 * @param seed the seed for a request without one
 * @returns the spec, or why there is none: an unknown model
 */
export function imageSpec(
  settings: ImageSettings,
  seed: number,
): { ok: true; spec: ImageSpec } | { ok: false; error: Refusal } {
  const model = findModel(settings.model ?? defaultModelId);
  if (!model) {
    const known = models.map(({ id }) => id).join(', ');
    const message = `There is no model "${settings.model}" here. Choose one of: ${known}.`;
    return { ok: false, error: { code: 'unknown_model', message, field: 'model' } };
  }
  if (settings.negative_prompt !== '' && !model.takes_negative_prompt) {
    const message = `${model.name} takes no negative prompt. Leave it empty or choose another model.`;
    return { ok: false, error: { code: 'invalid', message, field: 'negative_prompt' } };
  }
  const { width, height } = sizeOn(
    model,
    settings.width ?? limits.size.default,
    settings.height ?? limits.size.default,
  );
  return {
    ok: true,
    spec: {
      prompt: settings.prompt,
      negative_prompt: settings.negative_prompt,
      width,
      height,
      model: model.id,
      seed: settings.seed ?? seed,
    },
  };
}

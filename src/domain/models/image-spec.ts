import type { Refusal } from '../../protocol/errors.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import { settingsProblems } from '../../protocol/model-settings.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { limits } from '../../protocol/limits.ts';
import { sizeOn, type Pixels } from './size-on.ts';

/** A request with every choice made: what is sent, what is kept, what makes the image again. */
export type ImageSpec = Pick<
  ImageRow,
  | 'prompt'
  | 'negative_prompt'
  | 'additions'
  | 'composed_prompt'
  | 'composed_negative_prompt'
  | 'width'
  | 'height'
  | 'shape'
  | 'model'
  | 'seed'
  | 'options'
  | 'images'
  | 'mask_sha256'
>;

/** What was found for the images that a request starts from. */
export type Sources = {
  /** Ids of images of the room, in the order of the request. */
  ids: string[];
  /** Pixels of the first of them. */
  size: Pixels | null;
  mask_sha256: string | null;
};

export type MadeSpec = { ok: true; spec: ImageSpec } | { ok: false; error: Refusal };

/**
 * Makes every choice that a request left open, so that the result can be made again.
 *
 * @param seed the seed for a request without one, where the model takes any
 * @returns the spec, or why there is none: what the model cannot take, in words
 */
export function imageSpec(
  settings: ImageSettings,
  model: Model,
  sources: Sources,
  seed: number,
): MadeSpec {
  const [problem] = settingsProblems(settings, model);
  if (problem) {
    const { path, message } = problem;
    return { ok: false, error: { code: 'invalid', message, field: path.join('.') } };
  }
  const sized = sizeOn(model, settings, sources.size);
  if (!sized.ok) return sized;
  const chosen = Object.entries(settings.options).filter(([name, value]) => {
    return model.controls.find((control) => control.name === name)?.default !== value;
  });
  const { width, height, shape } = sized;
  return {
    ok: true,
    spec: {
      prompt: settings.prompt,
      negative_prompt: settings.negative_prompt,
      additions: [],
      composed_prompt: null,
      composed_negative_prompt: null,
      width,
      height,
      shape,
      model: model.id,
      seed: model.takes_seed ? (settings.seed ?? seed) : null,
      options: Object.fromEntries(chosen),
      images: sources.ids,
      mask_sha256: sources.mask_sha256,
    },
  };
}

/**
 * The specs of images that are asked for together: the same but for the seed, which goes up by one.
 *
 * @param count how many
 */
export function specsOfSet(spec: ImageSpec, count: number): ImageSpec[] {
  return Array.from({ length: count }, (_, index) => ({
    ...spec,
    seed: spec.seed === null ? null : (spec.seed + index) % (limits.maxSeed + 1),
  }));
}

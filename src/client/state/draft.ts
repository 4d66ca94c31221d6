import * as z from 'zod/mini';
import { imageSettingsSchema, type ImageSettings } from '../../protocol/image-request.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';

const text = z._default(z.string(), '');

/** The message that the next one answers, as it was when that was chosen. */
const replySchema = z.object({
  message_id: z.string(),
  author: z.string(),
  avatar: z.string(),
  text: z.string(),
  image_url: z.nullable(z.string()),
});

export type Reply = z.infer<typeof replySchema>;

const draftSchema = z.object({
  mode: z._default(z.enum(['message', 'image']), 'message'),
  message: text,
  prompt: text,
  negative_prompt: text,
  /** Empty for the model that the room uses. */
  model: text,
  /** As typed, empty for what the model makes by itself. */
  width: text,
  height: text,
  seed: text,
  reply: z._default(z.nullable(replySchema), null),
});

/** What a person has written in a chat and not sent yet. */
export type Draft = z.infer<typeof draftSchema>;

/** The fields of a draft that an image is made of, by which errors are told apart. */
export type DraftErrors = Partial<Record<string, string>>;

/** Reads a kept draft. Anything that cannot be read is as if it had not been written. */
export function parseDraft(kept: string | null): Draft {
  try {
    return draftSchema.parse(JSON.parse(kept ?? '{}'));
  } catch {
    return draftSchema.parse({});
  }
}

/** The model that a draft asks for, or the one that the room uses. */
export function chosenModel(draft: Draft, models: readonly Model[]): Model | undefined {
  return (
    models.find((model) => model.id === draft.model) ??
    models.find((model) => model.is_default) ??
    models[0]
  );
}

/** The size that an image of this model has unless another one is asked for. */
export function defaultSize(model: Model | undefined): { width: number; height: number } {
  const square = model?.shapes.find((shape) => shape.width === shape.height);
  const shape = square ?? model?.shapes[0];
  return shape ? { width: shape.width, height: shape.height } : { width: 512, height: 512 };
}

/** A size that this model takes, as near as it gets to the wanted one. */
export function sizeFor(
  model: Model | undefined,
  { width, height }: { width: number; height: number },
): { width: number; height: number } {
  if (!model) return { width, height };
  const size = imageSettingsSchema.safeParse({ prompt: 'any', width, height });
  if (model.size === 'exact' && size.success) return { width, height };
  const ratio = Math.log(width / height);
  const nearest = model.shapes.toSorted(
    (a, b) =>
      Math.abs(Math.log(a.width / a.height) - ratio) -
      Math.abs(Math.log(b.width / b.height) - ratio),
  )[0];
  return nearest ? { width: nearest.width, height: nearest.height } : { width, height };
}

/**
 * How a size is asked for. A model that has shapes only may make pictures larger than any that can be
 * asked for: then the request names a size of that shape, by which the model's own is found.
 */
export function askedSize(
  model: Model | undefined,
  { width, height }: { width: number; height: number },
): { width: number; height: number } {
  if (model?.size !== 'shape') return { width, height };
  const { min, max, step } = limits.size;
  const scale = max / Math.max(width, height);
  const pixels = (side: number) =>
    Math.min(max, Math.max(min, Math.round((side * scale) / step) * step));
  return { width: pixels(width), height: pixels(height) };
}

/** The settings with which an image was made, for a model that is still offered. */
export function settingsOfImage(image: ImageRow, models: readonly Model[]): ImageSettings {
  const model = models.find(({ id }) => id === image.model) ?? models.find((m) => m.is_default);
  return {
    prompt: image.prompt,
    negative_prompt: model && !model.takes_negative_prompt ? '' : image.negative_prompt,
    ...(model && { model: model.id }),
    ...sizeFor(model, image),
    seed: image.seed,
  };
}

/**
 * What a draft asks for, if it can be asked for.
 *
 * @returns the settings, or one sentence for every field that has to change
 */
export function draftSettings(
  draft: Draft,
  prompt: string,
  model: Model | undefined,
): { ok: true; settings: ImageSettings } | { ok: false; errors: DraftErrors } {
  const fallback = defaultSize(model);
  const size = askedSize(model, {
    width: wholeNumber(draft.width) ?? fallback.width,
    height: wholeNumber(draft.height) ?? fallback.height,
  });
  const parsed = imageSettingsSchema.safeParse({
    prompt,
    negative_prompt: model?.takes_negative_prompt === false ? '' : draft.negative_prompt,
    ...size,
    ...(model && { model: model.id }),
    ...(draft.seed.trim() !== '' && { seed: wholeNumber(draft.seed) }),
  });
  if (parsed.success) return { ok: true, settings: parsed.data };
  const errors: DraftErrors = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? 'prompt');
    errors[field] ??= issue.message;
  }
  return { ok: false, errors };
}

/** A typed number; `undefined` for nothing, not a number for anything else. */
function wholeNumber(typed: string): number | undefined {
  const digits = typed.trim();
  if (digits === '') return undefined;
  return /^-?\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

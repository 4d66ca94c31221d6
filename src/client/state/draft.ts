import * as z from 'zod/mini';
import { idSchema } from '../../protocol/ids.ts';
import { imageSettingsSchema, type ImageSettings } from '../../protocol/image-request.ts';
import { limits } from '../../protocol/limits.ts';
import {
  settingsProblems,
  sideProblems,
  type SettingsProblem,
} from '../../protocol/model-settings.ts';
import type { Model } from '../../protocol/model.ts';
import { optionValueSchema } from '../../protocol/options.ts';
import { imageRowSchema, requestKinds } from '../../protocol/rows.ts';
import { styleSchema } from '../../protocol/style.ts';
import { defaultSize } from './draft-size.ts';
import { askedOption, controlsOf } from './typed-option.ts';

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

/** An image to start from: one of the room, or an upload that nobody has seen yet. */
const draftImageSchema = z.object({
  /** Which of the two `id` is of. */
  from: z.enum(['image', 'upload']),
  id: z.string(),
  /** What is shown of it, and how it is called. */
  thumbnail: z.string(),
  name: z.string(),
  width: z.int(),
  height: z.int(),
  /** Where an upload is in full; one of the room is found by its id. */
  url: z.optional(z.string()),
});

export type DraftImage = z.infer<typeof draftImageSchema>;

/** A painted mask: an upload, and a picture of it to be shown. */
const draftMaskSchema = z.object({ id: z.string(), thumbnail: z.string() });

export type DraftMask = z.infer<typeof draftMaskSchema>;

/** The image that the next one takes further, and how. */
const draftParentSchema = z.object({
  id: z.string(),
  kind: z.enum(requestKinds),
  thumbnail: z.string(),
  author: z.string(),
  /** What a follow-up goes on from, as it was then: it may be further back than what is here. */
  row: z.optional(imageRowSchema),
  /** Whether it was taken because the words say so: with other words it is not. */
  by_words: z.optional(z.boolean()),
});

export type DraftParent = z.infer<typeof draftParentSchema>;

/** What was chosen before a move chose a model for the picture that it takes along. */
const chosenBeforeSchema = z.object({ model: z.string(), width: z.string(), height: z.string() });

const draftSchema = z.object({
  mode: z._default(z.enum(['message', 'image']), 'message'),
  message: text,
  /** Uploads that go with the message. */
  attachments: z._default(z.array(draftImageSchema), []),
  prompt: text,
  /** Whether braces of the prompt are only braces. */
  as_is: z._default(z.boolean(), false),
  negative_prompt: text,
  /** Empty for the model that the room uses. */
  model: text,
  /** As typed, empty for what the model makes by itself. */
  width: text,
  height: text,
  /** The model's word for the shape of the image it starts from, where that is wanted; else empty. */
  shape: text,
  seed: text,
  count: z._default(z.int().check(z.gte(1), z.lte(limits.imagesPerRequest)), 1),
  /** The model's own controls, as typed or chosen; what is as usual is left out. */
  options: z._default(z.record(z.string(), optionValueSchema), {}),
  images: z._default(z.array(draftImageSchema), []),
  mask: z._default(z.nullable(draftMaskSchema), null),
  parent: z._default(z.nullable(draftParentSchema), null),
  before: z._default(z.nullable(chosenBeforeSchema), null),
  reply: z._default(z.nullable(replySchema), null),
  /** Whether words that go on from the last image, such as "same but at night", are a prompt of their own. */
  as_new: z._default(z.boolean(), false),
  /**
   * Whether the room's context goes with the prompt, and what does not go with the next request: ids
   * of entries, and styles of the followed image by `inheritedKey`.
   */
  context: z._default(z.boolean(), true),
  without: z._default(z.array(z.string()), []),
  styles: z._default(z.array(styleSchema), []),
  /** The message whose drafted prompt this is. */
  proposal_id: z._default(z.nullable(z.string()), null),
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

/** What of a draft is kept: all of its fields, and nothing else that an object may have. */
export function draftOf(from: Draft): Draft {
  return draftSchema.parse(from);
}

/** The model that a draft asks for, or the one that the room uses. */
export function chosenModel(draft: Draft, models: readonly Model[]): Model | undefined {
  return (
    models.find((model) => model.id === draft.model) ??
    models.find((model) => model.is_default) ??
    models[0]
  );
}

/** Whether what these pictures make comes from that one: an edit does while it starts from it. */
export function comesFrom({ id, kind }: DraftParent, images: readonly DraftImage[]): boolean {
  return kind !== 'edit' || images.some((image) => image.from === 'image' && image.id === id);
}

/**
 * What a draft asks for, if it can be asked for. What the model does not take is left out; the form
 * does not show it either.
 *
 * @returns the settings, or one sentence for every field that has to change; those of the model's own
 *   controls under `options.<name>`
 */
export function draftSettings(
  draft: Draft,
  prompt: string,
  model: Model | undefined,
): { ok: true; settings: ImageSettings } | { ok: false; errors: DraftErrors } {
  const images = draft.images.slice(0, model?.images.max ?? 0);
  const hasMask = draft.mask !== null && model?.takes_mask === true && images.length > 0;
  const asked: Record<string, unknown> = {
    prompt: model?.prompt === 'none' ? '' : prompt,
    negative_prompt: model?.takes_negative_prompt === false ? '' : draft.negative_prompt,
    ...sizeAsked(draft, model),
    ...(model && { model: model.id, options: optionsFor(draft, model) }),
    ...(draft.seed.trim() !== '' &&
      model?.takes_seed !== false && { seed: wholeNumber(draft.seed) }),
    count: draft.count,
    images: images.map(({ from, id }) => (from === 'image' ? { image_id: id } : { upload_id: id })),
    mask: hasMask ? (draft.mask?.id ?? null) : null,
    ...(draft.parent &&
      comesFrom(draft.parent, images) && { parent_id: draft.parent.id, kind: draft.parent.kind }),
    context: draft.context ? 'room' : 'none',
    without: draft.without.filter((key) => idSchema.safeParse(key).success),
    styles: draft.styles,
    proposal_id: draft.proposal_id,
  };
  const errors: DraftErrors = {};
  const note = (path: readonly PropertyKey[], message: string) => {
    const field = path.length > 0 ? path.map(String).join('.') : 'prompt';
    errors[field] ??= message;
  };
  const parsed = imageSettingsSchema.safeParse(asked);
  // What else has to change is said at once, as if the fields that cannot be read were empty.
  for (const { path, message } of parsed.error?.issues ?? []) {
    note(path, message);
    if (path[0] !== undefined) delete asked[String(path[0])];
  }
  const settings = parsed.data ?? imageSettingsSchema.parse(asked);
  const problems = model
    ? [...settingsProblems(settings, model), ...typedProblems(settings, model)]
    : [];
  for (const { path, message } of problems) note(path, message);
  return Object.keys(errors).length === 0 ? { ok: true, settings } : { ok: false, errors };
}

/** The options that this model has, of those that were chosen for this or another one. */
function optionsFor({ options, images }: Draft, model: Model): Draft['options'] {
  const chosen = controlsOf(model, images.length > 0).flatMap((control) => {
    const kept = options[control.name];
    return kept === undefined ? [] : [[control.name, askedOption(control, kept)] as const];
  });
  return Object.fromEntries(chosen);
}

/** A size that was typed for a model of shapes, where it takes such: else it would make another. */
function typedProblems({ shape, width, height }: ImageSettings, model: Model): SettingsProblem[] {
  if (model.size !== 'shape' || !model.sides || shape !== undefined) return [];
  return [
    ...sideProblems('width', width, model.sides),
    ...sideProblems('height', height, model.sides),
  ];
}

/** The size as it is asked for: by the model's word for a shape where it has one. */
function sizeAsked(draft: Draft, model: Model | undefined) {
  if (model?.size === 'none') return {};
  if (draft.shape !== '' && draft.shape === model?.match_shape && draft.images.length > 0) {
    return { shape: draft.shape };
  }
  const isTyped = draft.width !== '' || draft.height !== '';
  if (!isTyped && model?.match_shape && draft.images.length > 0) return {};
  const usual = defaultSize(model);
  const width = wholeNumber(draft.width) ?? usual.width;
  const height = wholeNumber(draft.height) ?? usual.height;
  const shape = model?.shapes.find((one) => one.width === width && one.height === height);
  return model?.size === 'shape' && shape ? { shape: shape.ratio } : { width, height };
}

/** A typed number; `undefined` for nothing, not a number for anything else. */
function wholeNumber(typed: string): number | undefined {
  const digits = typed.trim();
  if (digits === '') return undefined;
  return /^-?\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

import * as z from 'zod/mini';
import { optionValueSchema } from './options.ts';

/** One of a model's own inputs that people may set, in the model's own words and bounds. */
export const modelControlSchema = z.object({
  /** As the model names it: the key among a request's `options`. */
  name: z.string(),
  title: z.string(),
  description: z.string(),
  type: z.enum(['text', 'integer', 'number', 'switch', 'choice']),
  /** What a picture is made with unless something else is chosen; `null` leaves it to the model. */
  default: z.nullable(optionValueSchema),
  minimum: z.nullable(z.number()),
  maximum: z.nullable(z.number()),
  /** A number is a multiple of this, where there is such a rule. */
  step: z.nullable(z.number()),
  /** Characters of a text at the most. */
  max_length: z.nullable(z.int()),
  /** What a `choice` offers. */
  choices: z.array(z.union([z.string(), z.number()])),
  required: z.boolean(),
});

/** Pixels of a side: from, to, and in which steps. */
const sideRangeSchema = z.object({ min: z.int(), max: z.int(), step: z.int() });

/** A model as the form needs to know it: only what it takes is shown. */
export const modelSchema = z.object({
  /** `owner/name` on Replicate. */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  is_default: z.boolean(),
  /** What it is there for: images from words, changing one by an instruction, enlarging one. */
  use: z.enum(['create', 'edit', 'upscale']),
  /** What one image costs in US dollars, by configuration; `null` where unknown. */
  price: z.nullable(z.number()),
  /** How long it usually works on one, in milliseconds, as measured here; `null` without a measure. */
  usual_ms: z.nullable(z.int()),
  /** Whether it needs words, can do without, or does not take any. */
  prompt: z.enum(['required', 'optional', 'none']),
  takes_negative_prompt: z.boolean(),
  /** Without a seed an image cannot be made again. */
  takes_seed: z.boolean(),
  /**
   * `exact`: width and height as asked. `shape`: one of its shapes; the model decides the pixels.
   * `none`: it decides both.
   */
  size: z.enum(['exact', 'shape', 'none']),
  /** Shapes to offer, with the pixels that an image of that shape has on this model. */
  shapes: z.array(z.object({ ratio: z.string(), width: z.int(), height: z.int() })),
  /** Its word for "the shape of the image that it starts from", where it has one. */
  match_shape: z.nullable(z.string()),
  /** Whether a result always has the shape of the image that it starts from, where it starts from one. */
  follows_image: z.boolean(),
  /** Bounds of a width and a height that are typed; `null` where they cannot be. */
  sides: z.nullable(sideRangeSchema),
  /** Images that it starts from: how many at the most, 0 for none. */
  images: z.object({ max: z.int(), required: z.boolean() }),
  takes_mask: z.boolean(),
  /** The control that says how far a result may go from the image it starts from, if it has one. */
  strength: z.nullable(z.string()),
  /** Everything else that it takes, in its own order. */
  controls: z.array(modelControlSchema),
  /** What it also takes and cannot be set here, and why. */
  unavailable: z.array(z.object({ name: z.string(), title: z.string(), reason: z.string() })),
});

export type Model = z.infer<typeof modelSchema>;
export type ModelControl = z.infer<typeof modelControlSchema>;
export type SideRange = z.infer<typeof sideRangeSchema>;

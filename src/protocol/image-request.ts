import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { limits } from './limits.ts';
import { optionsSchema } from './options.ts';
import { requestKinds } from './rows.ts';
import { styleSchema } from './style.ts';

/** What holds for any model; a model's own bounds are narrower. */
const pixels = (what: string) =>
  z
    .int(`${what} is a whole number of pixels.`)
    .check(
      z.gte(1, `${what} is a whole number of pixels.`),
      z.lte(limits.longestSide, `${what} is ${limits.longestSide} pixels at the most.`),
    );

/** An image to start from: one of the room, or one that was uploaded for this. */
const sourceImageSchema = z.union([
  z.object({ image_id: idSchema }),
  z.object({ upload_id: idSchema }),
]);

/** What a person says of the image they want. What is left out, the room decides. */
export const imageSettingsSchema = z.object({
  /** Empty only for a model that does without. */
  prompt: z._default(
    z
      .string('Describe the picture.')
      .check(
        z.trim(),
        z.maxLength(limits.promptLength, `Keep the prompt to ${limits.promptLength} characters.`),
      ),
    '',
  ),
  negative_prompt: z._default(
    z
      .string()
      .check(
        z.trim(),
        z.maxLength(
          limits.promptLength,
          `Keep what to leave out to ${limits.promptLength} characters.`,
        ),
      ),
    '',
  ),
  width: z.optional(pixels('Width')),
  height: z.optional(pixels('Height')),
  /** One of the model's shapes, in its own word; goes before width and height. */
  shape: z.optional(z.string().check(z.maxLength(limits.optionNameLength))),
  model: z.optional(z.string().check(z.maxLength(200))),
  seed: z.optional(
    z
      .int('Seed is a whole number.')
      .check(
        z.gte(0, `Seed is from 0 to ${limits.maxSeed}.`),
        z.lte(limits.maxSeed, `Seed is from 0 to ${limits.maxSeed}.`),
      ),
  ),
  /** How many images, with seeds in sequence. */
  count: z._default(
    z
      .int('Make a whole number of pictures.')
      .check(
        z.gte(1, `Make 1 to ${limits.imagesPerRequest} pictures at once.`),
        z.lte(limits.imagesPerRequest, `Make 1 to ${limits.imagesPerRequest} pictures at once.`),
      ),
    1,
  ),
  options: z._default(optionsSchema, {}),
  images: z._default(
    z
      .array(sourceImageSchema)
      .check(
        z.maxLength(
          limits.sourceImages,
          `A picture starts from ${limits.sourceImages} others at the most.`,
        ),
      ),
    [],
  ),
  /**
   * A mask for the first of `images`: an upload, or an image that was made with it. White is made
   * anew, black stays.
   */
  mask: z._default(z.nullable(idSchema), null),
  /** The image that this one takes further, and how. */
  parent_id: z._default(z.nullable(idSchema), null),
  kind: z._default(
    z.enum(requestKinds, `A kind is one of: ${requestKinds.join(', ')}.`),
    'original',
  ),
  /**
   * What goes with the prompt: the room's context, nothing, or exactly what went with another image of
   * this room.
   */
  context: z._default(
    z.union([z.enum(['room', 'none']), z.object({ image_id: idSchema })]),
    'room',
  ),
  /** Entries of the room's context that are left out this time. */
  without: z._default(z.array(idSchema).check(z.maxLength(limits.entries)), []),
  styles: z._default(
    z
      .array(styleSchema)
      .check(
        z.maxLength(
          limits.stylesPerRequest,
          `A picture takes ${limits.stylesPerRequest} styles at the most.`,
        ),
      ),
    [],
  ),
  /** The message whose drafted prompt this is. */
  proposal_id: z._default(z.nullable(idSchema), null),
});

export type ImageSettings = z.infer<typeof imageSettingsSchema>;
/** As a client writes them: what has a default may be left out. */
export type ImageSettingsInput = z.input<typeof imageSettingsSchema>;

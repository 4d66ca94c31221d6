import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { limits } from './limits.ts';
import { optionsSchema } from './options.ts';
import { styleSchema } from './style.ts';

const promptSchema = z.string().check(z.maxLength(limits.promptLength));
const composedSchema = z._default(
  z.nullable(z.string().check(z.maxLength(limits.composedPromptLength))),
  null,
);
const pixelsSchema = z.int().check(z.gte(1), z.lte(100_000));

/**
 * How an image was made, as it is written into the files that are downloaded and read out of those
 * that are sent. Of a picture that another program made only some of it is known.
 */
export const imageFactsSchema = z.object({
  /** Which program wrote it; `null` where it was another than this one. */
  app: z.nullable(z.literal('Darkroom')),
  /** As somebody wrote it; of a follow-up with the words that it goes on from. */
  prompt: z.string().check(z.maxLength(limits.composedPromptLength)),
  negative_prompt: promptSchema,
  /** What the model was asked with; `null` where that is what was written, or nobody knows. */
  composed_prompt: composedSchema,
  composed_negative_prompt: composedSchema,
  /** The styles that somebody chose for it. */
  styles: z._default(z.array(styleSchema).check(z.maxLength(limits.stylesPerRequest)), []),
  /** As this server names models; another program's own name for one; '' where unknown. */
  model: z.string().check(z.maxLength(200)),
  seed: z.nullable(z.int().check(z.gte(0))),
  /** Pixels that it was made with; `null` where unknown. */
  width: z.nullable(pixelsSchema),
  height: z.nullable(pixelsSchema),
  /** The model's word for the shape that was asked for, such as `3:2`, where it takes one. */
  shape: z.nullable(z.string().check(z.maxLength(limits.optionNameLength))),
  /** What else the model was told, by the model's own names. */
  options: optionsSchema,
  /** The name of whoever asked for it; '' where unknown. */
  author: z.string().check(z.maxLength(200)),
  /** Milliseconds since 1970; `null` where unknown. */
  created_at: z.nullable(z.int().check(z.nonnegative())),
  image_id: z.nullable(idSchema),
});

export type ImageFacts = z.infer<typeof imageFactsSchema>;

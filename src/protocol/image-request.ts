import * as z from 'zod/mini';
import { limits } from './limits.ts';

const { min, max, step } = limits.size;

const pixels = (what: string) =>
  z
    .int(`${what} is a whole number of pixels.`)
    .check(
      z.gte(min, `${what} is from ${min} to ${max}.`),
      z.lte(max, `${what} is from ${min} to ${max}.`),
      z.multipleOf(step, `${what} goes in steps of ${step}.`),
    );

/** What a person says of the image they want. What is left out, the room decides. */
export const imageSettingsSchema = z.object({
  prompt: z
    .string('Describe the picture.')
    .check(
      z.trim(),
      z.minLength(1, 'Describe the picture.'),
      z.maxLength(limits.promptLength, `Keep the prompt to ${limits.promptLength} characters.`),
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
  model: z.optional(z.string().check(z.maxLength(200))),
  seed: z.optional(
    z
      .int('Seed is a whole number.')
      .check(
        z.gte(0, `Seed is from 0 to ${limits.maxSeed}.`),
        z.lte(limits.maxSeed, `Seed is from 0 to ${limits.maxSeed}.`),
      ),
  ),
});

export type ImageSettings = z.infer<typeof imageSettingsSchema>;

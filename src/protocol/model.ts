import * as z from 'zod/mini';

/** A model as the form needs to know it: only what it takes is shown. */
export const modelSchema = z.object({
  /** `owner/name` on Replicate. */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  is_default: z.boolean(),
  /** `exact`: width and height as asked. `shape`: only their ratio; the model decides the pixels. */
  size: z.enum(['exact', 'shape']),
  takes_negative_prompt: z.boolean(),
  /** Shapes to offer, with the pixels that an image of that shape has on this model. */
  shapes: z.array(z.object({ ratio: z.string(), width: z.int(), height: z.int() })),
});

export type Model = z.infer<typeof modelSchema>;

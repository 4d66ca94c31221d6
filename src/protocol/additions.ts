import * as z from 'zod/mini';
import { idSchema } from './ids.ts';

/** What is added to a typed prompt, in the order in which it is added. */
export const additionKinds = ['earlier', 'character', 'palette', 'style', 'avoid'] as const;

/**
 * One thing that was added to a typed prompt: exactly the words that were. `earlier` are those of the
 * image that a follow-up goes on from, and stand before it.
 */
export const additionSchema = z.object({
  kind: z.enum(additionKinds),
  /** The entry of the room's context that it comes from; `null` for a style that somebody chose. */
  entry_id: z._default(z.nullable(idSchema), null),
  name: z.string(),
  text: z.string(),
  negative_prompt: z._default(z.string(), ''),
});

export type Addition = z.infer<typeof additionSchema>;

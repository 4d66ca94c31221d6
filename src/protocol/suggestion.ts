import * as z from 'zod/mini';
import { refusalSchema } from './errors.ts';
import { clientIdSchema, idSchema } from './ids.ts';
import { limits } from './limits.ts';

/**
 * Asks for words: `expand` makes a short prompt a rich one, `describe` says what a picture shows. Only
 * who asks hears them, as `suggestion`; they change nothing.
 */
export const suggestionRequestSchema = z
  .object({
    type: z.literal('suggestion_request'),
    client_id: clientIdSchema,
    kind: z.enum(['expand', 'describe'], 'A suggestion is one of: expand, describe.'),
    /** What is to be made rich. */
    prompt: z._default(
      z
        .string()
        .check(
          z.trim(),
          z.maxLength(limits.promptLength, `Keep the prompt to ${limits.promptLength} characters.`),
        ),
      '',
    ),
    /** The picture that is to be described, or an upload of one's own. */
    image_id: z._default(z.nullable(idSchema), null),
  })
  .check(
    z.refine(({ kind, prompt }) => kind !== 'expand' || prompt !== '', {
      error: 'Write a few words first.',
      path: ['prompt'],
    }),
    z.refine(({ kind, image_id }) => kind !== 'describe' || image_id !== null, {
      error: 'Choose a picture.',
      path: ['image_id'],
    }),
  );

/** Words that were asked for, as far as they are. Ephemeral. */
export const suggestionSchema = z.object({
  type: z.literal('suggestion'),
  client_id: clientIdSchema,
  text: z.string(),
  is_done: z.boolean(),
  /** Why there are none. */
  error: z.nullable(refusalSchema),
});

import * as z from 'zod/mini';
import { idSchema, userIdSchema } from './ids.ts';
import { limits } from './limits.ts';
import { styleSchema } from './style.ts';

/** `GET /api/prompts`: the prompts of one of my chats, or mine of all of them. */
export const promptsQuerySchema = z.object({
  scope: z.enum(['room', 'mine'], 'A scope is "room" or "mine".'),
  /** Which chat, where it is the prompts of one. */
  chat_id: z.optional(idSchema),
  /** What is searched for, as `GET /api/search` takes it; nothing for all of them. */
  q: z._default(
    z
      .string()
      .check(
        z.trim(),
        z.maxLength(limits.searchLength, `Search for at most ${limits.searchLength} characters.`),
      ),
    '',
  ),
  /** Where the last page ended. */
  cursor: z.optional(z.string()),
});

/**
 * A prompt that somebody asked with in a chat, and what it gave. Asking again with the same words
 * counts to it, and so does what was asked for with much the same words in the same second: such a
 * run comes from one prompt with choices. All of it is counted as far as the page reaches.
 */
export const pastPromptSchema = z.object({
  prompt: z.string(),
  negative_prompt: z.string(),
  /** Styles that were chosen for its latest image. */
  styles: z.array(styleSchema),
  chat_id: idSchema,
  chat_name: z.string(),
  author_id: userIdSchema,
  author_name: z.string(),
  /** Its latest image, and the message that shows it. */
  image_id: idSchema,
  message_id: idSchema,
  /** Different prompts that are counted to it: more than one for a run. */
  prompts: z.int(),
  /** Images that it gave, and paths of small ones: the newest four. */
  pictures: z.int(),
  thumbnails: z.array(z.string()),
  /** How it ended: `completed` where there is a picture, `pending` where one may still come. */
  status: z.enum(['completed', 'pending', 'failed', 'canceled']),
  /** When it was asked with last. */
  created_at: z.int(),
});

/** Prompts, the newest first. `next` is the `cursor` of the next page. */
export const promptsPageSchema = z.object({
  prompts: z.array(pastPromptSchema),
  next: z.nullable(z.string()),
});

export type PromptsQuery = z.infer<typeof promptsQuerySchema>;
export type PastPrompt = z.infer<typeof pastPromptSchema>;
export type PromptsPage = z.infer<typeof promptsPageSchema>;

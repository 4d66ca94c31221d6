import * as z from 'zod/mini';
import { idSchema, userIdSchema } from './ids.ts';
import { limits } from './limits.ts';

/** Milliseconds since 1970, as a query parameter has them. */
const timeParameter = z.pipe(z.coerce.number(), z.int());

/**
 * `GET /api/search`: what is searched for, over all my chats. Words have to stand there all, the last
 * may be a beginning; words in quotation marks stand side by side.
 */
export const searchQuerySchema = z.object({
  q: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Write what to search for.'),
      z.maxLength(limits.searchLength, `Search for at most ${limits.searchLength} characters.`),
    ),
  chat_id: z.optional(idSchema),
  author_id: z.optional(userIdSchema),
  /** `with`: only requests for images. `without`: only messages. */
  image: z.optional(z.enum(['with', 'without'])),
  /** Not before, and before, this time. */
  from: z.optional(timeParameter),
  until: z.optional(timeParameter),
  /** Where the last page ended. */
  cursor: z.optional(z.string()),
});

/** A text in pieces, those that were searched for marked. */
const excerptSchema = z.array(z.object({ text: z.string(), is_hit: z.boolean() }));

export const searchHitSchema = z.object({
  message_id: idSchema,
  chat_id: idSchema,
  chat_name: z.string(),
  author_id: userIdSchema,
  author_name: z.string(),
  created_at: z.int(),
  /** Set where the message asks for an image; `image_url`, of its thumbnail, once it is there. */
  image_id: z.nullable(idSchema),
  image_url: z.nullable(z.string()),
  excerpt: excerptSchema,
});

/** Hits, the newest first. `next` is the `cursor` of the next page. */
export const searchPageSchema = z.object({
  hits: z.array(searchHitSchema),
  next: z.nullable(z.string()),
});

/** `GET /api/people`: whom I share a chat with, to narrow a search down. */
export const peopleSchema = z.object({
  people: z.array(z.object({ id: userIdSchema, name: z.string() })),
});

export type SearchQuery = z.infer<typeof searchQuerySchema>;
export type SearchHit = z.infer<typeof searchHitSchema>;
export type SearchPage = z.infer<typeof searchPageSchema>;

import * as z from 'zod/mini';
import { clientIdSchema, idSchema, userIdSchema } from './ids.ts';
import { limits } from './limits.ts';

/**
 * What a room keeps for its prompts, its context. `style`, `palette` and `avoid` go with every prompt
 * while they are `always`; a `character` goes with those that name it; a `list` is what choices are
 * taken from; a `prompt` is one that the room has kept.
 */
export const entryKinds = ['style', 'palette', 'character', 'avoid', 'list', 'prompt'] as const;

export type EntryKind = (typeof entryKinds)[number];

const nameSchema = z
  .string()
  .check(
    z.trim(),
    z.maxLength(limits.entryNameLength, `Keep the name to ${limits.entryNameLength} characters.`),
  );

const textSchema = z
  .string()
  .check(
    z.trim(),
    z.maxLength(limits.promptLength, `Keep the text to ${limits.promptLength} characters.`),
  );

export const tagsSchema = z
  .array(
    z
      .string()
      .check(
        z.trim(),
        z.minLength(1, 'A tag is a word.'),
        z.maxLength(limits.tagWordLength, `Keep a tag to ${limits.tagWordLength} characters.`),
      ),
  )
  .check(z.maxLength(limits.tags, `Give it ${limits.tags} tags at the most.`));

/** What people write of an entry. */
const fields = {
  /** What it is called; may be empty where nothing goes by it. */
  name: nameSchema,
  /** The words of it; of a list one choice a line. */
  text: textSchema,
  /** Of a style or a kept prompt: what it leaves out. */
  negative_prompt: textSchema,
  tags: tagsSchema,
  /** Whether it goes with every prompt, where it can; else it is there to be chosen. */
  always: z.boolean(),
};

export const entryRowSchema = z.object({
  id: idSchema,
  rev: z.int().check(z.nonnegative()),
  kind: z.enum(entryKinds),
  name: z.string(),
  text: z.string(),
  negative_prompt: z.string(),
  tags: z.array(z.string()),
  always: z.boolean(),
  created_by: userIdSchema,
  updated_by: userIdSchema,
  created_at: z.int(),
  updated_at: z.int(),
  /** A deleted entry keeps its words, so that it can come back. */
  deleted_at: z.nullable(z.int()),
});

export type EntryRow = z.infer<typeof entryRowSchema>;
export type EntryFields = Pick<EntryRow, 'name' | 'text' | 'negative_prompt' | 'tags' | 'always'>;

/** What of an entry may be another: what is not given stays. */
export type EntryChange = Partial<EntryFields> & { deleted?: boolean };

/** Puts something new into the room's context. The `ack`'s `id` is the entry's. */
export const entryAddSchema = z.object({
  type: z.literal('entry_add'),
  client_id: clientIdSchema,
  kind: z.enum(entryKinds, `A kind is one of: ${entryKinds.join(', ')}.`),
  name: z._default(fields.name, ''),
  text: z._default(fields.text, ''),
  negative_prompt: z._default(fields.negative_prompt, ''),
  tags: z._default(fields.tags, []),
  always: z._default(fields.always, true),
});

/** Changes what is given of an entry, and nothing else: two people may change two things at once. */
export const entryChangeSchema = z.object({
  type: z.literal('entry_change'),
  client_id: clientIdSchema,
  entry_id: idSchema,
  name: z.optional(fields.name),
  text: z.optional(fields.text),
  negative_prompt: z.optional(fields.negative_prompt),
  tags: z.optional(fields.tags),
  always: z.optional(fields.always),
  /** Takes it away, or brings it back as it was. */
  deleted: z.optional(z.boolean()),
});

/** Asks for the latest changes of the room's context. */
export const entryHistoryRequestSchema = z.object({
  type: z.literal('entry_history_request'),
  client_id: clientIdSchema,
});

/** One change of an entry: what it was before, `null` where it was new, and after. */
export const entryChangeRecordSchema = z.object({
  /** The revision at which it was made. */
  rev: z.int(),
  user_id: userIdSchema,
  at: z.int(),
  before: z.nullable(entryRowSchema),
  after: entryRowSchema,
});

export type EntryChangeRecord = z.infer<typeof entryChangeRecordSchema>;

/** The latest changes of the context, the newest first. Undone is what is changed back to `before`. */
export const entryHistorySchema = z.object({
  type: z.literal('entry_history'),
  client_id: clientIdSchema,
  changes: z.array(entryChangeRecordSchema),
});

import * as z from 'zod/mini';
import { additionSchema } from './additions.ts';
import { imageErrorSchema } from './errors.ts';
import { clientIdSchema, idSchema, userIdSchema } from './ids.ts';
import { optionsSchema } from './options.ts';
import { proposalSchema } from './proposal.ts';

/**
 * Rows as they cross the wire, live and fetched alike. `rev` is the chat's revision at the row's
 * last change; times are milliseconds since 1970. A row with `deleted_at` is a tombstone.
 */
const revSchema = z.int().check(z.nonnegative());
const timeSchema = z.int().check(z.nonnegative());

export const chatRowSchema = z.object({
  id: idSchema,
  rev: revSchema,
  name: z.string(),
  /** Who may delete any message, and the chat; `null` where nobody is known to have made it. */
  owner_id: z._default(z.nullable(userIdSchema), null),
});

export const memberRowSchema = z.object({
  id: userIdSchema,
  rev: revSchema,
  name: z.string(),
  joined_at: timeSchema,
});

/** What a message can be answered with at a click. On one that asks for an image only the star. */
export const quickReactions = ['👍', '❤️', '😂', '😮', '🎉', '👀'] as const;
export const star = '⭐';

export const messageRowSchema = z.object({
  id: idSchema,
  rev: revSchema,
  /** The revision at which the message was written: the order of the conversation. Never changes. */
  seq: revSchema,
  client_id: clientIdSchema,
  author_id: userIdSchema,
  text: z.string(),
  /** Set where the message is a request for an image. */
  image_id: z.nullable(idSchema),
  /** The message that this one answers. */
  reply_to: z._default(z.nullable(idSchema), null),
  /** Members whom the text names with an "@", under the names that they had then. */
  mentions: z._default(z.array(z.object({ user_id: userIdSchema, name: z.string() })), []),
  /** Who reacted with what, in the order in which each reaction came first. */
  reactions: z._default(
    z.array(z.object({ reaction: z.string(), user_ids: z.array(userIdSchema) })),
    [],
  ),
  /** Set where the text is a prompt that was drafted from other messages. */
  proposal: z._default(z.nullable(proposalSchema), null),
  created_at: timeSchema,
  updated_at: timeSchema,
  /** When its author last changed the text. */
  edited_at: z._default(z.nullable(timeSchema), null),
  /** The text of a deleted message is gone with it. */
  deleted_at: z.nullable(timeSchema),
});

/**
 * How an image that was asked for came to be: from words, from another image by one of the next
 * moves, with images as references, or by words that go on from another, such as "same but at night".
 */
export const requestKinds = [
  'original',
  'variation',
  'remix',
  'edit',
  'upscale',
  'reference',
  'follow_up',
] as const;

/** How any image came to be: an `upload` was brought in by somebody. */
export const imageKinds = [...requestKinds, 'upload'] as const;

export const imageStatuses = ['pending', 'processing', 'completed', 'failed', 'canceled'] as const;

export const imageRowSchema = z.object({
  id: idSchema,
  rev: revSchema,
  chat_id: idSchema,
  message_id: idSchema,
  requested_by: userIdSchema,
  /** As somebody wrote it. */
  prompt: z.string(),
  negative_prompt: z.string(),
  /** What was added to it, exactly. */
  additions: z._default(z.array(additionSchema), []),
  /** What the model was asked with; `null` where that is what was written. */
  composed_prompt: z._default(z.nullable(z.string()), null),
  composed_negative_prompt: z._default(z.nullable(z.string()), null),
  /** The message with the drafted prompt that it was asked for with. */
  proposal_id: z._default(z.nullable(idSchema), null),
  status: z.enum(imageStatuses),
  /** Path of the stored image on this server, once completed. */
  url: z.nullable(z.string()),
  /** Pixels: expected until completed, then the stored image's own. */
  width: z.int(),
  height: z.int(),
  /** `owner/name` of the model; empty for an upload. */
  model: z.string(),
  /** `null` where the model takes none. */
  seed: z.nullable(z.int()),
  /** The model's word for the shape that was asked for, where it takes such a word. */
  shape: z._default(z.nullable(z.string()), null),
  /** What was chosen of the model's own controls. */
  options: z._default(optionsSchema, {}),
  kind: z._default(z.enum(imageKinds), 'original'),
  /** The image that this one was taken further from. */
  parent_id: z._default(z.nullable(idSchema), null),
  /** Images that it was made from, in their order. */
  images: z._default(z.array(idSchema), []),
  /** SHA-256 (hex) of the mask that was painted on the first of them. */
  mask_sha256: z._default(z.nullable(z.string()), null),
  /** Stands for the request, where several images were asked for together. */
  set_id: z._default(z.nullable(idSchema), null),
  error: z.nullable(imageErrorSchema),
  /** Who asked for its cancel: while that is under way, and once it is canceled. */
  canceled_by: z.nullable(userIdSchema),
  /** How long the model worked, in milliseconds, as the provider measured it. */
  predict_ms: z.nullable(z.int()),
  /** MIME type, size in bytes and SHA-256 (hex) of the stored image. */
  content_type: z.nullable(z.string()),
  bytes: z.nullable(z.int()),
  sha256: z.nullable(z.string()),
  /** Path of a small WebP of it, where one could be made; else the image itself stands in. */
  thumbnail_url: z._default(z.nullable(z.string()), null),
  /** ThumbHash in base64: what its place looks like until its bytes are there. */
  placeholder: z._default(z.nullable(z.string()), null),
  /** What one image of this model costs in US dollars, by configuration; `null` where unknown. */
  price: z._default(z.nullable(z.number()), null),
  /** When its prediction was asked for, the last time that it was. */
  submitted_at: z._default(z.nullable(timeSchema), null),
  /** When the provider was seen to be done with it. */
  predicted_at: z._default(z.nullable(timeSchema), null),
  created_at: timeSchema,
  updated_at: timeSchema,
  completed_at: z.nullable(timeSchema),
  deleted_at: z.nullable(timeSchema),
});

export type ChatRow = z.infer<typeof chatRowSchema>;
export type MemberRow = z.infer<typeof memberRowSchema>;
export type MessageRow = z.infer<typeof messageRowSchema>;
export type ImageRow = z.infer<typeof imageRowSchema>;
export type ImageKind = (typeof imageKinds)[number];
export type ImageStatus = (typeof imageStatuses)[number];

import * as z from 'zod/mini';
import { entryAddSchema, entryChangeSchema, entryHistoryRequestSchema } from './entries.ts';
import { clientIdSchema, idSchema } from './ids.ts';
import { imageSettingsSchema } from './image-request.ts';
import { limits } from './limits.ts';
import { proposalEditSchema, proposalRequestSchema, proposalTakeOutSchema } from './proposal.ts';
import { quickReactions, star } from './rows.ts';
import { suggestionRequestSchema } from './suggestion.ts';

/** The version of the protocol that this code speaks. A server refuses every other. */
export const protocolVersion = 2;

/** First on every connection: which version, and up to which revision the client has everything. */
export const helloSchema = z.object({
  type: z.literal('hello'),
  protocol_version: z.int(),
  /** `null` asks for a snapshot. */
  last_rev: z.nullable(z.int()),
  /** The `models_tag` of the models that the client has; `null` where it has none. */
  models_tag: z._default(z.nullable(z.string().check(z.maxLength(limits.tagLength))), null),
});

const anyTextSchema = z
  .string()
  .check(
    z.trim(),
    z.maxLength(limits.messageLength, `Keep a message to ${limits.messageLength} characters.`),
  );

const textSchema = anyTextSchema.check(z.minLength(1, 'Write something first.'));

export const messageSendSchema = z
  .object({
    type: z.literal('message_send'),
    client_id: clientIdSchema,
    /** May be empty where there are uploads. */
    text: anyTextSchema,
    /** The message that this one answers. */
    reply_to: z._default(z.nullable(idSchema), null),
    /** Uploaded images: each is shown as a message of its own, after the text. */
    uploads: z._default(
      z
        .array(idSchema)
        .check(
          z.maxLength(
            limits.uploadsPerMessage,
            `A message takes ${limits.uploadsPerMessage} pictures at the most.`,
          ),
        ),
      [],
    ),
  })
  .check(
    z.refine(({ text, uploads }) => text !== '' || uploads.length > 0, {
      error: 'Write something first.',
      path: ['text'],
    }),
  );

/** Gives a message of one's own another text. */
export const messageEditSchema = z.object({
  type: z.literal('message_edit'),
  client_id: clientIdSchema,
  message_id: idSchema,
  text: textSchema,
});

/** Deletes a message of one's own, or as the chat's owner any; an image goes with its message. */
export const messageDeleteSchema = z.object({
  type: z.literal('message_delete'),
  client_id: clientIdSchema,
  message_id: idSchema,
});

/** Adds or takes back a reaction of mine. */
export const reactionSetSchema = z.object({
  type: z.literal('reaction_set'),
  client_id: clientIdSchema,
  message_id: idSchema,
  reaction: z.enum([...quickReactions, star]),
  on: z.boolean(),
});

export const imageRequestSchema = z.extend(imageSettingsSchema, {
  type: z.literal('image_request'),
  client_id: clientIdSchema,
});

export const imageCancelSchema = z.object({
  type: z.literal('image_cancel'),
  client_id: clientIdSchema,
  image_id: idSchema,
});

/**
 * Asks for a page of messages: before a `seq`, after a `seq`, or with a message in its surroundings.
 * Exactly one of the three.
 */
export const historyRequestSchema = z
  .object({
    type: z.literal('history_request'),
    client_id: clientIdSchema,
    before_seq: z.optional(z.int()),
    after_seq: z.optional(z.int()),
    around: z.optional(idSchema),
  })
  .check(
    z.refine(
      ({ before_seq, after_seq, around }) =>
        [before_seq, after_seq, around].filter((given) => given !== undefined).length === 1,
      'Give one of before_seq, after_seq and around.',
    ),
  );

/** What I am writing at the moment; `null` for nothing any more. Not answered. */
export const typingSchema = z.object({
  type: z.literal('typing'),
  what: z.nullable(z.enum(['message', 'prompt'])),
});

/** I have seen everything up to this revision, on whichever device. Not answered. */
export const readSchema = z.object({
  type: z.literal('read'),
  rev: z.int().check(z.nonnegative()),
});

/** Answers a `sync` of the server: everything before it has arrived. */
export const syncedSchema = z.object({ type: z.literal('synced'), id: z.int() });

/** Keeps the connection alive; answered with `pong` without waking the room. */
export const pingSchema = z.object({ type: z.literal('ping') });

/** Everything that a client says, told apart by `type`. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  helloSchema,
  messageSendSchema,
  messageEditSchema,
  messageDeleteSchema,
  reactionSetSchema,
  imageRequestSchema,
  imageCancelSchema,
  entryAddSchema,
  entryChangeSchema,
  entryHistoryRequestSchema,
  proposalRequestSchema,
  proposalEditSchema,
  proposalTakeOutSchema,
  suggestionRequestSchema,
  historyRequestSchema,
  typingSchema,
  readSchema,
  syncedSchema,
  pingSchema,
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
/** As a client writes it: what has a default may be left out. */
export type ClientMessageInput = z.input<typeof clientMessageSchema>;
export type ImageRequest = z.infer<typeof imageRequestSchema>;

/** The exact frames of the keep-alive: the platform answers one with the other by itself. */
export const pingFrame = '{"type":"ping"}';
export const pongFrame = '{"type":"pong"}';

import * as z from 'zod/mini';
import { entryHistorySchema, entryRowSchema } from './entries.ts';
import { imageErrorSchema, refusalSchema } from './errors.ts';
import { clientIdSchema, idSchema, userIdSchema } from './ids.ts';
import { modelSchema } from './model.ts';
import { proposalProgressSchema } from './proposal.ts';
import {
  chatRowSchema,
  imageRowSchema,
  imageStatuses,
  memberRowSchema,
  messageRowSchema,
} from './rows.ts';
import { suggestionSchema } from './suggestion.ts';

/**
 * How far an image is. Ephemeral: broadcast, kept only in the room's memory, and repeated to whoever
 * joins late.
 */
export const imageProgressSchema = z.object({
  type: z.literal('image_progress'),
  image_id: idSchema,
  status: z.enum(imageStatuses),
  /** Per cent, 0 to 100, never falling; `null` while there is no measure. */
  progress: z.nullable(z.number()),
  /** Whether `progress` is only reckoned from how long this model usually takes. */
  estimated: z.boolean(),
  /** Milliseconds that are probably left; `null` while there is no measure. */
  remaining_ms: z.nullable(z.int()),
  /** Place in the line of all rooms, from 1, while the image waits for its turn. */
  position: z.nullable(z.int()),
  /** Milliseconds until its turn, as far as measured model times tell; `null` without a measure. */
  wait_ms: z._default(z.nullable(z.int()), null),
  /** The latest partial image as a small data URL, where the model gives one. */
  preview: z.nullable(z.string()),
});

/**
 * Whether images can be made at the moment. Said after the greeting where they cannot, and whenever
 * that changes. Ephemeral.
 */
export const imageServiceSchema = z.object({
  type: z.literal('image_service'),
  /** `throttled`: the provider asked us to wait. The others: it refuses this server's account. */
  status: z.enum(['available', 'throttled', 'unauthorized', 'no_credit']),
  /** A plain sentence; `null` while images can be made. */
  message: z.nullable(z.string()),
  /** When the next image is tried, in milliseconds since 1970; `null` where none has to be, or will. */
  until: z.nullable(z.int()),
});

/** Ends every `image_request`, well (`image_url`) or badly (`status`, `error`). */
export const imageCompleteSchema = z.object({
  type: z.literal('image_complete'),
  image_id: idSchema,
  rev: z.int(),
  status: z.enum(['completed', 'failed', 'canceled']),
  prompt: z.string(),
  image_url: z.nullable(z.string()),
  error: z.nullable(imageErrorSchema),
});

/** Stands for a list of models, but for how long they take: the same list has the same. */
const modelsTagSchema = z._default(z.nullable(z.string()), null);

/** The models that the chat offers from now on; `welcome` had those of before. */
export const modelsSchema = z.object({
  type: z.literal('models'),
  models: z.array(modelSchema),
  models_tag: modelsTagSchema,
});

const rows = {
  /** The chat's revision once these rows are applied. */
  rev: z.int(),
  chat: z.nullable(chatRowSchema),
  members: z.array(memberRowSchema),
  messages: z.array(messageRowSchema),
  /** With the images that some of them come from; tombstones too. */
  images: z.array(imageRowSchema),
  /** Messages that some of `messages` answer or were drafted from, and that are not among them; tombstones too. */
  quoted: z.array(messageRowSchema),
  /** Of the room's context; tombstones too. */
  entries: z._default(z.array(entryRowSchema), []),
};

/** Greets a client that said hello: who it is, what the server offers. */
export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  protocol_version: z.int(),
  user_id: userIdSchema,
  /** Whether images come from the simulator, not from a model. */
  simulated: z.boolean(),
  /** `null` where the client said that it has them: they are what they were. */
  models: z.nullable(z.array(modelSchema)),
  models_tag: modelsTagSchema,
  /** Which suggestions can be asked for. */
  language: z._default(z.object({ expand: z.boolean(), describe: z.boolean() }), {
    expand: false,
    describe: false,
  }),
  /** Up to which revision this person has seen the chat, on any device; `null` for never. */
  read_rev: z.nullable(z.int()),
});

/** The newest page of the chat, whole: replaces whatever the client had. */
export const snapshotSchema = z.object({
  type: z.literal('snapshot'),
  ...rows,
  chat: chatRowSchema,
  progress: z.array(imageProgressSchema),
  has_older: z.boolean(),
});

/** Rows that changed, live or since `last_rev`; each replaces the client's row of the same id. */
export const changesSchema = z.object({ type: z.literal('changes'), ...rows });

/** A page of messages with their images, oldest first. */
export const historySchema = z.object({
  type: z.literal('history'),
  client_id: clientIdSchema,
  messages: z.array(messageRowSchema),
  images: z.array(imageRowSchema),
  quoted: z.array(messageRowSchema),
  has_older: z.boolean(),
  has_newer: z.boolean(),
});

/** The request is durable. `id` is what it made or changed, `rev` the revision at which it did. */
export const ackSchema = z.object({
  type: z.literal('ack'),
  client_id: clientIdSchema,
  id: idSchema,
  rev: z.int(),
});

/** The request was not taken and changed nothing. */
export const refusedSchema = z.object({
  type: z.literal('refused'),
  /** `null` where the frame could not be read that far. */
  client_id: z.nullable(z.string()),
  error: refusalSchema,
});

const absenceSchema = z.object({ user_id: userIdSchema, last_seen_at: z.int() });

/** Who has the chat open now, and when the others last had. Ephemeral; once, after the greeting. */
export const presenceSchema = z.object({
  type: z.literal('presence'),
  here: z.array(userIdSchema),
  away: z.array(absenceSchema),
});

/** Who came and who went since; gathered where many come at once. Ephemeral. */
export const presenceChangeSchema = z.object({
  type: z.literal('presence_change'),
  came: z.array(userIdSchema),
  went: z.array(absenceSchema),
});

/** Somebody else is writing; `null` for not any more. Holds for some seconds. Ephemeral. */
export const typingNoticeSchema = z.object({
  type: z.literal('typing'),
  user_id: userIdSchema,
  what: z.nullable(z.enum(['message', 'prompt'])),
});

/** I have seen everything up to this revision, on another device. */
export const readNoticeSchema = z.object({ type: z.literal('read'), rev: z.int() });

/** Asks whether everything up to here has arrived: to be answered with `synced` at once. */
export const syncSchema = z.object({ type: z.literal('sync'), id: z.int() });

export const pongSchema = z.object({ type: z.literal('pong') });

/** Everything that the server says, told apart by `type`. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  welcomeSchema,
  snapshotSchema,
  changesSchema,
  historySchema,
  ackSchema,
  refusedSchema,
  imageProgressSchema,
  imageCompleteSchema,
  imageServiceSchema,
  modelsSchema,
  entryHistorySchema,
  proposalProgressSchema,
  suggestionSchema,
  presenceSchema,
  presenceChangeSchema,
  typingNoticeSchema,
  readNoticeSchema,
  syncSchema,
  pongSchema,
]);

export type ServerMessage = z.infer<typeof serverMessageSchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Changes = z.infer<typeof changesSchema>;
export type ImageService = z.infer<typeof imageServiceSchema>;
export type ImageProgress = z.infer<typeof imageProgressSchema>;

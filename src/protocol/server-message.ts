import * as z from 'zod/mini';
import { imageErrorSchema, refusalSchema } from './errors.ts';
import { clientIdSchema, idSchema, userIdSchema } from './ids.ts';
import { modelSchema } from './model.ts';
import {
  chatRowSchema,
  imageRowSchema,
  imageStatuses,
  memberRowSchema,
  messageRowSchema,
} from './rows.ts';

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
  /** Place in the chat's queue, from 1, while the image is pending. */
  position: z.nullable(z.int()),
  /** The latest partial image as a small data URL, where the model gives one. */
  preview: z.nullable(z.string()),
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

const rows = {
  /** The chat's revision once these rows are applied. */
  rev: z.int(),
  chat: z.nullable(chatRowSchema),
  members: z.array(memberRowSchema),
  messages: z.array(messageRowSchema),
  images: z.array(imageRowSchema),
};

/** Greets a client that said hello: who it is, what the server offers. */
export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  protocol_version: z.int(),
  user_id: userIdSchema,
  /** Whether images come from the simulator, not from a model. */
  simulated: z.boolean(),
  models: z.array(modelSchema),
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

/** A page of older messages with their images, oldest first. */
export const historySchema = z.object({
  type: z.literal('history'),
  client_id: clientIdSchema,
  messages: z.array(messageRowSchema),
  images: z.array(imageRowSchema),
  has_older: z.boolean(),
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

/** Who has the chat open now. Ephemeral. */
export const presenceSchema = z.object({
  type: z.literal('presence'),
  here: z.array(userIdSchema),
});

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
  presenceSchema,
  pongSchema,
]);

export type ServerMessage = z.infer<typeof serverMessageSchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Changes = z.infer<typeof changesSchema>;
export type ImageProgress = z.infer<typeof imageProgressSchema>;
export type Welcome = z.infer<typeof welcomeSchema>;

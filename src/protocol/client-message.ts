import * as z from 'zod/mini';
import { clientIdSchema, idSchema } from './ids.ts';
import { imageSettingsSchema } from './image-request.ts';
import { limits } from './limits.ts';

/** The version of the protocol that this code speaks. A server refuses every other. */
export const protocolVersion = 1;

/** First on every connection: which version, and up to which revision the client has everything. */
export const helloSchema = z.object({
  type: z.literal('hello'),
  protocol_version: z.int(),
  /** `null` asks for a snapshot. */
  last_rev: z.nullable(z.int()),
});

export const messageSendSchema = z.object({
  type: z.literal('message_send'),
  client_id: clientIdSchema,
  text: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Write something first.'),
      z.maxLength(limits.messageLength, `Keep a message to ${limits.messageLength} characters.`),
    ),
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

/** Asks for the page of messages before `before_seq`. */
export const historyRequestSchema = z.object({
  type: z.literal('history_request'),
  client_id: clientIdSchema,
  before_seq: z.int(),
});

/** Keeps the connection alive; answered with `pong` without waking the room. */
export const pingSchema = z.object({ type: z.literal('ping') });

/** Everything that a client says, told apart by `type`. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  helloSchema,
  messageSendSchema,
  imageRequestSchema,
  imageCancelSchema,
  historyRequestSchema,
  pingSchema,
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
/** As a client writes it: what has a default may be left out. */
export type ClientMessageInput = z.input<typeof clientMessageSchema>;
export type ImageRequest = z.infer<typeof imageRequestSchema>;

/** The exact frames of the keep-alive: the platform answers one with the other by itself. */
export const pingFrame = '{"type":"ping"}';
export const pongFrame = '{"type":"pong"}';

import * as z from 'zod/mini';
import { clientIdSchema, idSchema, userIdSchema } from './ids.ts';
import { limits } from './limits.ts';

/** A message that a prompt was drafted from; or would have been, but for who took it out. */
const proposalSourceSchema = z.object({
  message_id: idSchema,
  author_id: userIdSchema,
  taken_out_by: z.nullable(userIdSchema),
});

/**
 * A prompt that was drafted from messages. It stands as a message of whoever asked for it, whose
 * `text` is the prompt.
 */
export const proposalSchema = z.object({
  /** `used`: an image was asked for with it, and what it was made from stays as it is. */
  status: z.enum(['writing', 'ready', 'used']),
  /** Who wrote it: a language model, or the room itself from the words alone. */
  written_by: z.enum(['model', 'room']),
  /** Why the room wrote it; `null` where a model did. */
  reason: z.nullable(z.enum(['not_configured', 'failed'])),
  /** In the order of the conversation. */
  sources: z.array(proposalSourceSchema),
  /** Who changed its words last; `null` where they are as they were drafted. */
  edited_by: z.nullable(userIdSchema),
  /** Counts how often it was begun anew: what is heard of an earlier beginning is no longer of use. */
  round: z.int(),
});

export type Proposal = z.infer<typeof proposalSchema>;

/** Drafts a prompt from messages of this room. The `ack`'s `id` is the message's that it stands in. */
export const proposalRequestSchema = z.object({
  type: z.literal('proposal_request'),
  client_id: clientIdSchema,
  message_ids: z
    .array(idSchema)
    .check(
      z.minLength(1, 'Choose a message.'),
      z.maxLength(
        limits.proposalMessages,
        `A prompt is drafted from ${limits.proposalMessages} messages at the most.`,
      ),
    ),
});

/** Gives a drafted prompt other words. Anybody in the room may. */
export const proposalEditSchema = z.object({
  type: z.literal('proposal_edit'),
  client_id: clientIdSchema,
  message_id: idSchema,
  text: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Describe the picture.'),
      z.maxLength(limits.promptLength, `Keep the prompt to ${limits.promptLength} characters.`),
    ),
});

/** Takes a message out of a drafted prompt, which is then drafted anew without it. */
export const proposalTakeOutSchema = z.object({
  type: z.literal('proposal_take_out'),
  client_id: clientIdSchema,
  message_id: idSchema,
  source_id: idSchema,
});

/** The words of a prompt that is being drafted, as far as they are. Ephemeral. */
export const proposalProgressSchema = z.object({
  type: z.literal('proposal_progress'),
  message_id: idSchema,
  round: z.int(),
  text: z.string(),
});

export type ProposalProgress = z.infer<typeof proposalProgressSchema>;

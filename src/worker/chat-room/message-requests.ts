import { mentionsIn } from '../../domain/mentions.ts';
import { withReaction } from '../../domain/reactions.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import { limits } from '../../protocol/limits.ts';
import { star, type MessageRow } from '../../protocol/rows.ts';
import { messageIdOf } from './message-id.ts';
import { removeMessage, writeChanged } from './remove-message.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

type Request<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** Writes a new message; one that was asked for before is answered as it was then. */
export function sendMessage(request: Request<'message_send'>, context: RequestContext): Answer {
  const { client_id, text, reply_to } = request;
  if (reply_to !== null && !existing(reply_to, context)) {
    const known = messageOf(client_id, context);
    return known ? { ok: true, ack: { id: known.id, rev: known.seq } } : gone();
  }
  const { id, seq } = writeMessage({ client_id, text, reply_to }, context);
  return { ok: true, ack: { id, rev: seq } };
}

/**
 * Writes the row of a message, such as one that asks for an image.
 *
 * @returns it; or the one that was asked for under the same `client_id` before, where nothing changed
 */
export function writeMessage(
  message: Pick<MessageRow, 'client_id'> & Partial<MessageRow>,
  context: RequestContext,
): MessageRow {
  const { store, userId, commit, now } = context;
  const text = message.text ?? '';
  const id = idOf(message.client_id, context);
  const row = store.add('message', {
    image_id: null,
    reply_to: null,
    proposal: null,
    ...message,
    id,
    seq: store.nextRev,
    author_id: userId,
    text,
    // A draft repeats what others wrote: whom it names was told of that already.
    mentions: message.proposal ? [] : mentionsIn(text, store.names),
    reactions: [],
    created_at: now,
    updated_at: now,
    edited_at: null,
    deleted_at: null,
  });
  const known = row ?? store.get('message', id);
  if (!known) throw new Error('a message is neither new nor known');
  if (row) commit.change({ kind: 'message', row });
  return known;
}

/** The message that this person asked for under that `client_id`, or `null`. */
export function messageOf(clientId: string, context: RequestContext): MessageRow | null {
  return context.store.get('message', idOf(clientId, context));
}

function idOf(clientId: string, { store, userId }: RequestContext): string {
  return messageIdOf(store.chatId, userId, clientId);
}

/** Gives a message another text. */
export function editMessage(request: Request<'message_edit'>, context: RequestContext): Answer {
  const { store, userId, now } = context;
  const message = existing(request.message_id, context);
  if (!message) return gone();
  if (message.author_id !== userId) {
    return refused('not_allowed', 'Only who wrote a message can change it.');
  }
  if (message.image_id !== null) {
    return refused('not_allowed', 'A picture cannot be changed. Make another one.');
  }
  if (message.proposal) {
    return refused('not_allowed', 'A drafted prompt is changed with proposal_edit.');
  }
  const { text } = request;
  if (text === message.text) return granted(message);
  const mentions = mentionsIn(text, store.names);
  return granted(writeChanged({ ...message, text, mentions, edited_at: now }, context));
}

/** Deletes a message, and what is made of it. */
export function deleteMessage(request: Request<'message_delete'>, context: RequestContext): Answer {
  const { store, userId } = context;
  const message = existing(request.message_id, context);
  if (!message) return gone();
  if (message.author_id !== userId && store.chat()?.owner_id !== userId) {
    return refused('not_allowed', 'Only who wrote a message, or who owns the room, can delete it.');
  }
  return granted(removeMessage(message, context));
}

/** Adds a reaction of this person to a message, or takes it back. */
export function setReaction(request: Request<'reaction_set'>, context: RequestContext): Answer {
  const message = existing(request.message_id, context);
  if (!message) return gone();
  if ((message.image_id !== null) !== (request.reaction === star)) {
    const words =
      message.image_id === null ? 'The star is for pictures.' : 'A picture takes a star.';
    return refused('not_allowed', words);
  }
  const { reaction, on } = request;
  const reactions = withReaction(message.reactions, reaction, context.userId, on);
  if (reactions.some(({ user_ids }) => user_ids.length > limits.reactionPeople)) {
    return refused('too_many', `A reaction counts ${limits.reactionPeople} people at the most.`);
  }
  return reactions === message.reactions
    ? granted(message)
    : granted(writeChanged({ ...message, reactions }, context));
}

function existing(id: string, { store }: RequestContext): MessageRow | null {
  const message = store.get('message', id);
  return message?.deleted_at === null ? message : null;
}

function granted({ id, rev }: MessageRow): Answer {
  return { ok: true, ack: { id, rev } };
}

function gone(): Answer {
  return refused('not_found', 'That message is gone.');
}

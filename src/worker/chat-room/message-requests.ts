import { nanoid } from 'nanoid';
import { mentionsIn } from '../../domain/mentions.ts';
import { withReaction } from '../../domain/reactions.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import { idLength } from '../../protocol/ids.ts';
import { star, type MessageRow } from '../../protocol/rows.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

type Request<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** Writes a new message. */
export function sendMessage(request: Request<'message_send'>, context: RequestContext): Answer {
  const { client_id, text, reply_to } = request;
  if (reply_to !== null && !existing(reply_to, context)) return gone();
  return writeMessage({ client_id, text, reply_to }, context);
}

/** Writes the row of a message, such as one that asks for an image. */
export function writeMessage(
  message: Pick<MessageRow, 'client_id'> & Partial<MessageRow>,
  { store, userId, commit, now }: RequestContext,
): Answer & { ok: true } {
  const text = message.text ?? '';
  const row = store.put('message', {
    image_id: null,
    reply_to: null,
    id: nanoid(idLength),
    ...message,
    seq: store.nextRev,
    author_id: userId,
    text,
    mentions: text.includes('@') ? mentionsIn(text, store.members()) : [],
    reactions: [],
    created_at: now,
    updated_at: now,
    edited_at: null,
    deleted_at: null,
  });
  commit.change({ kind: 'message', row });
  return { ok: true, ack: { id: row.id, rev: row.rev } };
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
  const { text } = request;
  if (text === message.text) return unchanged(message);
  const mentions = text.includes('@') ? mentionsIn(text, store.members()) : [];
  return change({ ...message, text, mentions, edited_at: now }, context);
}

/** Makes a message a tombstone; the image that it asked for goes with it. */
export function deleteMessage(request: Request<'message_delete'>, context: RequestContext): Answer {
  const { store, jobs, userId, commit, now } = context;
  const message = existing(request.message_id, context);
  if (!message) return gone();
  if (message.author_id !== userId && store.chat()?.owner_id !== userId) {
    return refused('not_allowed', 'Only who wrote a message, or who owns the room, can delete it.');
  }
  const image = message.image_id === null ? null : store.get('image', message.image_id);
  if (image) jobs.remove(image, userId, commit, now);
  return change({ ...message, text: '', mentions: [], reactions: [], deleted_at: now }, context);
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
  return reactions === message.reactions
    ? unchanged(message)
    : change({ ...message, reactions }, context);
}

function existing(id: string, { store }: RequestContext): MessageRow | null {
  const message = store.get('message', id);
  return message?.deleted_at === null ? message : null;
}

function change(message: MessageRow, { store, commit, now }: RequestContext): Answer {
  const row = store.put('message', { ...message, updated_at: now });
  commit.change({ kind: 'message', row });
  return { ok: true, ack: { id: row.id, rev: row.rev } };
}

function unchanged({ id, rev }: MessageRow): Answer {
  return { ok: true, ack: { id, rev } };
}

function gone(): Answer {
  return refused('not_found', 'That message is gone.');
}

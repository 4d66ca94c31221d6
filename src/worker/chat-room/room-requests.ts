import type { ClientMessage } from '../../protocol/client-message.ts';
import { addEntry, changeEntry } from './entry-requests.ts';
import { deleteMessage, editMessage, sendMessage, setReaction } from './message-requests.ts';
import { editProposal, requestProposal, takeOutOfProposal } from './proposal-requests.ts';
import { requestImage } from './request-image.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';
import { sendUploads } from './send-uploads.ts';

/** The requests that change the room, and so are answered once and for all. */
export type RoomRequest = Extract<
  ClientMessage,
  {
    type:
      | 'message_send'
      | 'message_edit'
      | 'message_delete'
      | 'reaction_set'
      | 'image_request'
      | 'image_cancel'
      | 'entry_add'
      | 'entry_change'
      | 'proposal_request'
      | 'proposal_edit'
      | 'proposal_take_out';
  }
>;

/**
 * Carries out a request, or repeats the answer to it: a resent `client_id` of the same person gets
 * the first answer again and changes nothing.
 */
export function carryOut(request: RoomRequest, context: RequestContext): Answer {
  const { store, userId } = context;
  // Known again by its id: nothing has to be kept, nor looked up.
  if (request.type === 'message_send') {
    const { uploads } = request;
    return uploads.length > 0 ? sendUploads(request, context) : sendMessage(request, context);
  }
  const kept = store.keptAck(userId, request.client_id);
  if (kept) return { ok: true, ack: kept };
  const answer = perform(request, context);
  if (answer.ok) store.keepAck(userId, request.client_id, answer.ack);
  return answer;
}

function perform(
  request: Exclude<RoomRequest, { type: 'message_send' }>,
  context: RequestContext,
): Answer {
  switch (request.type) {
    case 'message_edit':
      return editMessage(request, context);
    case 'message_delete':
      return deleteMessage(request, context);
    case 'reaction_set':
      return setReaction(request, context);
    case 'image_request':
      return requestImage(request, context);
    case 'entry_add':
      return addEntry(request, context);
    case 'entry_change':
      return changeEntry(request, context);
    case 'proposal_request':
      return requestProposal(request, context);
    case 'proposal_edit':
      return editProposal(request, context);
    case 'proposal_take_out':
      return takeOutOfProposal(request, context);
    case 'image_cancel':
      return cancelImage(request.image_id, context);
  }
}

function cancelImage(
  imageId: string,
  { store, jobs, userId, commit, now }: RequestContext,
): Answer {
  const row = store.get('image', imageId);
  if (!row) return refused('not_found', 'There is no such picture in this room.');
  if (row.requested_by !== userId && store.chat()?.owner_id !== userId) {
    const words = 'Only who asked for a picture, and the owner of the room, can cancel it.';
    return refused('not_allowed', words);
  }
  jobs.hear(imageId, { type: 'cancel_requested', by: userId }, null, commit, now);
  commit.wake(imageId);
  return { ok: true, ack: { id: imageId, rev: store.rev } };
}

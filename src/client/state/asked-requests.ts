import type { ClientMessageInput } from '../../protocol/client-message.ts';
import { imageSettingsSchema } from '../../protocol/image-request.ts';
import type { ChatState } from './chat-state.ts';
import type { DraftImage } from './draft.ts';
import { unseenUpload } from './draft-images.ts';
import { addEntryRequest } from './entry-requests.ts';
import { addChange, addPending } from './pending-requests.ts';

/** What a client asks of the chat, as opposed to what keeps the connection going. */
export type ClientRequest = Extract<ClientMessageInput, { client_id: string }>;
/** What changes something, and so goes out in order. */
export type WriteRequest = Exclude<ClientRequest, Question>;
/** What only asks. */
type Question = Extract<
  ClientRequest,
  { type: 'history_request' | 'entry_history_request' | 'suggestion_request' }
>;

const questions: readonly string[] = [
  'history_request',
  'entry_history_request',
  'suggestion_request',
];

/** Whether a request only asks, and so waits for nothing else and is not asked again later. */
export function isQuestion(request: ClientRequest): request is Question {
  return questions.includes(request.type);
}

/** What is asked of a drafted prompt, before it has a name of its own. */
export type ProposalAsk =
  | { type: 'proposal_request'; message_ids: string[] }
  | { type: 'proposal_edit'; message_id: string; text: string }
  | { type: 'proposal_take_out'; message_id: string; source_id: string };

/**
 * Shows what I asked for at once.
 *
 * @param created_at milliseconds since 1970
 * @param uploads what is known of the pictures that a message goes with
 */
export function addRequest(
  state: ChatState,
  request: WriteRequest,
  created_at: number,
  uploads: readonly DraftImage[] = [],
): ChatState {
  const { client_id } = request;
  switch (request.type) {
    case 'message_send': {
      const { text, reply_to = null, uploads: ids = [] } = request;
      const pictures = ids.map((id) => uploads.find((one) => one.id === id) ?? unseenUpload(id));
      const asked = { client_id, text, reply_to, created_at };
      return addPending(state, { ...asked, settings: null, sources: [], uploads: pictures });
    }
    case 'image_request': {
      const settings = imageSettingsSchema.parse(request);
      const text = settings.prompt;
      const asked = { client_id, text, reply_to: null, created_at };
      return addPending(state, { ...asked, settings, sources: [], uploads: [] });
    }
    case 'proposal_request': {
      const asked = { client_id, text: '', reply_to: null, created_at };
      const sources = request.message_ids;
      return addPending(state, { ...asked, settings: null, sources, uploads: [] });
    }
    case 'proposal_edit': {
      const { message_id, text } = request;
      const change = { kind: 'proposal_edit', text } as const;
      return addChange(state, { client_id, message_id, change, created_at });
    }
    case 'proposal_take_out': {
      const { message_id, source_id } = request;
      const change = { kind: 'take_out', source_id } as const;
      return addChange(state, { client_id, message_id, change, created_at });
    }
    case 'message_edit': {
      const { message_id, text } = request;
      const change = { kind: 'edit', text } as const;
      return addChange(state, { client_id, message_id, change, created_at });
    }
    case 'message_delete': {
      const { message_id } = request;
      return addChange(state, { client_id, message_id, change: { kind: 'delete' }, created_at });
    }
    case 'reaction_set': {
      const { message_id, reaction, on } = request;
      const change = { kind: 'reaction', reaction, on } as const;
      return addChange(state, { client_id, message_id, change, created_at });
    }
    case 'entry_add':
    case 'entry_change':
      return addEntryRequest(state, request, created_at);
    case 'image_cancel': {
      const { image_id } = request;
      return { ...state, canceling: [...state.canceling, { client_id, image_id }] };
    }
  }
}

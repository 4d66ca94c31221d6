import type { ClientMessageInput } from '../../protocol/client-message.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import type { ChatState, EntryRequest } from './chat-state.ts';

type ContextRequest = Extract<ClientMessageInput, { type: 'entry_add' | 'entry_change' }>;

/** Shows a change of the room's context at once. */
export function addEntryRequest(
  state: ChatState,
  request: ContextRequest,
  created_at: number,
): ChatState {
  const { name, text, negative_prompt, tags, always, client_id } = request;
  const isNew = request.type === 'entry_add';
  const given = Object.entries({ name, text, negative_prompt, tags, always });
  const added: EntryRequest = {
    client_id,
    entry_id: isNew ? null : request.entry_id,
    kind: isNew ? request.kind : null,
    change: Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    deleted: isNew ? undefined : request.deleted,
    created_at,
    rev: null,
    refusal: null,
  };
  return { ...state, entryRequests: [...state.entryRequests, added] };
}

/** Notes what the server answered. */
export function withEntryAnswer(
  requests: readonly EntryRequest[],
  answer: Extract<ServerMessage, { type: 'ack' | 'refused' }>,
): readonly EntryRequest[] {
  if (!requests.some(({ client_id }) => client_id === answer.client_id)) return requests;
  return requests.map((request) => {
    if (request.client_id !== answer.client_id) return request;
    return answer.type === 'ack'
      ? { ...request, rev: answer.rev }
      : { ...request, refusal: answer.error };
  });
}

/** Drops what the rows have. */
export function unsettledEntries(
  requests: readonly EntryRequest[],
  rev: number | null,
): readonly EntryRequest[] {
  const open = requests.filter((request) => request.rev === null || request.rev > (rev ?? -1));
  return open.length === requests.length ? requests : open;
}

/** Gives up what was refused of an entry, or of some of its fields; what is on its way stays. */
export function withoutRefused(
  state: ChatState,
  isMeant: (request: EntryRequest) => boolean,
): ChatState {
  const entryRequests = state.entryRequests.filter(
    (request) => request.refusal === null || !isMeant(request),
  );
  return { ...state, entryRequests };
}

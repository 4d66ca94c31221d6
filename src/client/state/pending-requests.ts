import type { ChatState, PendingRequest } from './chat-state.ts';

/** Shows a request at once, before the server has it. */
export function addPending(
  state: ChatState,
  request: Pick<PendingRequest, 'client_id' | 'text' | 'settings' | 'created_at'>,
): ChatState {
  const pending = { ...request, acknowledged: false, refusal: null };
  return { ...state, pending: [...state.pending, pending] };
}

/** Takes a request out of sight, because the person gave it up or tries again. */
export function dropPending(state: ChatState, clientId: string): ChatState {
  return {
    ...state,
    pending: state.pending.filter((request) => request.client_id !== clientId),
  };
}

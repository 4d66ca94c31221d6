import type { ServerMessage } from '../../protocol/server-message.ts';
import { unsettledEntries, withEntryAnswer } from './entry-requests.ts';
import type { ChatState, PendingChange, PendingRequest } from './chat-state.ts';

/** Shows a request at once, before the server has it. */
export function addPending(
  state: ChatState,
  request: Omit<PendingRequest, 'rev' | 'refusal'>,
): ChatState {
  const pending = { ...request, rev: null, refusal: null };
  return { ...state, pending: [...state.pending, pending] };
}

/** Takes a request out of sight, because the person gave it up or tries again. */
export function dropPending(state: ChatState, clientId: string): ChatState {
  return {
    ...state,
    pending: state.pending.filter((request) => request.client_id !== clientId),
  };
}

/** Shows a change of a message at once. */
export function addChange(state: ChatState, change: Omit<PendingChange, 'rev'>): ChatState {
  return { ...state, changing: [...state.changing, { ...change, rev: null }] };
}

/** Notes what the server answered. A refused change is taken back; a refused request says why. */
export function withAnswer(
  state: ChatState,
  answer: Extract<ServerMessage, { type: 'ack' | 'refused' }>,
): ChatState {
  const { client_id } = answer;
  if (client_id === null) return state;
  const refusal = answer.type === 'refused' ? answer.error : null;
  // One that was taken stays: the `ack` only means that it will be tried.
  const canceling = refusal
    ? state.canceling.filter((cancel) => cancel.client_id !== client_id)
    : state.canceling;
  return {
    ...state,
    canceling,
    entryRequests: withEntryAnswer(state.entryRequests, answer),
    pending: state.pending.map((request) =>
      request.client_id === client_id
        ? { ...request, refusal, rev: answer.type === 'ack' ? answer.rev : null }
        : request,
    ),
    changing:
      answer.type === 'refused'
        ? state.changing.filter((change) => change.client_id !== client_id)
        : state.changing.map((change) =>
            change.client_id === client_id ? { ...change, rev: answer.rev } : change,
          ),
  };
}

/**
 * Drops what the rows made superfluous: requests that became rows, also such as are not looked at,
 * and changes that the rows have.
 */
export function settled(state: ChatState, me: string, arrived: readonly ArrivedRow[]): ChatState {
  const { pending, changing, entryRequests } = state;
  if (pending.length + changing.length + entryRequests.length === 0) return state;
  const open = ({ rev }: { rev: number | null }) => rev === null || rev > (state.rev ?? -1);
  const mine = new Set(
    arrived.filter(({ author_id }) => author_id === me).map(({ client_id }) => client_id),
  );
  return {
    ...state,
    pending: pending.filter((request) => open(request) && !mine.has(request.client_id)),
    changing: changing.filter(open),
    entryRequests: unsettledEntries(entryRequests, state.rev),
  };
}

interface ArrivedRow {
  author_id: string;
  client_id: string;
}

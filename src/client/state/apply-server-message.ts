import type { ImageRow, ImageStatus, MessageRow } from '../../protocol/rows.ts';
import type { ImageProgress, ServerMessage, Snapshot } from '../../protocol/server-message.ts';
import { emptyChatState, type ChatState, type PendingRequest } from './chat-state.ts';
import { mergeRows } from './merge-rows.ts';

const finished: readonly ImageStatus[] = ['completed', 'failed', 'canceled'];

/** Whether nothing more will happen to an image in this status. */
export function isFinished(status: ImageStatus): boolean {
  return finished.includes(status);
}

/**
 * What is known of a chat after the server said something.
 *
 * @param me the id of the person at this browser, by which own requests are known again
 */
export function applyServerMessage(
  state: ChatState,
  message: ServerMessage,
  me: string,
): ChatState {
  switch (message.type) {
    case 'snapshot':
      return settle(fromSnapshot(state, message), me);
    case 'changes':
      return settle(
        {
          ...state,
          rev: Math.max(state.rev ?? 0, message.rev),
          chat:
            message.chat && message.chat.rev >= (state.chat?.rev ?? 0) ? message.chat : state.chat,
          members: mergeRows(state.members, message.members),
          messages: mergeRows(state.messages, message.messages),
          images: mergeRows(state.images, message.images),
        },
        me,
      );
    case 'history':
      return settle(
        {
          ...state,
          messages: mergeRows(state.messages, message.messages),
          images: mergeRows(state.images, message.images),
          has_older: message.has_older,
        },
        me,
      );
    case 'image_progress':
      return withProgress(state, message);
    case 'presence':
      return { ...state, here: message.here };
    case 'ack':
      return settle(changePending(state, message.client_id, { acknowledged: true }), me);
    case 'refused':
      return message.client_id === null
        ? state
        : changePending(state, message.client_id, { refusal: message.error });
    case 'welcome':
    case 'image_complete':
    case 'pong':
      return state;
    default:
      return state;
  }
}

/** A snapshot replaces all rows; who is here and what I still wait for outlive it. */
function fromSnapshot(state: ChatState, snapshot: Snapshot): ChatState {
  const empty = emptyChatState();
  const fresh: ChatState = {
    ...empty,
    rev: snapshot.rev,
    chat: snapshot.chat,
    members: mergeRows(empty.members, snapshot.members),
    messages: mergeRows(empty.messages, snapshot.messages),
    images: mergeRows(empty.images, snapshot.images),
    here: state.here,
    has_older: snapshot.has_older,
    pending: state.pending,
  };
  return snapshot.progress.reduce(withProgress, fresh);
}

/** Progress never falls, and that of a finished image is of no use to anybody. */
function withProgress(state: ChatState, update: ImageProgress): ChatState {
  const image = state.images.get(update.image_id);
  if (isFinished(update.status) || (image && isFinished(image.status))) return state;
  const before = state.progress.get(update.image_id);
  const progress = new Map(state.progress);
  progress.set(update.image_id, {
    ...update,
    // A late tick of the queue must not put a developing image back in line.
    status: before?.status === 'processing' ? 'processing' : update.status,
    progress:
      update.progress === null
        ? (before?.progress ?? null)
        : Math.max(update.progress, before?.progress ?? 0),
    preview: update.preview ?? before?.preview ?? null,
  });
  return { ...state, progress };
}

function changePending(
  state: ChatState,
  clientId: string,
  change: Partial<PendingRequest>,
): ChatState {
  return {
    ...state,
    pending: state.pending.map((request) =>
      request.client_id === clientId ? { ...request, ...change } : request,
    ),
  };
}

/** Drops what the new rows made superfluous: requests that became rows, progress of finished images. */
function settle(state: ChatState, me: string): ChatState {
  return { ...state, pending: stillPending(state, me), progress: stillRunning(state) };
}

function stillPending(state: ChatState, me: string): readonly PendingRequest[] {
  if (state.pending.length === 0) return state.pending;
  const arrived = new Set<string>();
  for (const message of state.messages.values()) {
    if (message.author_id === me) arrived.add(message.client_id);
  }
  return state.pending.filter((request) => !arrived.has(request.client_id));
}

function stillRunning(state: ChatState): ReadonlyMap<string, ImageProgress> {
  const ended = [...state.progress.keys()].filter((id) => {
    const image = state.images.get(id);
    return image !== undefined && isFinished(image.status);
  });
  if (ended.length === 0) return state.progress;
  const progress = new Map(state.progress);
  for (const id of ended) progress.delete(id);
  return progress;
}

/** The messages of the chat in the order of the conversation. */
export function orderedMessages(state: ChatState): MessageRow[] {
  return [...state.messages.values()].toSorted((a, b) => a.seq - b.seq);
}

/** The finished images of the chat, the newest first. */
export function finishedImages(state: ChatState): ImageRow[] {
  return [...state.images.values()]
    .filter((image) => image.status === 'completed' && image.url !== null)
    .toSorted((a, b) => b.created_at - a.created_at || b.rev - a.rev);
}

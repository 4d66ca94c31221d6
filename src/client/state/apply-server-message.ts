import type { ImageRow, ImageStatus } from '../../protocol/rows.ts';
import type { ImageProgress, ServerMessage, Snapshot } from '../../protocol/server-message.ts';
import { emptyChatState, type ChatState } from './chat-state.ts';
import { steadyWait } from './expected-wait.ts';
import { mergeRows, withTombstones } from './merge-rows.ts';
import { withChangedMessages, withQuoted, withRows } from './message-rows.ts';
import { settled, withAnswer } from './pending-requests.ts';
import { withPresence, withPresenceChange } from './presence.ts';
import { withHeard } from './suggestion.ts';
import { withoutDrafted, withProposalProgress } from './proposal-progress.ts';

const finished: readonly ImageStatus[] = ['completed', 'failed', 'canceled'];

/** Whether nothing more will happen to an image in this status. */
export function isFinished(status: ImageStatus): boolean {
  return finished.includes(status);
}

/**
 * What is known of a chat after the server said something. A page of history is not among it: only
 * who asked knows where it belongs, see `withHistory`.
 *
 * @param me the id of the person at this browser, by which own requests are known again
 */
export function applyServerMessage(
  state: ChatState,
  message: ServerMessage,
  me: string,
): ChatState {
  switch (message.type) {
    // Said after the greeting only where images cannot be made: until then they can.
    case 'welcome':
      return state.service ? { ...state, service: null } : state;
    case 'image_service':
      return { ...state, service: message.status === 'available' ? null : message };
    case 'snapshot':
      return settled(
        withoutDrafted(withoutEnded(fromSnapshot(state, message))),
        me,
        message.messages,
      );
    case 'changes': {
      const rows = withChangedMessages(state, message.messages, message.quoted);
      const next = {
        ...rows,
        rev: Math.max(state.rev ?? 0, message.rev),
        chat:
          message.chat && message.chat.rev >= (state.chat?.rev ?? 0) ? message.chat : state.chat,
        members: mergeRows(state.members, message.members),
        images: mergeRows(state.images, message.images),
        entries: mergeRows(state.entries, message.entries),
        deletedImages: withTombstones(state.deletedImages, message.images),
      };
      return settled(withoutDrafted(withoutEnded(next)), me, message.messages);
    }
    case 'entry_history':
      return { ...state, entryHistory: message.changes };
    case 'image_progress':
      return withProgress(state, message);
    case 'proposal_progress':
      return withProposalProgress(state, message);
    case 'presence':
      return withPresence(state, message);
    case 'presence_change':
      return withPresenceChange(state, message);
    case 'suggestion':
      return { ...state, suggestion: withHeard(state.suggestion, message) };
    case 'refused':
      return settled(
        withAnswer({ ...state, suggestion: withHeard(state.suggestion, message) }, message),
        me,
        [],
      );
    case 'ack':
      return settled(withAnswer(state, message), me, []);
    default:
      return state;
  }
}

/** A snapshot replaces all rows; who is here and what I still wait for outlive it. */
function fromSnapshot(state: ChatState, snapshot: Snapshot): ChatState {
  const empty = emptyChatState();
  const live = { ...empty.live, has_older: snapshot.has_older };
  const fresh: ChatState = {
    ...empty,
    rev: snapshot.rev,
    chat: snapshot.chat,
    members: mergeRows(empty.members, snapshot.members),
    images: mergeRows(empty.images, snapshot.images),
    entries: mergeRows(empty.entries, snapshot.entries),
    deletedImages: withTombstones(empty.deletedImages, snapshot.images),
    quoted: withQuoted(empty, [], snapshot.quoted),
    live: withRows(live, snapshot.messages),
    service: state.service,
    here: state.here,
    away: state.away,
    drafted: state.drafted,
    pending: state.pending,
    changing: state.changing,
    canceling: state.canceling,
    suggestion: state.suggestion,
    entryRequests: state.entryRequests,
    entryHistory: state.entryHistory,
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
    wait_ms: steadyWait(before?.wait_ms ?? null, update.wait_ms),
  });
  return { ...state, progress };
}

/** Drops the progress of images that have ended, and the cancels that wait for nothing any more. */
function withoutEnded(state: ChatState): ChatState {
  const hasEnded = (id: string) => {
    const image = state.images.get(id);
    return image !== undefined && isFinished(image.status);
  };
  const ended = [...state.progress.keys()].filter(hasEnded);
  const canceling = state.canceling.filter(({ image_id }) => !hasEnded(image_id));
  if (ended.length === 0 && canceling.length === state.canceling.length) return state;
  const progress = new Map(state.progress);
  for (const id of ended) progress.delete(id);
  return { ...state, progress, canceling };
}

/** The finished images of the chat, the newest first. */
export function finishedImages(state: ChatState): ImageRow[] {
  return [...state.images.values()]
    .filter((image) => image.status === 'completed' && image.url !== null)
    .toSorted((a, b) => b.created_at - a.created_at || b.rev - a.rev);
}

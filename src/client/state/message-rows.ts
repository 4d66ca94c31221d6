import type { MessageRow } from '../../protocol/rows.ts';
import { messageOf, type ChatState, type Stretch } from './chat-state.ts';

/**
 * Takes rows of messages that changed. New ones go to the end. One from before a stretch stays
 * outside of it: alone it would pretend that nothing lies between.
 */
export function withChangedMessages(
  state: ChatState,
  rows: readonly MessageRow[],
  quoted: readonly MessageRow[],
): ChatState {
  if (rows.length === 0 && quoted.length === 0) return state;
  const begins = state.live.messages.first?.seq;
  return {
    ...state,
    live: withRows(
      state.live,
      rows,
      ({ seq }) => begins === undefined || seq >= begins || !state.live.has_older,
    ),
    past: state.past && withRows(state.past, rows, () => false),
    quoted: withQuoted(state, rows, quoted),
  };
}

/** A stretch with rows put into it; the same where nothing changed. */
export function withRows(
  stretch: Stretch,
  rows: readonly MessageRow[],
  wanted?: (row: MessageRow) => boolean,
): Stretch {
  const messages = stretch.messages.with(rows, wanted);
  return messages === stretch.messages ? stretch : { ...stretch, messages };
}

/** What is answered somewhere follows its row; a tombstone stays, so that the answer can say so. */
export function withQuoted(
  state: ChatState,
  rows: readonly MessageRow[],
  quoted: readonly MessageRow[],
): ChatState['quoted'] {
  const followed = rows.filter(
    ({ id, deleted_at }) =>
      state.quoted.has(id) || (deleted_at !== null && messageOf(state, id) !== undefined),
  );
  const fresh = [...quoted, ...followed].filter(
    ({ id, rev }) => (state.quoted.get(id)?.rev ?? -1) < rev,
  );
  if (fresh.length === 0) return state.quoted;
  const next = new Map(state.quoted);
  for (const row of fresh) {
    if ((next.get(row.id)?.rev ?? -1) < row.rev) next.set(row.id, row);
  }
  return next;
}

import type { ServerMessage } from '../../protocol/server-message.ts';
import type { ChatState, Stretch } from './chat-state.ts';
import { mergeRows, withTombstones } from './merge-rows.ts';
import { MessageList } from './message-list.ts';
import { withQuoted, withRows } from './message-rows.ts';

export type HistoryPage = Extract<ServerMessage, { type: 'history' }>;
/** What a page of messages was asked for. */
export type HistoryAsk = 'older' | 'newer' | 'around';

/**
 * Puts a page of messages to those that are looked at, or looks at it instead (`around`). As soon as
 * a stretch further back reaches the end of the conversation, both are one.
 *
 * @param ask what the page was asked for; it must still fit what is looked at
 */
export function withHistory(state: ChatState, page: HistoryPage, ask: HistoryAsk): ChatState {
  const next = {
    ...state,
    images: mergeRows(state.images, page.images),
    deletedImages: withTombstones(state.deletedImages, page.images),
    quoted: withQuoted(state, page.messages, page.quoted),
  };
  if (ask === 'around') {
    const stretch = withRows(
      { messages: MessageList.empty, has_older: page.has_older },
      page.messages,
    );
    return joined(next, stretch, page.has_newer);
  }
  if (ask === 'newer') {
    return state.past ? joined(next, withRows(state.past, page.messages), page.has_newer) : next;
  }
  const older = (stretch: Stretch) => ({
    ...withRows(stretch, page.messages),
    has_older: page.has_older,
  });
  return state.past ? { ...next, past: older(state.past) } : { ...next, live: older(state.live) };
}

/** @param hasNewer whether the stretch ended before the conversation when it was read */
function joined(state: ChatState, stretch: Stretch, hasNewer: boolean): ChatState {
  const begins = state.live.messages.first?.seq ?? Number.POSITIVE_INFINITY;
  const ends = stretch.messages.last?.seq ?? 0;
  if (hasNewer && ends < begins) return { ...state, past: stretch };
  const starts = stretch.messages.first?.seq ?? begins;
  // What is here since the page was read is newer than what the page says.
  const live = {
    ...withRows(stretch, state.live.messages.ordered),
    has_older: starts < begins ? stretch.has_older : state.live.has_older,
  };
  return { ...state, live, past: null };
}

import { expect, test } from 'vitest';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState } from '../../../../src/client/state/chat-state.ts';
import {
  openedMark,
  returnedMark,
  seenMark,
  unreadCount,
} from '../../../../src/client/state/read-mark.ts';
import { ana, message, snapshot } from '../builders.ts';

const state = applyServerMessage(
  emptyChatState(),
  snapshot({
    rev: 5,
    messages: [
      message('one', 1),
      message('two', 2),
      message('mine', 3, { author_id: ana }),
      message('four', 4),
    ],
  }),
  ana,
);

test('what came since I last saw it is new', () => {
  expect(openedMark(2, 5)).toEqual({ seen: 2, unseen: { after: 2, upTo: 5 } });
});

test('who never saw the chat has missed nothing', () => {
  expect(openedMark(null, 5)).toEqual({ seen: 5, unseen: null });
});

test('to see what is new leaves its mark where it is', () => {
  expect(seenMark(openedMark(2, 5), 5, false)).toEqual({ seen: 5, unseen: { after: 2, upTo: 5 } });
});

test('what I saw on another device is not new here', () => {
  expect(seenMark(openedMark(2, 5), 4, true)).toEqual({ seen: 4, unseen: { after: 4, upTo: 5 } });
  expect(seenMark(openedMark(2, 5), 5, true)).toEqual({ seen: 5, unseen: null });
});

test('what I have seen is never unseen again', () => {
  expect(seenMark(openedMark(4, 5), 2, true)).toEqual(openedMark(4, 5));
});

test('when I come back, what came meanwhile is new, and what was new before is not', () => {
  const seen = seenMark(openedMark(2, 5), 5, false);
  expect(returnedMark(seen, 9)).toEqual({ seen: 5, unseen: { after: 5, upTo: 9 } });
  expect(returnedMark(seen, 5)).toBe(seen);
});

test('what others said since counts, and not what I said', () => {
  expect(unreadCount(state, openedMark(1, 5), ana)).toBe(2);
  expect(unreadCount(state, openedMark(4, 5), ana)).toBe(0);
  expect(unreadCount(state, { seen: null, unseen: null }, ana)).toBe(0);
});

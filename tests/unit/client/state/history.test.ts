import { describe, expect, test } from 'vitest';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState, viewed, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { withHistory, type HistoryPage } from '../../../../src/client/state/history.ts';
import { ana, changes, idOf, message, snapshot } from '../builders.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const rows = (from: number, to: number) =>
  names.slice(from - 1, to).map((name, index) => message(name, from + index));

/** A chat of ten messages, of which the last three are here. */
const end = applyServerMessage(
  emptyChatState(),
  snapshot({ rev: 10, messages: rows(8, 10), has_older: true }),
  ana,
);

function page(from: number, to: number): HistoryPage {
  return {
    type: 'history',
    client_id: 'client-history',
    messages: rows(from, to),
    images: [],
    quoted: [],
    has_older: from > 1,
    has_newer: to < 10,
  };
}

const inSight = (state: ChatState) =>
  viewed(state)
    .messages.ordered.map(({ text }) => text)
    .join('');

test('older messages are put before those that are here', () => {
  const state = withHistory(end, page(5, 7), 'older');
  expect(inSight(state)).toBe('efghij');
  expect(state.live.has_older).toBe(true);
  expect(withHistory(state, page(1, 4), 'older').live.has_older).toBe(false);
});

describe('a stretch further back', () => {
  const back = withHistory(end, page(2, 4), 'around');

  test('is looked at instead of the end, which stays', () => {
    expect(inSight(back)).toBe('bcd');
    expect(back.past).not.toBeNull();
    expect(back.live.messages.size).toBe(3);
  });

  test('grows at both ends', () => {
    const wider = withHistory(withHistory(back, page(1, 1), 'older'), page(5, 6), 'newer');
    expect(inSight(wider)).toBe('abcdef');
    expect(viewed(wider).has_older).toBe(false);
    expect(wider.past).not.toBeNull();
  });

  test('becomes one with the end where it reaches it', () => {
    const state = withHistory(back, page(5, 9), 'newer');
    expect(state.past).toBeNull();
    expect(inSight(state)).toBe('bcdefghij');
    expect(state.live.has_older).toBe(true);
  });

  test('becomes one with the end where nothing lies between', () => {
    const last = { ...page(5, 7), has_newer: false };
    expect(inSight(withHistory(back, last, 'newer'))).toBe('bcdefghij');
  });

  test('keeps what came to the end meanwhile', () => {
    const later = changes({ rev: 11, messages: [message('k', 11)] });
    const state = withHistory(applyServerMessage(back, later, ana), page(5, 9), 'newer');
    expect(inSight(state)).toBe('bcdefghijk');
  });

  test('does not take in what is said at the end', () => {
    const later = changes({ rev: 11, messages: [message('k', 11)] });
    expect(inSight(applyServerMessage(back, later, ana))).toBe('bcd');
  });

  test('follows changes of what is in it', () => {
    const edited = changes({ rev: 11, messages: [message('c', 3, { rev: 11, text: 'C' })] });
    expect(inSight(applyServerMessage(back, edited, ana))).toBe('bCd');
  });

  test('does not take what is newer here back to what the page says', () => {
    const edited = changes({ rev: 11, messages: [message('i', 9, { rev: 11, text: 'I' })] });
    const state = withHistory(applyServerMessage(back, edited, ana), page(5, 9), 'newer');
    expect(inSight(state)).toBe('bcdefghIj');
  });
});

test('a message at the end is found in its surroundings there', () => {
  const state = withHistory(end, page(6, 10), 'around');
  expect(state.past).toBeNull();
  expect(inSight(state)).toBe('fghij');
});

test('a page inside of what is here takes nothing away', () => {
  const wide = withHistory(end, page(1, 7), 'older');
  const state = withHistory(wide, page(3, 9), 'around');
  expect(inSight(state)).toBe('abcdefghij');
  expect(state.live.has_older).toBe(false);
});

test('what a page answers comes along', () => {
  const answered = { ...page(5, 7), quoted: [message('a', 1)] };
  expect(withHistory(end, answered, 'older').quoted.get(idOf('a'))?.text).toBe('a');
});

test('a page of newer messages is of no use at the end', () => {
  expect(withHistory(end, page(5, 7), 'newer').live).toBe(end.live);
});

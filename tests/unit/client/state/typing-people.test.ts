import { expect, test } from 'vitest';
import {
  typingHolds,
  withoutExpired,
  withTyping,
} from '../../../../src/client/state/typing-people.ts';
import { changes, message, mira } from '../builders.ts';

const typing = withTyping(new Map(), { type: 'typing', user_id: mira, what: 'message' }, 1_000);

test('somebody types until they say that they stopped', () => {
  expect(typing.get(mira)?.what).toBe('message');
  expect(withTyping(typing, { type: 'typing', user_id: mira, what: null }, 1_500).size).toBe(0);
});

test('a word holds for some seconds, and a new one for as long again', () => {
  expect(withoutExpired(typing, 1_000 + typingHolds - 1)).toBe(typing);
  expect(withoutExpired(typing, 1_000 + typingHolds).size).toBe(0);
  const again = withTyping(typing, { type: 'typing', user_id: mira, what: 'prompt' }, 4_000);
  expect(withoutExpired(again, 1_000 + typingHolds).get(mira)?.what).toBe('prompt');
});

test('ends at once when their message arrives', () => {
  const arrived = changes({ messages: [message('one', 4)] });
  expect(withTyping(typing, arrived, 1_500).size).toBe(0);
});

test('goes on when something becomes of an old message of theirs', () => {
  const reacted = changes({ messages: [message('one', 4, { rev: 9 })] });
  expect(withTyping(typing, reacted, 1_500)).toBe(typing);
});

test('ends when they leave', () => {
  const left = {
    type: 'presence_change',
    came: [],
    went: [{ user_id: mira, last_seen_at: 1 }],
  } as const;
  expect(
    withTyping(typing, { ...left, came: [...left.came], went: [...left.went] }, 1_500).size,
  ).toBe(0);
});

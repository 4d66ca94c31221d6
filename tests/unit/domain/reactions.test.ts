import { expect, test } from 'vitest';
import { withReaction } from '../../../src/domain/reactions.ts';

test('a reaction is added once and taken back once', () => {
  const one = withReaction([], '👍', 'ada', true);
  expect(one).toEqual([{ reaction: '👍', user_ids: ['ada'] }]);
  expect(withReaction(one, '👍', 'ada', true)).toBe(one);
  expect(withReaction(one, '👀', 'ada', false)).toBe(one);
  expect(withReaction(one, '👍', 'ada', false)).toEqual([]);
});

test('they stand in the order in which each came first', () => {
  const two = withReaction(withReaction([], '👍', 'ada', true), '👀', 'lin', true);
  const three = withReaction(two, '👍', 'lin', true);
  expect(three).toEqual([
    { reaction: '👍', user_ids: ['ada', 'lin'] },
    { reaction: '👀', user_ids: ['lin'] },
  ]);
});

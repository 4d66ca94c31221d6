import { expect, test } from 'vitest';
import { MessageList } from '../../../../src/client/state/message-list.ts';
import { halfPastTen, idOf, message } from '../builders.ts';

const texts = (list: MessageList) => list.ordered.map(({ text }) => text).join('');
const ace = MessageList.empty.with([message('c', 3), message('a', 1), message('e', 5)]);

test('is ordered by seq, wherever a row comes in', () => {
  expect(texts(ace)).toBe('ace');
  expect(texts(ace.with([message('d', 4), message('f', 6), message('b', 2)]))).toBe('abcdef');
});

test('finds a message by its id, and only what is in it', () => {
  const without = ace.with([message('c', 3, { rev: 9, deleted_at: halfPastTen })]);
  expect(ace.get(idOf('c'))?.text).toBe('c');
  expect(without.has(idOf('c'))).toBe(false);
  expect(ace.with([message('x', 9)]).has(idOf('x'))).toBe(true);
  expect(ace.has(idOf('x'))).toBe(false);
});

test('is the same list where nothing changed', () => {
  expect(ace.with([message('c', 3), message('z', 9, { deleted_at: halfPastTen })])).toBe(ace);
  expect(ace.with([message('z', 9)], () => false)).toBe(ace);
});

test('takes the newest of two rows of the same message', () => {
  const twice = [message('x', 9, { rev: 11, text: 'X' }), message('x', 9)];
  expect(texts(ace.with(twice))).toBe('aceX');
  expect(texts(ace.with(twice.toReversed()))).toBe('aceX');
});

test('one that is deleted in the frame in which it came does not come', () => {
  const gone = message('x', 9, { rev: 10, deleted_at: halfPastTen });
  expect(texts(ace.with([message('x', 9), gone]))).toBe('ace');
});

import { expect, test } from 'vitest';
import {
  everything,
  isNarrowed,
  searchQuery,
  type SearchFilter,
} from '../../../../src/client/state/search-filter.ts';
import { chatId, halfPastTen, mira } from '../builders.ts';

const query = (change: Partial<SearchFilter>) =>
  searchQuery(' a lake ', { ...everything, ...change }, halfPastTen);

test('without a filter only the words are asked for', () => {
  expect(query({})).toEqual({ q: 'a lake' });
  expect(isNarrowed(everything, halfPastTen)).toBe(false);
});

test('room, person and kind are asked for as they were chosen', () => {
  const change = { chat: chatId, author: mira, kind: 'with' } as const;
  expect(query(change)).toEqual({ q: 'a lake', chat_id: chatId, author_id: mira, image: 'with' });
  expect(isNarrowed({ ...everything, ...change }, halfPastTen)).toBe(true);
});

test('the past week begins at the midnight seven days ago', () => {
  expect(query({ span: 'week' }).from).toBe(new Date(2026, 10, 16).getTime());
});

test('both days that were given belong to the search', () => {
  expect(query({ span: 'dates', from: '2026-11-20', until: '2026-11-30' })).toMatchObject({
    from: new Date(2026, 10, 20).getTime(),
    until: new Date(2026, 11, 1).getTime(),
  });
});

test('a day that is not there yet leaves nothing out', () => {
  expect(query({ span: 'dates', until: '2026-11-30' })).not.toHaveProperty('from');
  expect(isNarrowed({ ...everything, span: 'dates' }, halfPastTen)).toBe(false);
});

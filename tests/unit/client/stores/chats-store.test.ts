import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatSummary } from '../../../../src/protocol/http.ts';
import { createChatsStore } from '../../../../src/client/stores/chats-store.ts';
import { ana, chatId, idOf } from '../builders.ts';

const other = idOf('other');

const row = (id: string, change: Partial<ChatSummary> = {}): ChatSummary => ({
  id,
  name: 'Northlight cover',
  active_at: 1,
  last_text: null,
  last_author: null,
  last_image_url: null,
  unread: 0,
  for_me: false,
  is_owner: false,
  ...change,
});

const storeOf = (...rows: ChatSummary[]) => createChatsStore(rows, { id: ana, name: 'Ana' });

const answer = (...chats: ChatSummary[]) =>
  vi.stubGlobal('fetch', async () => Response.json({ chats }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what was seen in a room is not undone by a list that lags behind', async () => {
  const store = storeOf(row(chatId));
  store.change(chatId, { active_at: 5, last_text: 'a lake' });
  answer(row(chatId, { active_at: 4, name: 'Renamed' }));
  await store.refresh();
  expect(store.list).toEqual([row(chatId, { active_at: 5, last_text: 'a lake', name: 'Renamed' })]);
});

test('a list that still does not know it after a minute is believed: it was deleted', async () => {
  const store = storeOf(row(chatId));
  store.change(chatId, { active_at: 5, last_text: 'a lake' });
  vi.advanceTimersByTime(60_001);
  const listed = row(chatId, { active_at: 4, last_text: 'before it' });
  answer(listed);
  await store.refresh();
  expect(store.list).toEqual([listed]);
});

test('a row that was never open takes what the list says, also when that is older', async () => {
  const store = storeOf(row(chatId, { active_at: 5, last_text: 'deleted since' }));
  answer(row(chatId, { active_at: 4, last_text: 'before it' }));
  await store.refresh();
  expect(store.list[0]?.last_text).toBe('before it');
});

test('what was read in a room is not unread again by a list that lags behind', async () => {
  const store = storeOf(row(chatId));
  store.change(chatId, { active_at: 5, unread: 0 });
  answer(row(chatId, { active_at: 5, unread: 3, for_me: true }));
  await store.refresh();
  expect(store.list[0]).toMatchObject({ unread: 0, for_me: false });
});

test('what was said after I left a room is unread', async () => {
  const store = storeOf(row(chatId));
  store.change(chatId, { active_at: 5, unread: 0 });
  answer(row(chatId, { active_at: 6, unread: 1, for_me: true }));
  await store.refresh();
  expect(store.list[0]).toMatchObject({ unread: 1, for_me: true });
});

test('a newer list replaces what was known, and brings new rooms', async () => {
  const store = storeOf(row(chatId));
  const fetched = [row(other, { active_at: 7 }), row(chatId, { active_at: 6, last_text: 'hello' })];
  answer(...fetched);
  await store.refresh();
  expect(store.list).toEqual(fetched);
});

test('a room in which something happens moves to the top', () => {
  const store = storeOf(row(other, { active_at: 4 }), row(chatId, { active_at: 3 }));
  store.change(chatId, { active_at: 5 });
  expect(store.list.map(({ id }) => id)).toEqual([chatId, other]);
});

test('a room that is not in the list any more goes from it', async () => {
  const store = storeOf(row(other), row(chatId));
  answer(row(other));
  await store.refresh();
  expect(store.list.map(({ id }) => id)).toEqual([other]);
});

test('a list that cannot be fetched changes nothing', async () => {
  const store = storeOf(row(chatId));
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 503 }));
  await store.refresh();
  expect(store.list).toEqual([row(chatId)]);
});

test('a deleted room goes from the list at once', async () => {
  const store = storeOf(row(other), row(chatId));
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    asked.push([method, path, body]);
    return Response.json({});
  });
  await store.remove(chatId, 'Northlight cover');
  expect(asked).toEqual([['DELETE', `/api/chats/${chatId}`, '{"name":"Northlight cover"}']]);
  expect(store.list.map(({ id }) => id)).toEqual([other]);
});

test('a room that could not be deleted stays', async () => {
  const store = storeOf(row(chatId));
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 403 }));
  await expect(store.remove(chatId, 'Northlight cover')).rejects.toThrow();
  expect(store.list).toHaveLength(1);
});

import { afterEach, expect, test, vi } from 'vitest';
import type { ChatSummary } from '../../../../src/protocol/http.ts';
import { createChatsStore } from '../../../../src/client/stores/chats-store.ts';
import { ana, chatId, idOf } from '../builders.ts';

const row = (id: string, change: Partial<ChatSummary> = {}): ChatSummary => ({
  id,
  name: 'Northlight cover',
  active_at: 1,
  last_text: null,
  last_author: null,
  last_image_url: null,
  ...change,
});

const answer = (chats: ChatSummary[]) =>
  vi.stubGlobal('fetch', async () => Response.json({ chats }));

afterEach(() => {
  vi.unstubAllGlobals();
});

test('what was seen in a room is not undone by a list that lags behind', async () => {
  const store = createChatsStore([row(chatId)], { id: ana, name: 'Ana' });
  store.change(chatId, { active_at: 5, last_text: 'a lake' });
  answer([row(chatId, { active_at: 4, name: 'Renamed' })]);
  await store.refresh();
  expect(store.list).toEqual([row(chatId, { active_at: 5, last_text: 'a lake', name: 'Renamed' })]);
});

test('a newer list replaces what was known, and brings new rooms', async () => {
  const store = createChatsStore([row(chatId)], { id: ana, name: 'Ana' });
  const fetched = [row(idOf('other')), row(chatId, { active_at: 6, last_text: 'hello' })];
  answer(fetched);
  await store.refresh();
  expect(store.list).toEqual(fetched);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  chatsWithUnanswered,
  unansweredRequests,
} from '../../../../src/client/stores/unanswered-requests.ts';
import { ana, chatId, idOf, mira } from '../builders.ts';
import { storage } from './storage.ts';

const say = (client_id: string) => ({ type: 'message_send', client_id, text: 'hello' }) as const;

beforeEach(() => vi.stubGlobal('localStorage', storage()));
afterEach(() => vi.unstubAllGlobals());

const namesOf = (me: string) =>
  unansweredRequests(me, chatId)
    .read()
    .map(({ request }) => request.client_id);

test('comes back in the order in which it was asked for', () => {
  const keeper = unansweredRequests(ana, chatId);
  for (const name of ['client-z', 'client-a', 'client-m']) {
    keeper.keep({ request: say(name), created_at: 5 });
  }
  expect(namesOf(ana)).toEqual(['client-z', 'client-a', 'client-m']);
  keeper.forget('client-a');
  expect(namesOf(ana)).toEqual(['client-z', 'client-m']);
});

test('is of one person and one chat', () => {
  unansweredRequests(ana, chatId).keep({ request: say('client-1'), created_at: 5 });
  expect(namesOf(mira)).toEqual([]);
  expect(unansweredRequests(ana, idOf('other')).read()).toEqual([]);
  expect(chatsWithUnanswered(ana)).toEqual([chatId]);
  expect(chatsWithUnanswered(mira)).toEqual([]);
});

test('what two tabs keep does not overwrite each other', () => {
  const [one, other] = [unansweredRequests(ana, chatId), unansweredRequests(ana, chatId)];
  one.keep({ request: say('client-1'), created_at: 5 });
  other.keep({ request: say('client-2'), created_at: 6 });
  one.forget('client-1');
  expect(namesOf(ana)).toEqual(['client-2']);
});

test('what cannot be read is left out', () => {
  const keeper = unansweredRequests(ana, chatId);
  keeper.keep({ request: say('client-1'), created_at: 5 });
  localStorage.setItem(`darkroom:unanswered:${ana}:${chatId}:client-2`, 'not JSON');
  expect(namesOf(ana)).toEqual(['client-1']);
});

test('a prompt that was to be drafted is asked for again by the next page', () => {
  const keeper = unansweredRequests(ana, chatId);
  const ids = { client_id: 'client-1', message_ids: [idOf('heron'), idOf('fog')] };
  keeper.keep({ request: { type: 'proposal_request', ...ids }, created_at: 5 });
  const [kept] = unansweredRequests(ana, chatId).read();
  expect(kept?.request).toEqual({ type: 'proposal_request', ...ids });
});

test('a browser that keeps nothing is no error', () => {
  vi.stubGlobal('localStorage', undefined);
  unansweredRequests(ana, chatId).keep({ request: say('client-1'), created_at: 5 });
  expect(namesOf(ana)).toEqual([]);
});

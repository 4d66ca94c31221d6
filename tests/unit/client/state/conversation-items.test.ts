import { expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState } from '../../../../src/client/state/chat-state.ts';
import { conversationItems } from '../../../../src/client/state/conversation-items.ts';
import { addPending } from '../../../../src/client/state/pending-requests.ts';
import {
  ana,
  changes,
  halfPastTen,
  idOf,
  image,
  member,
  message,
  mira,
  models,
  progress,
} from '../builders.ts';

const minute = 60_000;
const context = {
  me: ana,
  my_name: 'Ana',
  models,
  now: halfPastTen,
  unseen_from: null,
  fallback_size: { width: 512, height: 512 },
};

function stateAfter(...messages: ServerMessage[]) {
  return messages.reduce((state, said) => applyServerMessage(state, said, ana), emptyChatState());
}

test('author and time stand above the first of several messages within five minutes', () => {
  const state = stateAfter(
    changes({
      members: [member(mira, 'Mira')],
      messages: [
        message('one', 1),
        message('two', 2, { created_at: halfPastTen + 4 * minute }),
        message('three', 3, { created_at: halfPastTen + 10 * minute }),
        message('mine', 4, { author_id: ana, created_at: halfPastTen + 10 * minute }),
      ],
    }),
  );
  const items = conversationItems(state, context, []);
  expect(items.map(({ headed }) => headed)).toEqual([true, false, true, true]);
  expect(items.map(({ author }) => author)).toEqual(['Mira', 'Mira', 'Mira', 'Ana']);
});

test('a day is named once, above its first message', () => {
  const yesterday = halfPastTen - 24 * 60 * minute;
  const state = stateAfter(
    changes({
      messages: [
        message('one', 1, { created_at: yesterday }),
        message('two', 2),
        message('three', 3),
      ],
    }),
  );
  const days = conversationItems(state, context, []).map(({ day }) => day);
  expect(days).toEqual(['Yesterday', 'Today', '']);
});

test('what I asked for keeps its key when it becomes a row', () => {
  const asked = {
    client_id: 'client-mine',
    text: 'hello',
    settings: null,
    created_at: halfPastTen,
  };
  const asking = addPending(emptyChatState(), asked);
  const row = message('mine', 4, { author_id: ana, client_id: asked.client_id, text: 'hello' });
  const there = applyServerMessage(asking, changes({ messages: [row] }), ana);
  const [before] = conversationItems(asking, context, []);
  const [after] = conversationItems(there, context, []);
  expect(before).toMatchObject({ sending: true, text: 'hello' });
  expect(after).toMatchObject({ sending: false, text: 'hello', key: before?.key });
});

test('an image that I asked for stands in the frame that it will have', () => {
  const settings = { prompt: 'a lake', negative_prompt: '', width: 960, height: 640 };
  const asked = { client_id: 'client-mine', text: 'a lake', settings, created_at: halfPastTen };
  const [item] = conversationItems(addPending(emptyChatState(), asked), context, []);
  expect(item?.images).toMatchObject([{ status: 'pending', width: 960, height: 640 }]);
});

test('an entry that did not change is the same object again', () => {
  const first = stateAfter(
    changes({
      messages: [message('one', 1), message('two', 3, { image_id: idOf('lake') })],
      images: [image('lake', 2)],
    }),
  );
  const shown = conversationItems(first, context, []);
  const next = applyServerMessage(first, progress('lake', { progress: 20 }), ana);
  const again = conversationItems(next, context, shown);
  expect(again[0]).toBe(shown[0]);
  expect(again[1]).not.toBe(shown[1]);
});

test('a request whose image is not here shows its words', () => {
  const state = stateAfter(
    changes({ messages: [message('a lake', 3, { image_id: idOf('lake') })] }),
  );
  expect(conversationItems(state, context, [])).toMatchObject([{ text: 'a lake', images: [] }]);
});

test('the first message that was not seen is marked, and only that', () => {
  const state = stateAfter(changes({ messages: [message('one', 1), message('two', 2)] }));
  const items = conversationItems(state, { ...context, unseen_from: 2 }, []);
  expect(items.map(({ unseen }) => unseen)).toEqual([false, true]);
});

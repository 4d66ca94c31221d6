import { expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { ConversationItems } from '../../../../src/client/state/conversation-items.ts';
import {
  ana,
  changes,
  halfPastTen,
  idOf,
  image,
  message,
  models,
  progress,
  service,
  snapshot,
} from '../builders.ts';

const welcome: ServerMessage = {
  type: 'welcome',
  protocol_version: 2,
  user_id: ana,
  simulated: false,
  models,
  models_tag: null,
  language: { expand: false, describe: false },
  read_rev: null,
};

const asked = snapshot({
  rev: 4,
  messages: [
    message('lake', 2, { image_id: idOf('lake') }),
    message('fox', 3, { image_id: idOf('fox') }),
    message('words', 4),
  ],
  images: [image('lake', 2), image('fox', 3, { status: 'processing' })],
  progress: [
    progress('lake', { status: 'pending', position: 1 }),
    progress('fox', { progress: 20 }),
  ],
});

function after(...messages: ServerMessage[]): ChatState {
  return messages.reduce((state, said) => applyServerMessage(state, said, ana), emptyChatState());
}

test('what the service says is known until it is available again', () => {
  const outage = service('no_credit', { until: halfPastTen });
  expect(after(outage).service).toEqual(outage);
  expect(after(outage, service('available')).service).toBeNull();
});

test('a later try of the same outage replaces the time of the one before', () => {
  const outage = after(
    service('no_credit', { until: 1_000 }),
    service('no_credit', { until: 2_000 }),
  );
  expect(outage.service?.until).toBe(2_000);
});

test('rows do not touch it', () => {
  const state = after(service('unauthorized'), asked, changes({ rev: 9 }));
  expect(state.service?.status).toBe('unauthorized');
});

test('a fresh greeting begins with pictures that can be made', () => {
  expect(after(service('no_credit'), welcome, asked).service).toBeNull();
  const still = after(service('no_credit'), welcome, asked, service('throttled'));
  expect(still.service?.status).toBe('throttled');
});

test('only the entries of pictures that wait for it are made anew', () => {
  const conversation = new ConversationItems();
  const context = {
    me: ana,
    my_name: 'Ana',
    models,
    now: halfPastTen,
    unseen: null,
    fallback_size: { width: 512, height: 512 },
    address: 'https://darkroom.test/chats/chat',
  };
  const before = after(asked);
  const items = conversation.of(before, context);
  const outage = applyServerMessage(before, service('no_credit'), ana);
  const told = conversation.of(outage, context);
  expect(told[0]?.images[0]?.waiting).toBe('Waiting: the Replicate account has no credit left');
  expect(told.slice(1)).toEqual(items.slice(1));
  expect(told[1]).toBe(items[1]);
  expect(told[2]).toBe(items[2]);
  const later = applyServerMessage(outage, service('no_credit', { until: 5_000 }), ana);
  expect(conversation.of(later, context)).toBe(told);
  const back = applyServerMessage(later, service('available'), ana);
  expect(conversation.of(back, context)[0]?.images[0]?.waiting).toBe('Next in line');
});

test('the expected wait that is shown does not follow every measure', () => {
  const at = (wait_ms: number) => progress('lake', { status: 'pending', position: 2, wait_ms });
  const state = after(asked, at(41_000), at(44_000), at(37_000));
  expect(state.progress.get(idOf('lake'))?.wait_ms).toBe(40_000);
});

import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { addRequest, type WriteRequest } from '../../../../src/client/state/asked-requests.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { ana, changes, halfPastTen, idOf, message, snapshot } from '../builders.ts';

const client_id = 'client-mine';
const send: WriteRequest = { type: 'message_send', client_id, text: 'hello' };
const edit: WriteRequest = {
  type: 'message_edit',
  client_id,
  message_id: idOf('one'),
  text: 'better',
};

function asking(request: WriteRequest, ...messages: ServerMessage[]): ChatState {
  const state = addRequest(emptyChatState(), request, halfPastTen);
  return messages.reduce((now, said) => applyServerMessage(now, said, ana), state);
}

const ack = (rev: number) => ({ type: 'ack', client_id, id: idOf('mine'), rev }) as const;
const error = { code: 'not_allowed', message: 'That is not yours.' } as const;
const refused = { type: 'refused', client_id, error } as const;

describe('a message that I sent', () => {
  test('goes once its row is there', () => {
    const row = message('mine', 4, { author_id: ana, client_id });
    expect(asking(send, changes({ rev: 4, messages: [row] })).pending).toEqual([]);
  });

  test("stays when somebody else's row has the same client_id", () => {
    const row = message('theirs', 4, { client_id });
    expect(asking(send, changes({ messages: [row] })).pending).toHaveLength(1);
  });

  test('stays in sight between its ack and its row', () => {
    expect(asking(send, snapshot({ rev: 3 }), ack(4)).pending).toMatchObject([{ rev: 4 }]);
  });

  test('goes with its ack where the row has come before, even out of sight', () => {
    const late = snapshot({ rev: 40, messages: [message('other', 39)], has_older: true });
    expect(asking(send, late, ack(4)).pending).toEqual([]);
  });

  test('stays with the reason where it was refused', () => {
    expect(asking(send, refused).pending).toMatchObject([{ refusal: error }]);
  });

  test('outlives a snapshot that does not have it', () => {
    expect(asking(send, snapshot()).pending).toHaveLength(1);
  });
});

describe('a change that I asked for', () => {
  test('stands until its row says the same', () => {
    const there = snapshot({ rev: 4, messages: [message('one', 2, { author_id: ana })] });
    expect(asking(edit, there).changing).toHaveLength(1);
    expect(asking(edit, there, ack(5)).changing).toMatchObject([{ rev: 5 }]);
    const row = message('one', 2, { author_id: ana, rev: 5, text: 'better' });
    const done = asking(edit, there, ack(5), changes({ rev: 5, messages: [row] }));
    expect(done.changing).toEqual([]);
  });

  test('goes with its ack where the row came first', () => {
    const row = message('one', 2, { author_id: ana, rev: 5, text: 'better' });
    const done = asking(edit, snapshot({ rev: 4 }), changes({ rev: 5, messages: [row] }), ack(5));
    expect(done.changing).toEqual([]);
  });

  test('is taken back where it is refused', () => {
    expect(asking(edit, snapshot({ rev: 4 }), refused).changing).toEqual([]);
  });
});

test('to cancel an image shows nothing of itself', () => {
  const cancel = { type: 'image_cancel', client_id, image_id: idOf('lake') } as const;
  expect(asking(cancel)).toMatchObject({ pending: [], changing: [] });
});

test('an image that I ask for keeps its settings, to be asked for again', () => {
  const request = { type: 'image_request', client_id, prompt: 'a lake', seed: 7 } as const;
  expect(asking(request).pending).toMatchObject([
    { text: 'a lake', settings: { prompt: 'a lake', negative_prompt: '', seed: 7 } },
  ]);
});

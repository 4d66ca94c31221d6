import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import {
  applyServerMessage,
  finishedImages,
  orderedMessages,
} from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { addPending } from '../../../../src/client/state/pending-requests.ts';
import {
  ana,
  changes,
  chatId,
  halfPastTen,
  idOf,
  image,
  member,
  message,
  mira,
  progress,
  snapshot,
} from '../builders.ts';

function after(...messages: ServerMessage[]): ChatState {
  return messages.reduce((state, said) => applyServerMessage(state, said, ana), emptyChatState());
}

const asked = { client_id: 'client-mine', text: 'hello', settings: null, created_at: halfPastTen };

describe('rows', () => {
  test('a row replaces an older revision of itself', () => {
    const state = after(
      changes({ messages: [message('one', 3, { text: 'first words' })] }),
      changes({ messages: [message('one', 3, { rev: 5, text: 'better words' })] }),
    );
    expect(state.messages.get(idOf('one'))?.text).toBe('better words');
  });

  test('a row that comes late does not replace a newer one', () => {
    const state = after(
      changes({ messages: [message('one', 3, { rev: 5, text: 'better words' })] }),
      changes({ messages: [message('one', 3, { text: 'first words' })] }),
    );
    expect(state.messages.get(idOf('one'))?.text).toBe('better words');
  });

  test('a tombstone removes the row', () => {
    const state = after(
      changes({ messages: [message('one', 3)] }),
      changes({ messages: [message('one', 3, { rev: 6, deleted_at: halfPastTen })] }),
    );
    expect(state.messages.size).toBe(0);
  });

  test('a tombstone of an unknown row changes nothing', () => {
    const state = after(changes({ messages: [message('one', 3, { deleted_at: halfPastTen })] }));
    expect(state.messages.size).toBe(0);
  });

  test('the conversation is ordered by seq, whatever order the rows came in', () => {
    const state = after(
      changes({ messages: [message('third', 9), message('first', 2)] }),
      changes({ messages: [message('second', 4, { rev: 20 })] }),
    );
    expect(orderedMessages(state).map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  });

  test('the revision never falls', () => {
    expect(after(changes({ rev: 8 }), changes({ rev: 5 })).rev).toBe(8);
  });

  test('the name of the chat follows its row', () => {
    const renamed = changes({ chat: { id: chatId, rev: 4, name: 'Back sleeve' } });
    expect(after(snapshot(), renamed).chat?.name).toBe('Back sleeve');
  });

  test('a snapshot replaces everything that was known', () => {
    const state = after(
      changes({ messages: [message('old', 1)], members: [member(mira, 'Mira')] }),
      snapshot({ rev: 40, messages: [message('new', 39)], has_older: true }),
    );
    expect(orderedMessages(state).map(({ text }) => text)).toEqual(['new']);
    expect(state).toMatchObject({ rev: 40, has_older: true });
  });

  test('a page of history is added before what is there', () => {
    const state = after(snapshot({ rev: 9, messages: [message('late', 9)], has_older: true }), {
      type: 'history',
      client_id: 'client-history',
      messages: [message('early', 1)],
      images: [],
      has_older: false,
    });
    expect(orderedMessages(state).map(({ text }) => text)).toEqual(['early', 'late']);
    expect(state).toMatchObject({ rev: 9, has_older: false });
  });
});

describe('progress', () => {
  test('never falls', () => {
    const state = after(
      changes({ images: [image('lake', 2)] }),
      progress('lake', { progress: 60 }),
      progress('lake', { progress: 40 }),
    );
    expect(state.progress.get(idOf('lake'))?.progress).toBe(60);
  });

  test('stays as it was where a tick has no measure', () => {
    const state = after(progress('lake', { progress: 60 }), progress('lake', { progress: null }));
    expect(state.progress.get(idOf('lake'))?.progress).toBe(60);
  });

  test('a late word from the queue does not put a developing image back in line', () => {
    const state = after(progress('lake'), progress('lake', { status: 'pending', position: 2 }));
    expect(state.progress.get(idOf('lake'))?.status).toBe('processing');
  });

  test.each(['completed', 'failed', 'canceled'] as const)('is dropped once it is %s', (status) => {
    const state = after(
      changes({ images: [image('lake', 2)] }),
      progress('lake', { progress: 60 }),
      changes({ images: [image('lake', 3, { status })] }),
    );
    expect(state.progress.size).toBe(0);
  });

  test('of a finished image is not taken', () => {
    const state = after(
      changes({ images: [image('lake', 3, { status: 'completed' })] }),
      progress('lake', { progress: 60 }),
    );
    expect(state.progress.size).toBe(0);
  });

  test('comes with the snapshot for who joins late', () => {
    const state = after(
      snapshot({ images: [image('lake', 2)], progress: [progress('lake', { progress: 30 })] }),
    );
    expect(state.progress.get(idOf('lake'))?.progress).toBe(30);
  });
});

describe('what I asked for', () => {
  test('goes once its row is there', () => {
    const asking = addPending(emptyChatState(), asked);
    const row = message('mine', 4, { author_id: ana, client_id: asked.client_id });
    const state = applyServerMessage(asking, changes({ messages: [row] }), ana);
    expect(state.pending).toEqual([]);
  });

  test("stays when somebody else's row has the same client_id", () => {
    const asking = addPending(emptyChatState(), asked);
    const row = message('theirs', 4, { client_id: asked.client_id });
    const state = applyServerMessage(asking, changes({ messages: [row] }), ana);
    expect(state.pending).toHaveLength(1);
  });

  test('is acknowledged and stays in sight until its row comes', () => {
    const asking = addPending(emptyChatState(), asked);
    const ack = { type: 'ack', client_id: asked.client_id, id: idOf('mine'), rev: 4 } as const;
    expect(applyServerMessage(asking, ack, ana).pending).toMatchObject([{ acknowledged: true }]);
  });

  test('stays with the reason where it was refused', () => {
    const asking = addPending(emptyChatState(), asked);
    const error = { code: 'too_fast', message: 'Slow down a little.' } as const;
    const refused = { type: 'refused', client_id: asked.client_id, error } as const;
    expect(applyServerMessage(asking, refused, ana).pending).toMatchObject([{ refusal: error }]);
  });

  test('outlives a snapshot that does not have it', () => {
    const asking = addPending(emptyChatState(), asked);
    expect(applyServerMessage(asking, snapshot(), ana).pending).toHaveLength(1);
  });
});

test('presence is the latest that was said', () => {
  const state = after({ type: 'presence', here: [ana] }, { type: 'presence', here: [ana, mira] });
  expect(state.here).toEqual([ana, mira]);
});

test('finished images come newest first, and only those that are there', () => {
  const done = { status: 'completed', url: '/picture' } as const;
  const state = after(
    changes({
      images: [
        image('older', 2, { ...done, created_at: 1 }),
        image('newer', 3, { ...done, created_at: 2 }),
        image('waiting', 4),
      ],
    }),
  );
  expect(finishedImages(state).map(({ id }) => id)).toEqual([idOf('newer'), idOf('older')]);
});

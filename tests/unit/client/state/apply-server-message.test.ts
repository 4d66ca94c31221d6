import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import {
  applyServerMessage,
  finishedImages,
} from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
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

const texts = ({ live }: ChatState) => live.messages.ordered.map(({ text }) => text);

describe('rows', () => {
  test('a row replaces an older revision of itself', () => {
    const state = after(
      changes({ messages: [message('one', 3, { text: 'first words' })] }),
      changes({ messages: [message('one', 3, { rev: 5, text: 'better words' })] }),
    );
    expect(texts(state)).toEqual(['better words']);
  });

  test('a row that comes late does not replace a newer one', () => {
    const state = after(
      changes({ messages: [message('one', 3, { rev: 5, text: 'better words' })] }),
      changes({ messages: [message('one', 3, { text: 'first words' })] }),
    );
    expect(texts(state)).toEqual(['better words']);
  });

  test('a tombstone removes the row', () => {
    const state = after(
      changes({ messages: [message('one', 3)] }),
      changes({ messages: [message('one', 3, { rev: 6, deleted_at: halfPastTen })] }),
    );
    expect(texts(state)).toEqual([]);
  });

  test('a tombstone of an unknown row changes nothing', () => {
    const state = after(changes({ messages: [message('one', 3, { deleted_at: halfPastTen })] }));
    expect(texts(state)).toEqual([]);
    expect(state.quoted.size).toBe(0);
  });

  test('the conversation is ordered by seq, whatever order the rows came in', () => {
    const state = after(
      changes({ messages: [message('third', 9), message('first', 2)] }),
      changes({ messages: [message('second', 4, { rev: 20 })] }),
    );
    expect(texts(state)).toEqual(['first', 'second', 'third']);
  });

  test('a reaction to a message from before what is here does not bring it in', () => {
    const state = after(
      snapshot({ rev: 40, messages: [message('late', 39)], has_older: true }),
      changes({ rev: 41, messages: [message('early', 3, { rev: 41 })] }),
    );
    expect(texts(state)).toEqual(['late']);
    expect(state.rev).toBe(41);
  });

  test('the revision never falls', () => {
    expect(after(changes({ rev: 8 }), changes({ rev: 5 })).rev).toBe(8);
  });

  test('the name of the chat follows its row', () => {
    const renamed = changes({ chat: { id: chatId, rev: 4, name: 'Back sleeve', owner_id: ana } });
    expect(after(snapshot(), renamed).chat?.name).toBe('Back sleeve');
  });

  test('a snapshot replaces everything that was known', () => {
    const state = after(
      changes({ messages: [message('old', 1)], members: [member(mira, 'Mira')] }),
      snapshot({ rev: 40, messages: [message('new', 39)], has_older: true }),
    );
    expect(texts(state)).toEqual(['new']);
    expect(state).toMatchObject({ rev: 40, live: { has_older: true } });
  });
});

describe('what is answered', () => {
  const answer = message('answer', 9, { reply_to: idOf('asked') });

  test('comes along where it is not here itself', () => {
    const state = after(snapshot({ messages: [answer], quoted: [message('asked', 2)] }));
    expect(state.quoted.get(idOf('asked'))?.text).toBe('asked');
  });

  test('follows what becomes of it, and never back', () => {
    const state = after(
      snapshot({ messages: [answer], quoted: [message('asked', 2)], has_older: true }),
      changes({ messages: [message('asked', 2, { rev: 12, text: 'said better' })] }),
      changes({ messages: [answer], quoted: [message('asked', 2, { rev: 7 })] }),
    );
    expect(state.quoted.get(idOf('asked'))?.text).toBe('said better');
    expect(texts(state)).toEqual(['answer']);
  });

  test('leaves its tombstone when it is deleted', () => {
    const deleted = message('asked', 2, { rev: 12, text: '', deleted_at: halfPastTen });
    const state = after(
      snapshot({ messages: [message('asked', 2), answer] }),
      changes({ messages: [deleted] }),
    );
    expect(texts(state)).toEqual(['answer']);
    expect(state.quoted.get(idOf('asked'))).toEqual(deleted);
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

describe('presence', () => {
  const away = [{ user_id: mira, last_seen_at: 500 }];

  test('is the latest that was said', () => {
    const state = after({ type: 'presence', here: [ana], away });
    expect(state.here).toEqual([ana]);
    expect(state.away.get(mira)).toBe(500);
  });

  test('follows who comes and who goes, each once', () => {
    const state = after(
      { type: 'presence', here: [ana], away },
      { type: 'presence_change', came: [mira, ana], went: [] },
      { type: 'presence_change', came: [], went: [{ user_id: ana, last_seen_at: 900 }] },
    );
    expect(state.here).toEqual([mira]);
    expect([...state.away]).toEqual([[ana, 900]]);
  });
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

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import {
  ChatSession,
  type KeptRequest,
  type RequestKeeper,
} from '../../../../src/client/socket/chat-session.ts';
import { emptyChatState, viewed, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { ana, changes, idOf, message, snapshot, upload } from '../builders.ts';
import { FakeSocket, hello, welcome } from './fake-socket.ts';

/** What a browser keeps, for as many pages as the test opens. */
class Kept implements RequestKeeper {
  readonly all = new Map<string, KeptRequest>();
  read() {
    return [...this.all.values()];
  }
  keep(kept: KeptRequest) {
    this.all.set(kept.request.client_id, kept);
  }
  forget(clientId: string) {
    this.all.delete(clientId);
  }
}

interface Said {
  type: string;
  client_id: string;
  [field: string]: unknown;
}

function openSession(kept = new Kept()) {
  const sockets: FakeSocket[] = [];
  let state: ChatState = emptyChatState();
  const reading = { at: null as string | null };
  const session = new ChatSession({
    me: ana,
    keeper: kept,
    connect: (query) => {
      const fake = new FakeSocket(query);
      sockets.push(fake);
      return fake;
    },
    diagnose: () => Promise.resolve(null),
    reading: () => reading.at,
    onChange: (next) => (state = next),
    onStatus: () => {},
  });
  session.start();
  const latest = () => sockets.at(-1) ?? new FakeSocket();
  return {
    session,
    kept,
    reading,
    state: () => state,
    texts: () => viewed(state).messages.ordered.map(({ text }) => text),
    pending: () => state.pending.map(({ text }) => text),
    latest,
    /** What was said since the hello. */
    said: () => latest().sent.slice(1) as Said[],
    greet: (...messages: ServerMessage[]) => {
      latest().opens();
      latest().says(welcome, ...messages);
    },
    breakOff: () => {
      latest().ends(1006);
      vi.advanceTimersByTime(500);
    },
  };
}

const late = snapshot({
  rev: 9,
  messages: [message('eight', 8), message('nine', 9)],
  has_older: true,
});
const ack = (client_id: string, rev: number) => ({ type: 'ack', client_id, id: idOf('x'), rev });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what I ask for', () => {
  test('is shown and kept until it is answered', () => {
    const { session, kept, greet, said, pending, latest } = openSession();
    greet(late);
    session.sendMessage('hello', null);
    expect(pending()).toEqual(['hello']);
    expect(kept.all.size).toBe(1);
    const [request] = said();
    latest().says(ack(request?.client_id ?? '', 10));
    expect(kept.all.size).toBe(0);
  });

  test('is asked for again by the next page, under the same names and in order', () => {
    const first = openSession();
    first.session.sendMessage('one', null);
    first.session.react(idOf('eight'), '👍', true);
    const names = [...first.kept.all.keys()];

    const next = openSession(first.kept);
    expect(next.pending()).toEqual(['one']);
    next.greet(late);
    expect(next.said().map(({ client_id }) => client_id)).toEqual(names.slice(0, 1));
    next.latest().says(ack(names[0] ?? '', 10));
    expect(next.said().map(({ client_id }) => client_id)).toEqual(names);
  });

  test('is tried again as a new request after it was refused', () => {
    const { session, kept, greet, said, state, latest } = openSession();
    greet(late);
    session.sendMessage('hello', idOf('eight'));
    const name = said()[0]?.client_id ?? '';
    const error = { code: 'too_many', message: 'Too many.' };
    latest().says({ type: 'refused', client_id: name, error });
    expect(state().pending).toMatchObject([{ refusal: error }]);
    expect(kept.all.size).toBe(0);
    session.retry(name);
    expect(said()[1]).toMatchObject({ text: 'hello', reply_to: idOf('eight') });
    expect(said()[1]?.client_id).not.toBe(name);
    expect(state().pending).toMatchObject([{ refusal: null }]);
  });

  test('takes its pictures along when it is tried again', () => {
    const { session, greet, said, state, latest } = openSession();
    greet(late);
    session.sendMessage('', null, [upload('a')]);
    const name = said()[0]?.client_id ?? '';
    expect(said()[0]).toMatchObject({ uploads: [idOf('a')] });
    const error = { code: 'too_many', message: 'Too many.' };
    latest().says({ type: 'refused', client_id: name, error });
    session.retry(name);
    expect(said()[1]).toMatchObject({ uploads: [idOf('a')] });
    expect(state().pending).toMatchObject([{ uploads: [upload('a')] }]);
  });

  test('is not given up over "too fast"', () => {
    const { session, greet, said, state, latest } = openSession();
    greet(late);
    session.sendMessage('hello', null);
    const name = said()[0]?.client_id ?? '';
    const error = { code: 'too_fast', message: 'Slower.' };
    latest().says({ type: 'refused', client_id: name, error });
    expect(state().pending).toMatchObject([{ refusal: null }]);
    vi.advanceTimersByTime(1_300);
    expect(said()).toMatchObject([{ client_id: name }, { client_id: name }]);
  });
});

describe('history', () => {
  const page = (from: number, change = {}) => ({
    type: 'history',
    messages: [message(`m${from}`, from), message(`m${from + 1}`, from + 1)],
    images: [],
    quoted: [],
    has_older: true,
    has_newer: true,
    ...change,
  });

  test('is asked for one page at a time, before the first message', () => {
    const { session, greet, said, texts, latest } = openSession();
    greet(late);
    session.loadOlder();
    session.loadOlder();
    expect(said()).toMatchObject([{ type: 'history_request', before_seq: 8 }]);
    expect(session.fetching).toBe('older');
    latest().says({ ...page(6), client_id: said()[0]?.client_id });
    expect(texts()).toEqual(['m6', 'm7', 'eight', 'nine']);
    expect(session.fetching).toBeNull();
  });

  test('around a message is looked at, and left in one step', () => {
    const { session, greet, said, texts, latest } = openSession();
    greet(late);
    session.loadAround(idOf('m2'));
    latest().says({ ...page(2), client_id: said()[0]?.client_id });
    expect(texts()).toEqual(['m2', 'm3']);
    session.loadNewer();
    expect(said()[1]).toMatchObject({ after_seq: 3 });
    session.toNewest();
    expect(texts()).toEqual(['eight', 'nine']);
    latest().says({ ...page(4), client_id: said()[1]?.client_id });
    expect(texts()).toEqual(['eight', 'nine']);
  });

  test('of a message that is not there any more leaves the end in sight', () => {
    const { session, greet, said, texts, latest } = openSession();
    greet(late);
    session.loadAround(idOf('gone'));
    const error = { code: 'not_found', message: 'It is gone.' };
    latest().says({ type: 'refused', client_id: said()[0]?.client_id, error });
    expect(texts()).toEqual(['eight', 'nine']);
    expect(session.fetching).toBeNull();
  });

  test('that was asked for is not put before a snapshot that came instead', () => {
    const { session, greet, said, texts, breakOff, latest } = openSession();
    greet(late);
    session.loadOlder();
    breakOff();
    greet(snapshot({ rev: 90, messages: [message('ninety', 90)], has_older: true }));
    const [again] = said();
    latest().says({ ...page(6), client_id: again?.client_id });
    expect(texts()).toEqual(['ninety']);
  });

  test('that is read stays in sight when the end was replaced, until it is here anew', () => {
    const { greet, said, texts, breakOff, reading, latest } = openSession();
    greet(late);
    reading.at = idOf('eight');
    breakOff();
    greet(snapshot({ rev: 90, messages: [message('ninety', 90)], has_older: true }));
    expect(texts()).toEqual(['eight', 'nine']);
    const question = said().find(({ type }) => type === 'history_request');
    expect(question).toMatchObject({ around: idOf('eight') });
    const edited = message('eight', 8, { rev: 40, text: 'said better' });
    latest().says({ ...page(6), messages: [edited], client_id: question?.client_id });
    expect(texts()).toEqual(['said better']);
  });
});

describe('what I have seen', () => {
  test('is told once in a while, the latest only', () => {
    const { session, greet, said } = openSession();
    greet(late);
    session.noteRead(5);
    session.noteRead(9);
    session.noteRead(7);
    expect(said()).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(said()).toEqual([{ type: 'read', rev: 9 }]);
  });

  test('is told after a break, unless it is known', () => {
    const { session, greet, said, breakOff, latest } = openSession();
    greet(late);
    latest().ends(1006);
    session.noteRead(9);
    vi.advanceTimersByTime(500);
    greet(changes({ rev: 9 }));
    expect(said()).toEqual([{ type: 'read', rev: 9 }]);
    breakOff();
    greet(changes({ rev: 9 }));
    expect(said()).toEqual([]);
  });
});

test('after a break everything is known up to where it broke off', () => {
  const { greet, breakOff, latest } = openSession();
  greet(late);
  breakOff();
  latest().opens();
  expect(latest().sent).toEqual([hello(9)]);
});

describe('a chat that is left', () => {
  test('still gets what was asked of it, and then is closed', () => {
    const { session, kept, greet, said, latest } = openSession();
    greet(late);
    session.sendMessage('one', null);
    session.sendMessage('two', null);
    session.leave();
    expect(latest().closed).toBe(false);
    for (const rev of [10, 11]) latest().says(ack(said().at(-1)?.client_id ?? '', rev));
    expect(said().map(({ text }) => text)).toEqual(['one', 'two']);
    expect(kept.all.size).toBe(0);
    expect(latest().closed).toBe(true);
  });

  test('is closed at once where nothing is under way', () => {
    const { session, greet, latest } = openSession();
    greet(late);
    session.leave();
    expect(latest().closed).toBe(true);
  });

  test('keeps what was refused for when somebody looks', () => {
    const { session, kept, greet, said, latest } = openSession();
    greet(late);
    session.sendMessage('one', null);
    session.leave();
    const error = { code: 'too_many', message: 'Too many.' };
    latest().says({ type: 'refused', client_id: said()[0]?.client_id, error });
    expect(kept.all.size).toBe(1);
  });

  test('keeps nothing for a chat that is gone', () => {
    const { session, kept, greet, latest } = openSession();
    greet(late);
    session.sendMessage('one', null);
    session.leave();
    latest().ends(4404);
    expect(kept.all.size).toBe(0);
  });
});

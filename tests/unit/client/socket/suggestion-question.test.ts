import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChatSession } from '../../../../src/client/socket/chat-session.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import type { Suggestion } from '../../../../src/client/state/suggestion.ts';
import { ana, idOf, snapshot } from '../builders.ts';
import { FakeSocket, welcome } from './fake-socket.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A chat that is open, and its connection of now. */
function openChat() {
  const sockets: FakeSocket[] = [];
  const kept: string[] = [];
  let state: ChatState = emptyChatState();
  const session = new ChatSession({
    me: ana,
    keeper: {
      read: () => [],
      keep: ({ request }) => void kept.push(request.type),
      forget: () => {},
    },
    connect: (query) => {
      const socket = new FakeSocket(query);
      sockets.push(socket);
      return socket;
    },
    diagnose: () => Promise.resolve(null),
    reading: () => null,
    onChange: (next) => (state = next),
    onStatus: () => {},
  });
  const socket = () => sockets.at(-1) ?? new FakeSocket();
  const greet = () => {
    socket().opens();
    socket().says(welcome, snapshot({ rev: 1 }));
  };
  session.start();
  return {
    session,
    kept,
    greet,
    socket,
    suggestion: (): Suggestion | null => state.suggestion,
    /** What was asked for over the connection of now. */
    asked: () => socket().sent.slice(1),
    says: (text: string, client_id?: string) => {
      const id = client_id ?? state.suggestion?.client_id;
      const rest = { text, is_done: true, error: null };
      socket().says({ type: 'suggestion', client_id: id, ...rest });
    },
  };
}

const fox = { kind: 'expand', prompt: 'a fox' } as const;
const lake = {
  kind: 'describe',
  image: { from: 'image', id: idOf('lake'), thumbnail: '', name: '', width: 1, height: 1 },
} as const;

test('a newer one takes the place of an older one, whose answer is of no use', () => {
  const { session, greet, asked, suggestion, says } = openChat();
  greet();
  session.suggest(fox);
  const older = suggestion()?.client_id;
  session.suggest(lake);
  expect(asked()).toEqual([
    { type: 'suggestion_request', client_id: older, kind: 'expand', prompt: 'a fox' },
    {
      type: 'suggestion_request',
      client_id: suggestion()?.client_id,
      kind: 'describe',
      image_id: idOf('lake'),
    },
  ]);
  says('A red fox', older);
  expect(suggestion()).toMatchObject({ of: lake, text: '', status: 'asking' });
  says('A lake');
  expect(suggestion()).toMatchObject({ of: lake, text: 'A lake', status: 'ready' });
});

test('a break of the connection ends it in words, and it is not asked for again', () => {
  const { session, greet, asked, socket, suggestion, kept } = openChat();
  const lost = { status: 'failed', problem: 'The connection was lost. Try again.' };
  session.suggest(fox);
  expect(suggestion()).toMatchObject(lost);
  greet();
  session.suggest(fox);
  expect(suggestion()).toMatchObject({ status: 'asking' });
  socket().ends(1006);
  expect(suggestion()).toMatchObject(lost);
  vi.advanceTimersByTime(500);
  greet();
  expect(suggestion()).toMatchObject(lost);
  expect(asked()).toEqual([]);
  expect(kept).toEqual([]);
});

test('silence ends it, too, and one that came stays', () => {
  const { session, greet, socket, suggestion, says } = openChat();
  greet();
  /** Over a connection that lives. */
  const wait = (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 5) {
      vi.advanceTimersByTime(5_000);
      socket().says({ type: 'pong' });
    }
  };
  session.suggest(fox);
  wait(55);
  expect(suggestion()).toMatchObject({ status: 'asking' });
  wait(10);
  expect(suggestion()).toMatchObject({ status: 'failed', problem: 'No answer came. Try again.' });
  session.suggest(fox);
  says('A red fox');
  wait(80);
  expect(suggestion()).toMatchObject({ status: 'ready', text: 'A red fox' });
});

test('put away it is gone, and can be put back', () => {
  const { session, greet, suggestion, says } = openChat();
  greet();
  session.suggest(fox);
  says('A red fox');
  const there = suggestion();
  session.setSuggestion(null);
  expect(suggestion()).toBeNull();
  says('An owl', there?.client_id);
  expect(suggestion()).toBeNull();
  session.setSuggestion(there);
  expect(suggestion()).toBe(there);
});

test('is nothing that keeps a chat from ending which was left', () => {
  const { session, greet, socket } = openChat();
  greet();
  session.suggest(fox);
  session.leave();
  expect(socket().closed).toBe(true);
});

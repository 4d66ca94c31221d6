import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChatSession } from '../../../../src/client/socket/chat-session.ts';
import { ana } from '../builders.ts';
import { FakeSocket, hello, welcome } from './fake-socket.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('models that are here already are not asked for again, whoever told of them', () => {
  let socket = new FakeSocket();
  const session = new ChatSession({
    me: ana,
    keeper: { read: () => [], keep: () => {}, forget: () => {} },
    connect: (query) => (socket = new FakeSocket(query)),
    diagnose: () => Promise.resolve(null),
    reading: () => null,
    onChange: () => {},
    onStatus: () => {},
  });
  /** What is said after the server said this and the connection broke. */
  const comesBackAfter = (...messages: object[]) => {
    socket.opens();
    socket.says(...messages);
    socket.ends(1006);
    vi.advanceTimersByTime(500);
    return socket.sent[0];
  };
  session.start();
  expect(comesBackAfter({ ...welcome, models_tag: 'one' })).toEqual(hello(null, 'one'));
  const same = { ...welcome, models: null, models_tag: 'one' };
  expect(comesBackAfter(same)).toEqual(hello(null, 'one'));
  const others = { type: 'models', models: [], models_tag: 'two' };
  expect(comesBackAfter(same, others)).toEqual(hello(null, 'two'));
  // A server of another version has no tags.
  expect(comesBackAfter(welcome)).toEqual(hello(null));
  session.close();
});

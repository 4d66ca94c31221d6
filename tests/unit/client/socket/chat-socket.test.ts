import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pongFrame } from '../../../../src/protocol/client-message.ts';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import {
  ChatSocket,
  type ClosedReason,
  type SocketStatus,
} from '../../../../src/client/socket/chat-socket.ts';
import { idOf } from '../builders.ts';
import { FakeSocket, hello, welcome } from './fake-socket.ts';

const say = (client_id: string) => ({ type: 'message_send', client_id, text: 'hello' }) as const;
const ack = (client_id: string) => ({ type: 'ack', client_id, id: idOf('some'), rev: 5 });

function openSocket(diagnose?: () => Promise<ClosedReason | null>) {
  const sockets: FakeSocket[] = [];
  const statuses: SocketStatus[] = [];
  const heard: ServerMessage[] = [];
  const known = { rev: null as number | null };
  const socket = new ChatSocket({
    connect: (query) => {
      const fake = new FakeSocket(query);
      sockets.push(fake);
      return fake;
    },
    lastRev: () => known.rev,
    modelsTag: () => null,
    onMessages: (messages) => heard.push(...messages),
    onStatus: (status) => statuses.push(status),
    random: () => 1,
    ...(diagnose && { diagnose }),
  });
  socket.start();
  const latest = () => sockets.at(-1) ?? new FakeSocket();
  return { socket, sockets, statuses, heard, known, latest };
}

function greeted() {
  const opened = openSocket();
  opened.latest().opens();
  opened.latest().says(welcome);
  return opened;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('says hello first, and asks for a snapshot where nothing is known', () => {
  const { latest } = openSocket();
  latest().opens();
  expect(latest().sent).toEqual([hello(null)]);
});

test('is open once it is greeted, not before', () => {
  const { latest, statuses } = openSocket();
  latest().opens();
  expect(statuses.at(-1)).toEqual({ phase: 'connecting' });
  latest().says(welcome);
  expect(statuses.at(-1)).toEqual({ phase: 'open' });
});

test('comes back after a break and says what it has already', () => {
  const { latest, sockets, statuses, known } = greeted();
  known.rev = 41;
  latest().ends(1006);
  expect(statuses.at(-1)).toEqual({ phase: 'waiting' });
  vi.advanceTimersByTime(500);
  expect(sockets).toHaveLength(2);
  latest().opens();
  expect(latest().sent).toEqual([hello(41)]);
});

test('says the first that was not answered again, and the others in order after it', () => {
  const { socket, latest } = greeted();
  for (const name of ['client-1', 'client-2', 'client-3']) socket.send(say(name));
  expect(latest().sent).toEqual([hello(null), say('client-1')]);
  latest().says(ack('client-1'));
  latest().ends(1006);
  vi.advanceTimersByTime(500);
  latest().opens();
  latest().says(welcome);
  expect(latest().sent).toEqual([hello(null), say('client-2')]);
  latest().says(ack('client-2'));
  latest().says(ack('client-3'));
  expect(latest().sent.slice(2)).toEqual([say('client-3')]);
  expect(socket.idle).toBe(true);
});

test('keeps what is sent while there is no connection', () => {
  const { socket, latest } = openSocket();
  socket.send(say('client-1'));
  latest().opens();
  expect(latest().sent).toEqual([hello(null)]);
  latest().says(welcome);
  expect(latest().sent).toEqual([hello(null), say('client-1')]);
});

test('pings when it is quiet and takes silence for death', () => {
  const { latest, sockets, statuses } = greeted();
  const first = latest();
  vi.advanceTimersByTime(25_000);
  expect(first.sent.at(-1)).toBe('ping');
  vi.advanceTimersByTime(10_000);
  expect(first.closed).toBe(true);
  expect(statuses.at(-1)).toEqual({ phase: 'waiting' });
  vi.advanceTimersByTime(500);
  expect(sockets).toHaveLength(2);
});

test('an answer to the ping keeps it alive, and is not passed on', () => {
  const { latest, sockets, heard } = greeted();
  heard.length = 0;
  for (let round = 0; round < 4; round += 1) {
    vi.advanceTimersByTime(25_000);
    latest().saysText(pongFrame);
  }
  expect(sockets).toHaveLength(1);
  expect(heard).toEqual([]);
});

test('tries at once when the network is back', () => {
  const { socket, latest, sockets } = greeted();
  latest().ends(1006);
  socket.wake();
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(60_000 / 8);
  expect(sockets).toHaveLength(2);
});

test.each([
  [4401, 'signed_out'],
  [4403, 'not_allowed'],
  [4404, 'gone'],
])('does not come back after close code %d', (code, reason) => {
  const { latest, sockets, statuses } = greeted();
  latest().ends(code);
  vi.advanceTimersByTime(120_000);
  expect(statuses.at(-1)).toEqual({ phase: 'closed', reason });
  expect(sockets).toHaveLength(1);
});

test('comes back at once where it read too slowly, and says what it has', () => {
  const { latest, sockets, statuses, known } = greeted();
  known.rev = 7;
  latest().ends(4408);
  expect(statuses.at(-1)).toEqual({ phase: 'waiting' });
  vi.advanceTimersByTime(250);
  expect(sockets).toHaveLength(2);
  latest().opens();
  expect(latest().sent).toEqual([hello(7)]);
});

test('answers at once whether everything has arrived', () => {
  const { latest, heard } = greeted();
  heard.length = 0;
  latest().says({ type: 'sync', id: 3 });
  expect(latest().sent.at(-1)).toEqual({ type: 'synced', id: 3 });
  expect(heard).toEqual([]);
});

test('says what is of now only while there is a connection', () => {
  const { socket, latest } = openSocket();
  expect(socket.say({ type: 'typing', what: 'message' })).toBe(false);
  latest().opens();
  latest().says(welcome);
  expect(latest().sent).toEqual([hello(null)]);
  expect(socket.say({ type: 'read', rev: 4 })).toBe(true);
  expect(latest().sent.at(-1)).toEqual({ type: 'read', rev: 4 });
});

test("does not hear a connection's late end once it has another", () => {
  const { latest, sockets, statuses } = greeted();
  const [first] = sockets;
  vi.advanceTimersByTime(35_000);
  vi.advanceTimersByTime(500);
  latest().opens();
  latest().says(welcome);
  first?.ends(4401);
  first?.says({ type: 'pong' });
  expect(statuses.at(-1)).toEqual({ phase: 'open' });
  expect(sockets).toHaveLength(2);
});

test('asks why where a connection never came to be', async () => {
  const { latest, sockets, statuses } = openSocket(() => Promise.resolve('signed_out'));
  latest().ends(1006);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(statuses.at(-1)).toEqual({ phase: 'closed', reason: 'signed_out' });
  expect(sockets).toHaveLength(1);
});

test('tries on where nobody knows why', async () => {
  const { latest, sockets } = openSocket(() => Promise.resolve(null));
  latest().ends(1006);
  await vi.advanceTimersByTimeAsync(500);
  expect(sockets).toHaveLength(2);
});

test('stops where the server speaks another version', () => {
  const { latest, sockets, statuses } = openSocket();
  latest().opens();
  const error = { code: 'unsupported_version', message: 'Reload the page.' };
  latest().says({ type: 'refused', client_id: null, error });
  vi.advanceTimersByTime(120_000);
  expect(statuses.at(-1)).toEqual({ phase: 'closed', reason: 'outdated' });
  expect(sockets).toHaveLength(1);
});

test('does not send again what the server closed the connection over', () => {
  const { socket, latest, heard } = greeted();
  socket.send(say('client-1'));
  latest().ends(1009);
  expect(heard.at(-1)).toMatchObject({ type: 'refused', client_id: 'client-1' });
  vi.advanceTimersByTime(500);
  latest().opens();
  latest().says(welcome);
  expect(latest().sent).toEqual([hello(null)]);
});

test('is silent once it is closed', () => {
  const { socket, latest, sockets, statuses, heard } = greeted();
  const before = [statuses.length, heard.length];
  socket.close();
  latest().says(welcome);
  latest().ends(1006);
  vi.advanceTimersByTime(120_000);
  expect([statuses.length, heard.length]).toEqual(before);
  expect(sockets).toHaveLength(1);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InboxSocket } from '../../../../src/client/socket/inbox-socket.ts';
import { pingFrame, pongFrame } from '../../../../src/protocol/client-message.ts';
import { chatId } from '../builders.ts';

class FakeSocket extends EventTarget {
  readonly readyState = 1;
  readonly sent: string[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(data);
  }
  close(): void {
    this.closed = true;
  }
  open(): void {
    this.dispatchEvent(new Event('open'));
  }
  says(data: string): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
  breaks(code = 1006): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

const changed = `{"type":"chat_changed","chat_id":"${chatId}"}`;

function listening() {
  const sockets: FakeSocket[] = [];
  const heard: (string | null)[] = [];
  const inbox = new InboxSocket({
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    onChanged: (id) => heard.push(id),
    random: () => 1,
  });
  inbox.start();
  return { inbox, sockets, heard };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('it says in which chat something changed, and leaves out what it does not know', () => {
  const { sockets, heard } = listening();
  sockets[0]?.open();
  sockets[0]?.says(`[${changed},{"type":"something_newer"}]`);
  sockets[0]?.says('not even JSON');
  expect(heard).toEqual([chatId]);
});

test('after a break it comes back by itself, and anything may have changed meanwhile', () => {
  const { sockets, heard } = listening();
  sockets[0]?.open();
  expect(heard).toEqual([]);
  sockets[0]?.breaks();
  vi.advanceTimersByTime(500);
  expect(sockets).toHaveLength(2);
  sockets[1]?.open();
  expect(heard).toEqual([null]);
});

test('it waits longer after each try that failed', () => {
  const { sockets } = listening();
  sockets[0]?.breaks();
  vi.advanceTimersByTime(500);
  sockets[1]?.breaks();
  vi.advanceTimersByTime(999);
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(3);
});

test('silence after a ping means that the connection is dead', () => {
  const { sockets } = listening();
  sockets[0]?.open();
  sockets[0]?.says(pongFrame);
  vi.advanceTimersByTime(25_000);
  expect(sockets[0]?.sent).toEqual([pingFrame, pingFrame]);
  vi.advanceTimersByTime(10_000);
  expect(sockets[0]?.closed).toBe(true);
});

test('an answered ping keeps it', () => {
  const { sockets } = listening();
  sockets[0]?.open();
  for (let pings = 0; pings < 10; pings += 1) {
    sockets[0]?.says(pongFrame);
    vi.advanceTimersByTime(25_000);
  }
  expect(sockets[0]?.closed).toBe(false);
});

test('when the network returns it does not wait', () => {
  const { inbox, sockets } = listening();
  sockets[0]?.breaks();
  inbox.wake();
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(5_000);
  expect(sockets).toHaveLength(2);
});

test('whoever is signed out is not knocked for again', () => {
  const { sockets } = listening();
  sockets[0]?.open();
  sockets[0]?.breaks(4401);
  vi.advanceTimersByTime(600_000);
  expect(sockets).toHaveLength(1);
});

test('what a socket says that was let go is not heard', () => {
  const { inbox, sockets, heard } = listening();
  sockets[0]?.open();
  inbox.close();
  sockets[0]?.says(changed);
  sockets[0]?.breaks();
  vi.advanceTimersByTime(60_000);
  expect(heard).toEqual([]);
  expect(sockets).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { closeCodes } from '../../src/protocol/close-codes.ts';
import { limits } from '../../src/protocol/limits.ts';
import { Peer } from '../../src/worker/chat-room/peer.ts';

/** The room's end of a connection, whose other end does nothing by itself. */
class StillSocket {
  readonly sent: string[] = [];
  closed: number | null = null;
  #attachment: unknown = null;

  send(frame: string): void {
    this.sent.push(frame);
  }
  close(code: number): void {
    this.closed = code;
  }
  serializeAttachment(attachment: unknown): void {
    this.#attachment = structuredClone(attachment);
  }
  deserializeAttachment(): unknown {
    return this.#attachment;
  }
}

function open() {
  const socket = new StillSocket();
  const asSocket = socket as unknown as WebSocket;
  const peer = Peer.begin(asSocket, 'ada');
  peer.greet();
  return { socket, peer, wake: () => Peer.wake(asSocket) };
}

const page = 'x'.repeat(limits.syncEvery);

test('a connection that was ended stays so while the room sleeps', () => {
  const { peer, wake } = open();
  expect(wake()).toMatchObject({ userId: 'ada', isGreeted: true, hasEnded: false });
  peer.end(closeCodes.signedOut, 'Signed out');
  expect(wake().hasEnded).toBe(true);
});

test('a reader is asked now and then, and asked again once it answered', () => {
  const { socket, peer } = open();
  peer.send(page);
  peer.send(page);
  expect(socket.sent.filter((frame) => frame.includes('"sync"'))).toEqual([
    '{"type":"sync","id":1}',
  ]);
  peer.synced(1);
  peer.send(page);
  expect(socket.sent.at(-1)).toBe('{"type":"sync","id":2}');
});

test('a reader that answers is never dropped, however much it reads', () => {
  const { socket, peer } = open();
  for (let id = 1; id <= 100; id += 1) {
    peer.send(page);
    peer.synced(id);
  }
  expect(socket.closed).toBeNull();
});

test('a reader that does not answer is dropped, and what it is sent is bounded', () => {
  const { socket, peer } = open();
  for (let count = 0; count < 100; count += 1) peer.send(page);
  expect(socket.closed).toBe(closeCodes.tooSlow);
  const length = socket.sent.join('').length;
  expect(length).toBeLessThan(limits.unsyncedLength + 3 * limits.syncEvery);
});

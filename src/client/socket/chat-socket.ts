import {
  pingFrame,
  protocolVersion,
  type ClientMessageInput,
} from '../../protocol/client-message.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { Outbox, type ClientRequest } from './outbox.ts';
import { parseFrame } from './parse-frame.ts';
import { reconnectDelay } from './reconnect-delay.ts';

/** Why a connection will not come back by itself. */
export type ClosedReason = 'signed_out' | 'not_allowed' | 'gone' | 'outdated';

/** `open` only once the server greeted us: until then nothing can be sent. */
export type SocketStatus =
  { phase: 'connecting' | 'open' | 'waiting' } | { phase: 'closed'; reason: ClosedReason };

/** The part of a WebSocket that is used here. */
export interface SocketLike {
  send(data: string): void;
  close(): void;
  addEventListener(
    type: 'open' | 'message' | 'close',
    listener: (event: Event) => void,
    options: { signal: AbortSignal },
  ): void;
}

export interface ChatSocketOptions {
  connect: () => SocketLike;
  /** The revision up to which everything is known; `null` asks for a snapshot. */
  lastRev: () => number | null;
  onMessages: (messages: ServerMessage[]) => void;
  onStatus: (status: SocketStatus) => void;
  /**
   * Asks why a connection never came to be: a browser does not tell what the server answered.
   * `null` where trying again may help.
   */
  diagnose?: () => Promise<ClosedReason | null>;
  random?: () => number;
}

const pingEvery = 25_000;
const silenceIsDeath = 10_000;
/** The close code of a connection that ended without one. */
const brokenOff = 1006;

const finalCodes = new Map<number, ClosedReason>([
  [4401, 'signed_out'],
  [4403, 'not_allowed'],
  [4404, 'gone'],
]);

/** Closed because of what we sent: sending it again would only close the next connection too. */
const sentTooMuch = new Set([1008, 1009]);

/**
 * One chat's connection: says hello with what is known already, keeps itself alive, comes back after
 * a break, and sends again what was not answered, under the same `client_id` and in order.
 */
export class ChatSocket {
  private readonly options: ChatSocketOptions;
  private readonly outbox = new Outbox();
  private socket: SocketLike | null = null;
  private listening = new AbortController();
  private status: SocketStatus = { phase: 'connecting' };
  private failures = 0;
  /** Whether the connection of now ever came to be. */
  private opened = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setTimeout> | undefined;
  private deathTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChatSocketOptions) {
    this.options = options;
  }

  /** Connects. Further tries follow by themselves until `close`. */
  start(): void {
    this.setStatus({ phase: 'connecting' });
    const socket = this.options.connect();
    this.socket = socket;
    this.opened = false;
    this.listening = new AbortController();
    const { signal } = this.listening;
    socket.addEventListener('open', () => this.greet(), { signal });
    socket.addEventListener(
      'message',
      (event) => this.receive('data' in event ? String(event.data) : ''),
      { signal },
    );
    socket.addEventListener(
      'close',
      (event) => this.lost('code' in event ? Number(event.code) : brokenOff),
      { signal },
    );
    // A connection that never opens is as dead as one that fell silent.
    this.expectWords();
  }

  /** Sends a request now, or as soon as the connection is there. It is kept until it is answered. */
  send(request: ClientRequest): void {
    this.outbox.add(request);
    if (this.status.phase === 'open') this.transmit(request);
  }

  /** Something hints that the network is back: tries at once, or makes sure that it still is. */
  wake(): void {
    if (this.status.phase === 'waiting') {
      clearTimeout(this.retryTimer);
      this.start();
    } else if (this.status.phase === 'open') {
      this.ping();
    }
  }

  /** Ends the connection for good. Nothing is reported any more. */
  close(): void {
    this.abandon();
    clearTimeout(this.retryTimer);
    // Whatever is still being asked finds nobody who waits for it.
    this.status = { phase: 'connecting' };
  }

  private greet(): void {
    this.opened = true;
    this.transmit({
      type: 'hello',
      protocol_version: protocolVersion,
      last_rev: this.options.lastRev(),
    });
    this.expectWords();
  }

  private receive(text: string): void {
    this.expectPing();
    const messages = parseFrame(text);
    for (const message of messages) {
      this.outbox.settle(message);
      if (message.type === 'refused' && message.error.code === 'unsupported_version') {
        this.end('outdated');
        return;
      }
      if (message.type === 'welcome') this.greeted();
    }
    const told = messages.filter((message) => message.type !== 'pong');
    if (told.length > 0) this.options.onMessages(told);
  }

  private greeted(): void {
    this.failures = 0;
    this.setStatus({ phase: 'open' });
    for (const request of this.outbox.requests.values()) this.transmit(request);
  }

  private lost(code: number): void {
    this.abandon();
    const reason = finalCodes.get(code);
    if (reason) {
      this.end(reason);
      return;
    }
    if (sentTooMuch.has(code)) this.giveUpRequests();
    this.failures += 1;
    this.setStatus({ phase: 'waiting' });
    const random = this.options.random ?? Math.random;
    this.retryTimer = setTimeout(() => this.start(), reconnectDelay(this.failures, random()));
    if (!this.opened) void this.askWhy();
  }

  private async askWhy(): Promise<void> {
    const reason = (await this.options.diagnose?.()) ?? null;
    if (reason !== null && this.status.phase === 'waiting') this.end(reason);
  }

  private giveUpRequests(): void {
    const error = { code: 'too_large', message: 'The server would not take this.' } as const;
    const refused = this.outbox
      .drain()
      .map(({ client_id }) => ({ type: 'refused', client_id, error }) as const);
    if (refused.length > 0) this.options.onMessages(refused);
  }

  private end(reason: ClosedReason): void {
    this.abandon();
    clearTimeout(this.retryTimer);
    this.setStatus({ phase: 'closed', reason });
  }

  /** Lets go of the socket, so that whatever it still says is not heard. */
  private abandon(): void {
    clearTimeout(this.pingTimer);
    clearTimeout(this.deathTimer);
    const { socket } = this;
    if (!socket) return;
    this.socket = null;
    this.listening.abort();
    socket.close();
  }

  /** After every sign of life: the next ping is due a while from now. */
  private expectPing(): void {
    clearTimeout(this.deathTimer);
    clearTimeout(this.pingTimer);
    this.pingTimer = setTimeout(() => this.ping(), pingEvery);
  }

  private ping(): void {
    clearTimeout(this.pingTimer);
    this.socket?.send(pingFrame);
    this.expectWords();
  }

  /** Silence from here on means that the connection is dead, whatever the socket says. */
  private expectWords(): void {
    clearTimeout(this.deathTimer);
    this.deathTimer = setTimeout(() => this.lost(brokenOff), silenceIsDeath);
  }

  private transmit(message: ClientMessageInput): void {
    this.socket?.send(JSON.stringify(message));
  }

  private setStatus(status: SocketStatus): void {
    this.status = status;
    this.options.onStatus(status);
  }
}

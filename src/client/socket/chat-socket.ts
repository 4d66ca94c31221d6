import { pingFrame, type ClientMessageInput } from '../../protocol/client-message.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import { helloQuery } from '../../protocol/hello-query.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import type { ClientRequest } from '../state/asked-requests.ts';
import { parseFrame } from './parse-frame.ts';
import { reconnectDelay } from './reconnect-delay.ts';
import { Sender } from './sender.ts';

/** Why a connection will not come back by itself. */
export type ClosedReason = 'signed_out' | 'not_allowed' | 'gone' | 'outdated';

/** `open` only once the server greeted us: until then nothing can be sent. */
export type SocketStatus =
  { phase: 'connecting' | 'open' | 'waiting' } | { phase: 'closed'; reason: ClosedReason };

/** The part of a WebSocket that is used here. */
export interface SocketLike {
  /** 1 while it is open: one that closes takes nothing, and complains of it in the console. */
  readonly readyState: number;
  send(data: string): void;
  close(): void;
  addEventListener(
    type: 'open' | 'message' | 'close',
    listener: (event: Event) => void,
    options: { signal: AbortSignal },
  ): void;
}

const isOpen = 1;

export interface ChatSocketOptions {
  /** @param hello the query of the address, which says hello: it spares a round trip */
  connect: (hello: string) => SocketLike;
  /** The revision up to which everything is known; `null` asks for a snapshot. */
  lastRev: () => number | null;
  /** Which models are here already, as `welcome` tagged them; `null` for none. */
  modelsTag: () => string | null;
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
/** After a sleep a connection is dead more often than not. */
const wakingIsDeath = 4_000;
/** At once, but not everybody in the same millisecond. */
const atOnce = 250;
/** The close code of a connection that ended without one. */
const brokenOff = 1006;

/** Not in this chat any more. */
const notAllowed = 4403;

const finalCodes = new Map<number, ClosedReason>([
  [closeCodes.signedOut, 'signed_out'],
  [notAllowed, 'not_allowed'],
  [closeCodes.gone, 'gone'],
]);

/** Closed because of what we sent: sending it again would only close the next connection too. */
const notTaken: ReadonlySet<number> = new Set([closeCodes.policy, closeCodes.tooLarge]);

/**
 * One chat's connection: says hello with what is known already, keeps itself alive, comes back after
 * a break, and says again what was not answered, under the same `client_id` and in order.
 */
export class ChatSocket {
  private readonly options: ChatSocketOptions;
  private readonly sender: Sender;
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
    this.sender = new Sender({
      transmit: (message) => this.transmit(message),
      random: options.random ?? Math.random,
    });
  }

  /** Whether everything that changes something was answered. */
  get idle(): boolean {
    return this.sender.idle;
  }

  /** Connects. Further tries follow by themselves until `close`. */
  start(): void {
    this.setStatus({ phase: 'connecting' });
    const socket = this.options.connect(
      helloQuery(this.options.lastRev(), this.options.modelsTag()),
    );
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

  /** Sends a request now, or as soon as it may be sent. It is kept until it is answered. */
  send(request: ClientRequest): void {
    this.sender.add(request);
  }

  /** Nobody waits for the answer to this one any more. */
  forget(clientId: string): void {
    this.sender.forget(clientId);
  }

  /** Says something that is of now only. @returns whether there was a connection to say it over */
  say(
    message: Extract<ClientMessageInput, { type: 'typing' | 'read' | 'suggestion_request' }>,
  ): boolean {
    if (this.status.phase !== 'open') return false;
    this.transmit(message);
    return true;
  }

  /** Something hints that the network is back: tries at once, or makes sure that it still is. */
  wake(): void {
    if (this.status.phase === 'waiting') {
      clearTimeout(this.retryTimer);
      this.start();
    } else if (this.status.phase === 'open') {
      this.ping(wakingIsDeath);
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
    this.expectWords();
  }

  private receive(text: string): void {
    this.expectPing();
    const told: ServerMessage[] = [];
    for (const message of parseFrame(text)) {
      if (message.type === 'refused' && message.error.code === 'unsupported_version') {
        this.end('outdated');
        return;
      }
      if (message.type === 'welcome') this.greeted();
      if (message.type === 'sync') this.transmit({ type: 'synced', id: message.id });
      else if (message.type !== 'pong') told.push(...toList(this.sender.hear(message)));
    }
    if (told.length > 0) this.options.onMessages(told);
  }

  private greeted(): void {
    this.failures = 0;
    this.setStatus({ phase: 'open' });
    this.sender.resume();
  }

  private lost(code: number): void {
    this.abandon();
    const reason = finalCodes.get(code);
    if (reason) {
      this.end(reason);
      return;
    }
    const refused = notTaken.has(code) ? this.sender.giveUp() : [];
    if (refused.length > 0) this.options.onMessages(refused);
    this.failures += 1;
    this.setStatus({ phase: 'waiting' });
    const random = (this.options.random ?? Math.random)();
    const delay =
      code === closeCodes.tooSlow ? random * atOnce : reconnectDelay(this.failures, random);
    this.retryTimer = setTimeout(() => this.start(), delay);
    if (!this.opened) void this.askWhy();
  }

  private async askWhy(): Promise<void> {
    const reason = (await this.options.diagnose?.()) ?? null;
    if (reason !== null && this.status.phase === 'waiting') this.end(reason);
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
    this.sender.pause();
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

  private ping(patience = silenceIsDeath): void {
    clearTimeout(this.pingTimer);
    this.write(pingFrame);
    this.expectWords(patience);
  }

  /** Silence from here on means that the connection is dead, whatever the socket says. */
  private expectWords(patience = silenceIsDeath): void {
    clearTimeout(this.deathTimer);
    this.deathTimer = setTimeout(() => this.lost(brokenOff), patience);
  }

  private transmit(message: ClientMessageInput): void {
    this.write(JSON.stringify(message));
  }

  private write(frame: string): void {
    if (this.socket?.readyState === isOpen) this.socket.send(frame);
  }

  private setStatus(status: SocketStatus): void {
    this.status = status;
    this.options.onStatus(status);
  }
}

function toList(message: ServerMessage | null): ServerMessage[] {
  return message ? [message] : [];
}

import { pingFrame } from '../../protocol/client-message.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import { frameItems } from '../../protocol/frame.ts';
import { inboxMessageSchema } from '../../protocol/inbox-message.ts';
import type { SocketLike } from './chat-socket.ts';
import { reconnectDelay } from './reconnect-delay.ts';

export interface InboxSocketOptions {
  connect: () => SocketLike;
  /** Something changed in this chat; `null` where it could be any, after a break. */
  onChanged: (chatId: string | null) => void;
  random?: () => number;
}

const pingEvery = 25_000;
const silenceIsDeath = 10_000;

/** The connection that says in which of my chats something changed. It comes back after every break. */
export class InboxSocket {
  private readonly options: InboxSocketOptions;
  private socket: SocketLike | null = null;
  private listening = new AbortController();
  private failures = 0;
  /** Whether the chats may have changed without a word of it: nobody was listening. */
  private missed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: InboxSocketOptions) {
    this.options = options;
  }

  /** Connects. Further tries follow by themselves until `close`. */
  start(): void {
    clearTimeout(this.timer);
    const socket = this.options.connect();
    this.socket = socket;
    this.listening = new AbortController();
    const { signal } = this.listening;
    socket.addEventListener('open', () => this.opened(), { signal });
    socket.addEventListener(
      'message',
      (event) => this.receive('data' in event ? String(event.data) : ''),
      { signal },
    );
    socket.addEventListener(
      'close',
      (event) => this.lost('code' in event ? Number(event.code) : 0),
      { signal },
    );
    this.expectWords();
  }

  /** Something hints that the network is back: tries at once, or makes sure that it still is. */
  wake(): void {
    if (this.socket === null) this.start();
    else this.ping();
  }

  /** Ends the connection for good. */
  close(): void {
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = null;
    this.listening.abort();
    socket?.close();
  }

  private opened(): void {
    this.failures = 0;
    if (this.missed) this.options.onChanged(null);
    this.missed = false;
    this.ping();
  }

  private receive(text: string): void {
    this.expectPing();
    const frame = frameItems(text, Number.POSITIVE_INFINITY);
    for (const item of frame.ok ? frame.items : []) {
      const parsed = inboxMessageSchema.safeParse(item);
      if (parsed.success && parsed.data.type === 'chat_changed') {
        this.options.onChanged(parsed.data.chat_id);
      }
    }
  }

  private lost(code: number): void {
    this.close();
    this.missed = true;
    // Whoever is signed out has no inbox; the open chat says so to the person.
    if (code === closeCodes.signedOut) return;
    this.failures += 1;
    const random = this.options.random ?? Math.random;
    this.timer = setTimeout(() => this.start(), reconnectDelay(this.failures, random()));
  }

  private ping(): void {
    // A socket that is still connecting takes no words; it is being waited for already.
    try {
      if (this.socket?.readyState === 1) this.socket.send(pingFrame);
    } catch {
      return;
    }
    this.expectWords();
  }

  private expectPing(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ping(), pingEvery);
  }

  /** Silence from here on means that the connection is dead, whatever the socket says. */
  private expectWords(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lost(0), silenceIsDeath);
  }
}

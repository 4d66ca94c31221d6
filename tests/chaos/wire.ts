import net from 'node:net';
import { WebSocket, type RawData } from 'ws';
import { protocolVersion } from '../../src/protocol/client-message.ts';
import type { ChatRequest, Rows } from './history.ts';
import type { FaultProxy, ProxyLink } from './proxy.ts';

/** Somebody's way to a chat. */
export type Address = { proxy: FaultProxy; app: string; chat: string; cookie: string };

/** What the server says, as far as it is looked at here. */
export type Heard =
  | { type: 'welcome'; user_id: string }
  | ({ type: 'snapshot'; has_older: boolean } & Rows)
  | ({ type: 'changes' } & Rows)
  | ({ type: 'history'; client_id: string; has_older: boolean } & Rows)
  | { type: 'ack'; client_id: string; id: string; rev: number }
  | { type: 'refused'; client_id: string | null; error: { code: string } }
  | { type: 'presence'; here: string[] }
  | { type: 'presence_change'; came: string[]; went: { user_id: string }[] }
  | { type: 'sync'; id: number }
  | { type: 'pong' };

/** How a socket ended. */
export type Ending = { by: 'server' | 'me'; code: number };

/** How long a connection may take to come to be, in milliseconds. */
const handshakeMs = 3_000;

/** One WebSocket through the proxy: says hello, takes frames apart, notices its end once. */
export class Wire {
  /** The connection in the proxy; there once it is open. */
  link: ProxyLink | undefined;
  /** When anything was last heard, monotonic, in milliseconds. */
  heardAt = performance.now();
  #socket: WebSocket;
  #ended: Ending | null = null;
  #onEnd: (ending: Ending) => void;

  constructor(
    address: Address,
    on: {
      open: () => void;
      heard: (message: Heard) => void;
      end: (ending: Ending) => void;
    },
  ) {
    let tcp: net.Socket | undefined;
    this.#onEnd = on.end;
    this.#socket = new WebSocket(
      `${address.app.replace('http', 'ws')}/api/chats/${address.chat}/socket`,
      {
        headers: { cookie: address.cookie },
        origin: address.app,
        perMessageDeflate: false,
        handshakeTimeout: handshakeMs,
        // The address stays the app's own, since that is what it compares the origin with.
        createConnection: () => {
          tcp = net.connect({ port: address.proxy.port, host: '127.0.0.1', noDelay: true });
          return tcp;
        },
      },
    );
    this.#socket.on('open', () => {
      this.heardAt = performance.now();
      this.link = address.proxy.linkOf(tcp?.localPort ?? 0);
      on.open();
    });
    this.#socket.on('message', (data: RawData) => {
      if (this.#ended) return;
      this.heardAt = performance.now();
      const messages = [JSON.parse((data as Buffer).toString())].flat() as Heard[];
      for (const message of messages) {
        if (message.type === 'sync') this.say({ type: 'synced', id: message.id });
        else on.heard(message);
      }
    });
    this.#socket.on('error', () => {
      // A close follows.
    });
    this.#socket.on('close', (code: number) => this.#end({ by: 'server', code }));
  }

  hello(lastRev: number | null): void {
    this.say({ type: 'hello', protocol_version: protocolVersion, last_rev: lastRev });
  }

  request(clientId: string, request: ChatRequest): void {
    this.say({ ...request, client_id: clientId });
  }

  say(message: Record<string, unknown>): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Lets go of the socket without a goodbye, as who takes it for dead does. */
  abandon(): void {
    this.#end({ by: 'me', code: 1006 });
    this.#socket.terminate();
  }

  #end(ending: Ending): void {
    if (this.#ended) return;
    this.#ended = ending;
    this.#onEnd(ending);
  }
}

/** The rows of a message, without what else it says. */
export function rowsOf(message: Partial<Rows> & { rev?: number }): Rows {
  const { rev = 0, messages = [], images = [], members = [], chat = null } = message;
  return { rev, messages, images, members, chat };
}

import { once } from 'node:events';
import net from 'node:net';

/** `up` goes to the app, `down` to the client. */
export type Direction = 'up' | 'down';

/** Bytes on their way, or `null` for the end of them. */
type Passing = { due: number; bytes: Buffer | null };

/** One direction of a connection: passes bytes and the close on, late or not at all while held. */
class OneWay {
  delayMs = 0;
  isHeld = false;
  #to: net.Socket;
  #queue: Passing[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(from: net.Socket, to: net.Socket) {
    this.#to = to;
    from.on('data', (bytes: Buffer) => this.#take(bytes));
    from.on('close', () => this.#take(null));
    from.on('error', () => {
      // A close follows.
    });
  }

  /** Passes on what is due. */
  pump(): void {
    clearTimeout(this.#timer);
    if (this.isHeld) return;
    const now = performance.now();
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      if (first.due > now) {
        this.#timer = setTimeout(() => this.pump(), first.due - now);
        return;
      }
      this.#queue.shift();
      if (this.#to.destroyed) continue;
      if (first.bytes) this.#to.write(first.bytes);
      else this.#to.end(() => this.#to.destroy());
    }
  }

  #take(bytes: Buffer | null): void {
    this.#queue.push({ due: performance.now() + this.delayMs, bytes });
    this.pump();
  }
}

/** A connection through the proxy, and what can be done to it. */
export class ProxyLink {
  /** What was done to it, in words. A connection with none has nothing to complain of. */
  readonly faults: string[] = [];
  #client: net.Socket;
  #app: net.Socket;
  #ways: Record<Direction, OneWay>;

  constructor(client: net.Socket, app: net.Socket) {
    this.#client = client;
    this.#app = app;
    this.#ways = { up: new OneWay(client, app), down: new OneWay(app, client) };
  }

  /** Whether both ends are still there. */
  get isWhole(): boolean {
    return !this.#client.destroyed && !this.#app.destroyed;
  }

  /** Closes both ends. @param how `reset` as after a crash, `end` as after a goodbye */
  cut(how: 'reset' | 'end'): void {
    this.faults.push(`cut (${how})`);
    for (const socket of [this.#client, this.#app]) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    }
  }

  /** From now on bytes take so much longer, in milliseconds. */
  delay(up: number, down: number): void {
    this.#ways.up.delayMs = up;
    this.#ways.down.delayMs = down;
  }

  /** Nothing goes that way any more, and no close either, until `release`. */
  hold(...directions: Direction[]): void {
    this.faults.push(`half-open (${directions.join(' and ')})`);
    for (const direction of directions) this.#ways[direction].isHeld = true;
  }

  /** What was held arrives now, a close that happened meanwhile at last. */
  release(): void {
    for (const way of Object.values(this.#ways)) {
      way.isHeld = false;
      way.pump();
    }
  }
}

/**
 * A TCP proxy on the loopback that can do to connections what networks do. It knows bytes only: the
 * duplicate of a request is made where there are requests, by a client that sends it once more on a
 * second socket (`twin.ts`).
 */
export class FaultProxy {
  readonly port: number;
  readonly links = new Set<ProxyLink>();
  #server: net.Server;
  #byPort = new Map<number, ProxyLink>();

  private constructor(server: net.Server, appPort: number) {
    this.#server = server;
    this.port = (server.address() as net.AddressInfo).port;
    server.on('connection', (client) => this.#connect(client, appPort));
  }

  /** Listens on a free port for what is to reach the app at its own. */
  static async before(appPort: number): Promise<FaultProxy> {
    const server = net.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(server, appPort);
  }

  /** The connection that a client made from that port of its own. */
  linkOf(clientPort: number): ProxyLink | undefined {
    return this.#byPort.get(clientPort);
  }

  /** Undoes every delay and every hold. */
  heal(): void {
    for (const link of this.links) {
      link.delay(0, 0);
      link.release();
    }
  }

  /** Ends every connection and listens no more. */
  async close(): Promise<void> {
    for (const link of this.links) link.cut('end');
    this.#server.close();
    await once(this.#server, 'close');
  }

  #connect(client: net.Socket, appPort: number): void {
    client.setNoDelay(true);
    const app = net.connect({ port: appPort, host: 'localhost', noDelay: true });
    const link = new ProxyLink(client, app);
    const port = client.remotePort ?? 0;
    this.links.add(link);
    this.#byPort.set(port, link);
    let ends = 0;
    for (const socket of [client, app]) {
      socket.once('close', () => {
        ends += 1;
        if (ends === 2) {
          this.links.delete(link);
          if (this.#byPort.get(port) === link) this.#byPort.delete(port);
        }
      });
    }
  }
}

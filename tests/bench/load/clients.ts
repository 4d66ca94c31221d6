import { WebSocket } from 'ws';
import { dialectNamed, type Dialect, type DialectName } from './dialects.ts';
import { findMarks, markedText } from './marked-text.ts';
import type { Dial, Faults } from './orders.ts';
import { Receipts } from './receipts.ts';

const connectPatienceMs = 60_000;

/** For the closing handshake, which is no part of what is measured. */
const closePatienceMs = 1_000;

/** Everybody in one room: the first few of them send, all of them receive. */
export class Clients {
  /** Receipts of everybody together. */
  deliveries = 0;
  /** Messages of everybody together. */
  sent = 0;
  /** Hears of each receipt while it is set, at the cost of a look at the clock for each frame. */
  latencies: number[] | null = null;
  /** Hears that a sender has got messages of its own back. */
  gotOwn: (sender: number) => void = () => {};
  readonly senders: number;
  #dialect: Dialect;
  #sockets: WebSocket[] = [];
  #receipts: Receipts[] = [];
  /** When each message was sent, by sender and number. */
  #sentAt: number[][];
  #closing = false;
  #broken: string | null = null;

  constructor(dialect: DialectName, senders: number) {
    this.#dialect = dialectNamed(dialect);
    this.senders = senders;
    this.#sentAt = Array.from({ length: senders }, () => []);
  }

  get size(): number {
    return this.#sockets.length;
  }

  /** Receipts that there will be when everybody has everything. */
  get due(): number {
    return this.sent * this.size;
  }

  /** Dials all at once; settles when every one has its page. */
  async connect(dials: Dial[]): Promise<void> {
    await Promise.all(dials.map((dial, index) => this.#connectOne(dial, index)));
  }

  /** Sends a sender's next message. */
  send(sender: number): void {
    const times = this.#sentAt[sender];
    if (!times) throw new Error(`There is no sender ${sender}.`);
    const number = times.length;
    const text = markedText(sender, number);
    this.sent += 1;
    times.push(performance.now());
    this.#sockets[sender]?.send(this.#dialect.message(text, `message-${sender}-${number}`));
  }

  /** Throws where a connection ended that nobody ended. */
  checkConnected(): void {
    if (this.#broken !== null) throw new Error(this.#broken);
  }

  /** Ends the connections and says what went wrong while they were there. */
  async close(): Promise<Faults> {
    this.#closing = true;
    const closed = this.#sockets.map(
      (socket) =>
        new Promise((resolve) => {
          socket.once('close', resolve);
          socket.close(1000);
          setTimeout(() => socket.terminate(), closePatienceMs).unref();
        }),
    );
    await Promise.all(closed);
    const total = { lost: 0, doubled: 0, disordered: 0 };
    const sent = this.#sentAt.map((times) => times.length);
    for (const receipts of this.#receipts) {
      const faults = receipts.faults(sent);
      total.lost += faults.lost;
      total.doubled += faults.doubled;
      total.disordered += faults.disordered;
    }
    return total;
  }

  #connectOne({ url, headers }: Dial, index: number): Promise<void> {
    const { opening, readyMark, refusedMark, askMark, answer } = this.#dialect;
    const socket = new WebSocket(url, {
      headers,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      // A thousand look-ups of the same name would be a part of what is measured.
      lookup: (_name, options, found) =>
        options.all
          ? found(null, [{ address: '127.0.0.1', family: 4 }])
          : found(null, '127.0.0.1', 4),
    });
    const receipts = new Receipts(this.senders);
    this.#sockets[index] = socket;
    this.#receipts[index] = receipts;
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`${url}: no page`)), connectPatienceMs);
      let isReady = false;
      const ready = () => {
        isReady = true;
        clearTimeout(patience);
        resolve();
      };
      socket.on('open', () => {
        if (opening !== null) socket.send(opening);
        if (readyMark === null) ready();
      });
      socket.on('message', (data: Buffer) => {
        const frame = data.toString('latin1');
        if (askMark !== null && frame.includes(askMark)) {
          const said = answer(frame);
          if (said !== null) socket.send(said);
        }
        if (refusedMark !== null && frame.startsWith(refusedMark)) this.#broken = frame;
        if (isReady) this.#hear(frame, index, receipts);
        else if (readyMark !== null && frame.includes(readyMark)) ready();
      });
      socket.on('error', reject);
      socket.on('close', (code, reason) => {
        if (this.#closing) return;
        this.#broken = `Connection ${index} ended with ${code} ${reason.toString()}`;
        reject(new Error(this.#broken));
      });
    });
  }

  #hear(frame: string, client: number, receipts: Receipts): void {
    const { latencies } = this;
    const now = latencies ? performance.now() : 0;
    let own = false;
    findMarks(frame, (sender, number) => {
      this.deliveries += 1;
      receipts.note(sender, number);
      if (sender === client) own = true;
      if (latencies) latencies.push(now - (this.#sentAt[sender]?.[number] ?? Number.NaN));
    });
    if (own) this.gotOwn(client);
  }

  /** Messages of a sender that it has not got back itself. */
  unacknowledged(sender: number): number {
    return (this.#sentAt[sender]?.length ?? 0) - (this.#receipts[sender]?.received(sender) ?? 0);
  }
}

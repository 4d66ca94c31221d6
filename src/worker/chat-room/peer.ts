import { limits } from '../../protocol/limits.ts';
import { closeCodes } from '../../protocol/close-codes.ts';

/** What survives hibernation of a connection's story. */
type Attachment = { user_id: string; greeted: boolean; ended?: boolean };

/**
 * One connection to the room: whose it is, and how far it keeps up. The runtime holds back whatever
 * a reader does not take, without end and unseen (the socket has no measure of it), so the reader is
 * asked now and then whether it has everything, and dropped when it lags too far.
 */
export class Peer {
  readonly userId: string;
  #socket: WebSocket;
  #isGreeted: boolean;
  #hasEnded: boolean;
  #refused = 0;
  /** Characters that went out, and how many of them it said to have. */
  #sent = 0;
  #synced = 0;
  #asked: { id: number; at: number } | null = null;
  #syncs = 0;

  private constructor(socket: WebSocket, { user_id, greeted, ended = false }: Attachment) {
    this.#socket = socket;
    this.userId = user_id;
    this.#isGreeted = greeted;
    this.#hasEnded = ended;
  }

  /** A connection that was just accepted. */
  static begin(socket: WebSocket, userId: string): Peer {
    const attachment: Attachment = { user_id: userId, greeted: false };
    socket.serializeAttachment(attachment);
    return new Peer(socket, attachment);
  }

  /** A connection that was there before the room slept. */
  static wake(socket: WebSocket): Peer {
    return new Peer(socket, socket.deserializeAttachment() as Attachment);
  }

  /** Whether it has said hello, and so gets what everybody gets. */
  get isGreeted(): boolean {
    return this.#isGreeted;
  }

  /** Whether we ended it: whatever still comes from it is not heard. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  greet(): void {
    this.#isGreeted = true;
    this.#attach({});
  }

  /** Sends a frame; drops the connection instead where it lags too far behind. */
  send(frame: string): void {
    if (this.hasEnded) return;
    if (this.#sent - this.#synced > limits.unsyncedLength) {
      this.end(closeCodes.tooSlow, 'Too slow: come back and resync');
      return;
    }
    if (!this.#write(frame)) return;
    this.#sent += frame.length;
    if (this.#asked || this.#sent - this.#synced < limits.syncEvery) return;
    this.#syncs += 1;
    this.#asked = { id: this.#syncs, at: this.#sent };
    this.#write(`{"type":"sync","id":${this.#syncs}}`);
  }

  /** It says that everything before that `sync` has arrived. */
  synced(id: number): void {
    if (this.#asked?.id !== id) return;
    this.#synced = this.#asked.at;
    this.#asked = null;
  }

  /** Counts something that came to nothing; ends the connection that sends little else. */
  countRefused(weight: number): void {
    this.#refused += weight;
    if (this.#refused >= limits.malformedFrames) {
      this.end(closeCodes.policy, 'Too much that is refused');
    }
  }

  /** Closes the connection. */
  end(code: number, reason: string): void {
    if (this.hasEnded) return;
    this.#hasEnded = true;
    try {
      // Its close may never be answered, and the room may sleep meanwhile.
      this.#attach({ ended: true });
      this.#socket.close(code, reason);
    } catch {
      // It closed under us; its own close event tidies up.
    }
  }

  #attach(more: Partial<Attachment>): void {
    const attachment: Attachment = { user_id: this.userId, greeted: this.#isGreeted, ...more };
    this.#socket.serializeAttachment(attachment);
  }

  #write(frame: string): boolean {
    try {
      this.#socket.send(frame);
      return true;
    } catch {
      this.end(closeCodes.busy, 'It did not take what was sent');
      return false;
    }
  }
}

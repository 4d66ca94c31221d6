import { closeCodes } from '../../protocol/close-codes.ts';
import { frameOf } from '../../protocol/frame.ts';
import { limits } from '../../protocol/limits.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { Bucket, type Rate } from './bucket.ts';
import type { Commit } from './commit.ts';
import { Peer } from './peer.ts';

/** What the room needs of the platform to hold its connections. */
type Sockets = Pick<
  DurableObjectState,
  'acceptWebSocket' | 'getWebSockets' | 'getWebSocketAutoResponseTimestamp'
>;

/** A connection that pinged once and not again for so long leads nowhere, in milliseconds. */
const silenceMs = 2 * 60_000;

/** The room's connections: who they are, what they may send, and what they are told. */
export class Connections {
  #sockets: Sockets;
  #rate: Rate;
  #gone: (peer: Peer) => void;
  /** In memory, since asking the platform for each of a thousand costs more than sending to it. */
  #peers = new Map<WebSocket, Peer>();
  /** How many each person has open. */
  #open = new Map<string, number>();
  /** What each person may still send, over all of their connections. */
  #buckets = new Map<string, Bucket>();

  /** @param gone hears of connections that are given up */
  constructor(sockets: Sockets, rate: Rate, gone: (peer: Peer) => void) {
    this.#sockets = sockets;
    this.#gone = gone;
    this.#rate = rate;
    for (const socket of sockets.getWebSockets()) this.#add(socket, Peer.wake(socket));
  }

  /**
   * Takes a connection in.
   *
   * @returns a sentence where something stands against it, else `null`
   */
  accept(socket: WebSocket, userId: string): string | null {
    if (this.#peers.size >= limits.socketsPerRoom) return 'The room is full. Try again later.';
    const isFull = () => (this.#open.get(userId) ?? 0) >= limits.socketsPerPerson;
    if (isFull()) this.#forgetSilent(userId);
    if (isFull()) {
      return 'You have this room open too many times. Close some of them.';
    }
    this.#sockets.acceptWebSocket(socket);
    this.#add(socket, Peer.begin(socket, userId));
    return null;
  }

  /** The connection of that socket; `null` for one that is gone. */
  peer(socket: WebSocket): Peer | null {
    return this.#peers.get(socket) ?? null;
  }

  /** Forgets a connection that closed. @returns it, where it was known */
  forget(socket: WebSocket): Peer | null {
    const peer = this.peer(socket);
    if (this.#peers.delete(socket) && peer) {
      this.#open.set(peer.userId, (this.#open.get(peer.userId) ?? 1) - 1);
    }
    return peer;
  }

  /** The connections that get what everybody gets. */
  greeted(): Peer[] {
    return [...this.#peers.values()].filter(({ isGreeted, hasEnded }) => isGreeted && !hasEnded);
  }

  /** Ends every connection, or those of one person. */
  endAll(code: number, reason: string, userId?: string): void {
    for (const peer of this.#peers.values()) {
      if (userId === undefined || peer.userId === userId) peer.end(code, reason);
    }
  }

  /** Whether a person may send one more message; refills over time. */
  mayRequest(userId: string, now: number): boolean {
    const bucket = this.#buckets.get(userId) ?? new Bucket(this.#rate, now);
    this.#buckets.set(userId, bucket);
    return bucket.take(now);
  }

  send(peer: Peer, ...messages: ServerMessage[]): void {
    peer.send(frameOf(messages.map(toJson)));
  }

  /** Tells everybody who fits. */
  broadcast(message: ServerMessage, fits: (peer: Peer) => boolean = () => true): void {
    const frame = toJson(message);
    for (const peer of this.greeted()) if (fits(peer)) peer.send(frame);
  }

  /** Tells everybody of a commit: each connection gets one frame, its own replies first. */
  deliver(commit: Commit, shared: ServerMessage[]): void {
    const parts = shared.map(toJson);
    const sharedFrame = parts.length > 0 ? frameOf(parts) : null;
    const replies = new Map<Peer, string[]>();
    for (const { to, message } of commit.replies) {
      const own = replies.get(to) ?? [];
      if (own.length === 0) replies.set(to, own);
      own.push(toJson(message));
    }
    for (const peer of this.greeted()) {
      const own = replies.get(peer);
      if (own) peer.send(frameOf([...own, ...parts]));
      else if (sharedFrame !== null) peer.send(sharedFrame);
    }
  }

  /** A computer that fell asleep never says that it is gone, and would keep its place. */
  #forgetSilent(userId: string): void {
    const now = Date.now();
    for (const [socket, peer] of this.#peers) {
      if (peer.userId !== userId) continue;
      const pingedAt = this.#sockets.getWebSocketAutoResponseTimestamp(socket)?.getTime();
      if (pingedAt === undefined || now - pingedAt < silenceMs) continue;
      peer.end(closeCodes.busy, 'No sign of life');
      this.#gone(peer);
      this.forget(socket);
    }
  }

  #add(socket: WebSocket, peer: Peer): void {
    this.#peers.set(socket, peer);
    this.#open.set(peer.userId, (this.#open.get(peer.userId) ?? 0) + 1);
  }
}

function toJson(message: ServerMessage): string {
  return JSON.stringify(message);
}

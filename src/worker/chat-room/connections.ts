import { limits } from '../../protocol/limits.ts';
import { toFrame } from '../../protocol/frame.ts';
import type { Changes, ServerMessage } from '../../protocol/server-message.ts';
import type { Commit } from './commit.ts';
import type { KindedRow } from './room-store.ts';

/** What survives hibernation of a socket's story. */
type Attachment = { user_id: string; greeted: boolean };

/** What does not: it may begin anew when the room wakes. */
type Bucket = { tokens: number; at: number };

/** The room's sockets: who they are, what they may send, and what they are told. */
export class Connections {
  #ctx: DurableObjectState;
  /** What each person may still send, over all of their connections. */
  #buckets = new Map<string, Bucket>();
  /** Frames of a socket that came to nothing. */
  #refused = new WeakMap<WebSocket, number>();
  #presence = '';

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  /** Takes a socket in; `false` where this person has too many already. */
  accept(socket: WebSocket, userId: string): boolean {
    if (this.#ctx.getWebSockets(userId).length >= limits.socketsPerPerson) return false;
    this.#ctx.acceptWebSocket(socket, [userId]);
    this.#attach(socket, { user_id: userId, greeted: false });
    return true;
  }

  /** Closes every socket of a person. */
  closeAll(userId: string, code: number, reason: string): void {
    for (const socket of this.#ctx.getWebSockets(userId)) socket.close(code, reason);
  }

  /** Whose socket it is. */
  userId(socket: WebSocket): string {
    return this.#attached(socket).user_id;
  }

  /** Whether the socket has said hello. */
  isGreeted(socket: WebSocket): boolean {
    return this.#attached(socket).greeted;
  }

  /** From now on the socket gets what everybody gets. */
  greet(socket: WebSocket): void {
    this.#attach(socket, { ...this.#attached(socket), greeted: true });
  }

  /** Whether a person may send one more message; refills over time. */
  mayRequest(userId: string, now: number): boolean {
    const { burst, perSecond } = limits.requestRate;
    const { tokens, at } = this.#buckets.get(userId) ?? { tokens: burst, at: now };
    const refilled = Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
    this.#buckets.set(userId, { tokens: Math.max(0, refilled - 1), at: now });
    return refilled >= 1;
  }

  /** Counts something that came to nothing; closes the socket that sends little else. */
  countRefused(socket: WebSocket, weight: number): void {
    const refused = (this.#refused.get(socket) ?? 0) + weight;
    this.#refused.set(socket, refused);
    if (refused >= limits.malformedFrames) socket.close(1008, 'Too much that is refused');
  }

  /** Tells everybody who is here, where that has changed. */
  announcePresence(except?: WebSocket): void {
    const here = this.here(except);
    const presence = here.toSorted().join();
    if (presence === this.#presence) return;
    this.#presence = presence;
    this.broadcast({ type: 'presence', here });
  }

  /** Ids of the people who have the chat open, each once. */
  here(except?: WebSocket): string[] {
    const open = this.#greeted().filter((socket) => socket !== except);
    return [...new Set(open.map((socket) => this.userId(socket)))];
  }

  send(socket: WebSocket, ...messages: ServerMessage[]): void {
    this.#sendFrame(socket, toFrame(messages));
  }

  broadcast(...messages: ServerMessage[]): void {
    for (const socket of this.#greeted()) this.send(socket, ...messages);
  }

  /** Tells everybody of a commit: each socket gets one frame, its own replies first. */
  deliver(commit: Commit): void {
    const shared: ServerMessage[] = [
      ...(commit.changed.length > 0 ? [changesOf(commit.changed)] : []),
      ...commit.announcements,
    ];
    const replies = Map.groupBy(commit.replies, ({ to }) => to);
    const sharedFrame = shared.length > 0 ? toFrame(shared) : null;
    for (const socket of this.#greeted()) {
      const own = replies.get(socket);
      if (own) this.send(socket, ...own.map(({ message }) => message), ...shared);
      else if (sharedFrame !== null) this.#sendFrame(socket, sharedFrame);
    }
    for (const [socket, own] of replies) {
      if (!this.isGreeted(socket)) this.send(socket, ...own.map(({ message }) => message));
    }
  }

  #sendFrame(socket: WebSocket, frame: string): void {
    try {
      socket.send(frame);
    } catch {
      // The socket closed under us; its own close event tidies up.
    }
  }

  #greeted(): WebSocket[] {
    return this.#ctx
      .getWebSockets()
      .filter((socket) => socket.readyState === WebSocket.OPEN && this.isGreeted(socket));
  }

  #attached(socket: WebSocket): Attachment {
    return socket.deserializeAttachment() as Attachment;
  }

  #attach(socket: WebSocket, attachment: Attachment): void {
    socket.serializeAttachment(attachment);
  }
}

/** Rows as one message; of a row that changed twice, the last. */
export function changesOf(changed: KindedRow[]): Changes {
  const latest = new Map(changed.map((item) => [`${item.kind}/${item.row.id}`, item]));
  const changes: Changes = {
    type: 'changes',
    rev: Math.max(0, ...changed.map(({ row }) => row.rev)),
    chat: null,
    members: [],
    messages: [],
    images: [],
  };
  for (const item of latest.values()) {
    if (item.kind === 'chat') changes.chat = item.row;
    else if (item.kind === 'member') changes.members.push(item.row);
    else if (item.kind === 'message') changes.messages.push(item.row);
    else changes.images.push(item.row);
  }
  return changes;
}

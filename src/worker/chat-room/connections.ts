import { limits } from '../../protocol/limits.ts';
import { toFrame } from '../../protocol/frame.ts';
import type { Changes, ServerMessage } from '../../protocol/server-message.ts';
import type { Commit } from './commit.ts';
import type { KindedRow } from './room-store.ts';

/** What survives hibernation of a socket's story. */
type Attachment = { user_id: string; greeted: boolean };

/** What does not: it may begin anew when the room wakes. */
type Conduct = { malformed: number; tokens: number; at: number };

/** The room's sockets: who they are, what they may send, and what they are told. */
export class Connections {
  #ctx: DurableObjectState;
  #conduct = new WeakMap<WebSocket, Conduct>();

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  accept(socket: WebSocket, userId: string): void {
    this.#ctx.acceptWebSocket(socket);
    this.#attach(socket, { user_id: userId, greeted: false });
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

  /** Whether the socket may send one more message; refills over time. */
  mayRequest(socket: WebSocket, now: number): boolean {
    const { burst, perSecond } = limits.requestRate;
    const conduct = this.#conductOf(socket, now);
    conduct.tokens = Math.min(burst, conduct.tokens + ((now - conduct.at) / 1000) * perSecond);
    conduct.at = now;
    if (conduct.tokens < 1) return false;
    conduct.tokens -= 1;
    return true;
  }

  /** Counts a frame that was no message; closes the socket that sends nothing else. */
  countMalformed(socket: WebSocket, now: number): void {
    const conduct = this.#conductOf(socket, now);
    conduct.malformed += 1;
    if (conduct.malformed >= limits.malformedFrames) {
      socket.close(1008, 'Too many frames that are no message');
    }
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

  #conductOf(socket: WebSocket, now: number): Conduct {
    const known = this.#conduct.get(socket);
    if (known) return known;
    const fresh = { malformed: 0, tokens: limits.requestRate.burst, at: now };
    this.#conduct.set(socket, fresh);
    return fresh;
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

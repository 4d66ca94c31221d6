import { DurableObject } from 'cloudflare:workers';
import { pingFrame, pongFrame } from '../../protocol/client-message.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { InboxMessage } from '../../protocol/inbox-message.ts';
import { limits } from '../../protocol/limits.ts';
import { database } from '../db/database.ts';
import { saveInboxOpen } from '../db/open-inboxes.ts';
import { log } from '../log.ts';

/** A connection from which no ping came for so long leads nowhere, in milliseconds. */
const silenceMs = 5 * 60_000;

/** Whose the connection is, and since when. */
type Attachment = { user_id: string; opened_at: number };

const header = 'x-darkroom-person';

/** The request, with the person noted on it; replaces whatever the client may have put there. */
export function withPerson(request: Request, userId: string): Request {
  const headers = new Headers(request.headers);
  headers.set(header, encodeURIComponent(userId));
  return new Request(request, { headers });
}

/**
 * The inbox of one person, whatever they have open: hears from chats that something changed in them,
 * and says so. Holds WebSockets, which hibernate, and nothing that lasts. D1 knows whether it has
 * any, so that nobody is woken who is away.
 */
export class PersonInbox extends DurableObject<{ DB: D1Database }> {
  #noted: boolean | null = null;
  #noting: Promise<void> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: { DB: D1Database }) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingFrame, pongFrame));
  }

  /**
   * Opens a WebSocket for the person whose inbox it is; the worker has checked that. Throws where D1
   * cannot be told of it: an inbox that nobody writes to is none.
   */
  override async fetch(request: Request): Promise<Response> {
    const userId = decodeURIComponent(request.headers.get(header) ?? '');
    if (userId === '') throw new Error('no person on this request');
    this.#dropSilent();
    if (this.#open().length >= limits.inboxSockets) return new Response(null, { status: 429 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const attachment: Attachment = { user_id: userId, opened_at: Date.now() };
    server.serializeAttachment(attachment);
    await this.#note(userId);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Tells whoever has this inbox open that something changed in a chat. */
  async chatChanged(userId: string, chatId: string): Promise<void> {
    this.#dropSilent();
    const sockets = this.#open();
    const message: InboxMessage = { type: 'chat_changed', chat_id: chatId };
    const frame = JSON.stringify(message);
    for (const socket of sockets) {
      try {
        socket.send(frame);
      } catch {
        // It closed under us; its own close event tidies up.
      }
    }
    // D1 thought otherwise, so it missed how the last connection ended.
    if (sockets.length === 0) await this.#note(userId, true);
  }

  /** Ends all connections: the person signed out. */
  async signOut(userId: string): Promise<void> {
    for (const socket of this.#open()) socket.close(closeCodes.signedOut, 'Signed out');
    await this.#note(userId);
  }

  /** Nothing is said to an inbox but pings, which the platform answers. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(closeCodes.policy, 'Nothing can be said here');
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // Without this the handshake never ends. Most codes cannot be sent, only received.
    socket.close(code >= 3000 && code <= 4999 ? code : 1000);
    await this.#gone(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.#gone(socket);
  }

  async #gone(socket: WebSocket): Promise<void> {
    const { user_id } = socket.deserializeAttachment() as Attachment;
    try {
      await this.#note(user_id);
    } catch (error) {
      // Found out when it is next told something.
      log({ event: 'inbox_not_noted', error });
    }
  }

  #open(): WebSocket[] {
    return this.ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
  }

  /** A computer that fell asleep never says that it is gone. */
  #dropSilent(): void {
    const now = Date.now();
    for (const socket of this.#open()) {
      const { opened_at } = socket.deserializeAttachment() as Attachment;
      const pingedAt = this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? opened_at;
      if (now - pingedAt > silenceMs) socket.close(1000, 'No sign of life');
    }
  }

  /**
   * Notes in D1 whether anybody is here, one note after the other: what the last one says is so.
   *
   * @param anew even if that is what was noted last
   */
  async #note(userId: string, anew = false): Promise<void> {
    const before = this.#noting;
    const noting = (async () => {
      await before;
      const isOpen = this.#open().length > 0;
      if (this.#noted === isOpen && !anew) return;
      this.#noted = null;
      await saveInboxOpen(database(this.env.DB), userId, isOpen, Date.now());
      this.#noted = isOpen;
    })();
    this.#noting = noting.catch(() => {});
    await noting;
  }
}

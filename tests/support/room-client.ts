import type { ClientMessageInput } from '../../src/protocol/client-message.ts';
import { serverMessageSchema, type ServerMessage } from '../../src/protocol/server-message.ts';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

/** What a connection needs of a WebSocket, whichever platform's. */
export type Wire = {
  send: (frame: string | ArrayBuffer) => void;
  close: (code: number) => void;
  addEventListener: {
    (type: 'message', heard: (event: { data: unknown }) => void): void;
    (type: 'close', heard: (event: Closing) => void): void;
  };
};

/** How a connection ended. */
export type Closing = { code: number; reason: string };

/** One person's connection to a chat: says things and waits for what it hears. */
export class RoomClient {
  /** Everything that was heard, in order. */
  readonly heard: ServerMessage[] = [];
  /** Settles when the server closes the connection. */
  readonly closed: Promise<Closing>;
  #socket: Wire;
  #listen: (message: ServerMessage) => void = () => undefined;
  #waiting = new Set<() => void>();

  constructor(socket: Wire) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const items: unknown[] = [JSON.parse(String(data))].flat();
      for (const item of items) this.#hear(serverMessageSchema.parse(item));
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason }));
    });
  }

  /** Whether it answers when the server asks how far it is, as an honest client does. */
  keepsUp = true;

  /** Tells of every message, those that were heard already first. */
  onMessage(listen: (message: ServerMessage) => void): void {
    for (const message of this.heard) listen(message);
    this.#listen = listen;
  }

  #hear(message: ServerMessage): void {
    this.heard.push(message);
    this.#listen(message);
    if (message.type === 'sync' && this.keepsUp) this.say({ type: 'synced', id: message.id });
  }

  say(...messages: (ClientMessageInput | Record<string, unknown>)[]): void {
    for (const message of messages) this.#socket.send(JSON.stringify(message));
  }

  sendRaw(frame: string | ArrayBuffer): void {
    this.#socket.send(frame);
  }

  close(code = 1000): void {
    try {
      this.#socket.close(code);
    } catch {
      // Closed already.
    }
  }

  /** The first message of that type, heard or yet to come, that fits. */
  hears<T extends ServerMessage['type']>(
    type: T,
    fits: (message: Of<T>) => boolean = () => true,
  ): Promise<Of<T>> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.heard.find(
          (message): message is Of<T> => message.type === type && fits(message as Of<T>),
        );
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The answer to a request: its `ack`, or its `refused`. */
  async answerTo(clientId: string): Promise<Of<'ack'> | Of<'refused'>> {
    const mine = (message: { client_id: string | null }) => message.client_id === clientId;
    return Promise.race([this.hears('ack', mine), this.hears('refused', mine)]);
  }
}

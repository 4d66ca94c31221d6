import { nanoid } from 'nanoid';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { applyServerMessage, orderedMessages } from '../state/apply-server-message.ts';
import { emptyChatState, type ChatState, type PendingRequest } from '../state/chat-state.ts';
import { addPending, dropPending } from '../state/pending-requests.ts';
import { ChatSocket, type ChatSocketOptions, type SocketStatus } from './chat-socket.ts';
import type { ClientRequest } from './outbox.ts';

export interface ChatSessionOptions {
  me: string;
  connect: ChatSocketOptions['connect'];
  diagnose: NonNullable<ChatSocketOptions['diagnose']>;
  /** What an earlier page asked for and was not answered: asked for again, under the same names. */
  unanswered: readonly PendingRequest[];
  onChange: (state: ChatState, messages: readonly ServerMessage[]) => void;
  onStatus: (status: SocketStatus) => void;
}

/** One chat while it is open: what is known of it and what can be asked of it. */
export class ChatSession {
  private readonly options: ChatSessionOptions;
  private readonly socket: ChatSocket;
  private state: ChatState = emptyChatState();

  constructor(options: ChatSessionOptions) {
    this.options = options;
    this.socket = new ChatSocket({
      connect: options.connect,
      diagnose: options.diagnose,
      lastRev: () => this.state.rev,
      onStatus: options.onStatus,
      onMessages: (messages) => this.take(messages),
    });
  }

  /** Connects and asks again for what was not answered. */
  start(): void {
    this.socket.start();
    for (const request of this.options.unanswered) {
      this.state = addPending(this.state, request);
      this.socket.send(requestOf(request));
    }
    this.changed([]);
  }

  sendMessage(text: string): void {
    this.ask({ client_id: nanoid(), text, settings: null, created_at: Date.now() });
  }

  requestImage(settings: ImageSettings): void {
    this.ask({ client_id: nanoid(), text: settings.prompt, settings, created_at: Date.now() });
  }

  cancelImage(imageId: string): void {
    this.socket.send({ type: 'image_cancel', client_id: nanoid(), image_id: imageId });
  }

  /** Asks for the page of messages before the oldest one that is here. */
  loadOlder(): void {
    const oldest = orderedMessages(this.state)[0];
    if (!oldest || !this.state.has_older) return;
    this.socket.send({ type: 'history_request', client_id: nanoid(), before_seq: oldest.seq });
  }

  /** Tries a refused request once more, as a new one. */
  retry(clientId: string): void {
    const refused = this.state.pending.find((request) => request.client_id === clientId);
    if (!refused) return;
    this.state = dropPending(this.state, clientId);
    const { text, settings } = refused;
    this.ask({ client_id: nanoid(), text, settings, created_at: Date.now() });
  }

  /** Gives a refused request up. @returns what it was, to be edited */
  drop(clientId: string): PendingRequest | undefined {
    const dropped = this.state.pending.find((request) => request.client_id === clientId);
    this.state = dropPending(this.state, clientId);
    this.changed([]);
    return dropped;
  }

  wake(): void {
    this.socket.wake();
  }

  close(): void {
    this.socket.close();
  }

  private ask(request: Omit<PendingRequest, 'acknowledged' | 'refusal'>): void {
    this.state = addPending(this.state, request);
    this.socket.send(requestOf(request));
    this.changed([]);
  }

  private take(messages: readonly ServerMessage[]): void {
    for (const message of messages) {
      this.state = applyServerMessage(this.state, message, this.options.me);
    }
    this.changed(messages);
  }

  private changed(messages: readonly ServerMessage[]): void {
    this.options.onChange(this.state, messages);
  }
}

function requestOf(
  request: Pick<PendingRequest, 'client_id' | 'text' | 'settings'>,
): ClientRequest {
  const { client_id, text, settings } = request;
  return settings
    ? { type: 'image_request', client_id, ...settings }
    : { type: 'message_send', client_id, text };
}

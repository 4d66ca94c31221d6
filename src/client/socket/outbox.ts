import type { ClientMessageInput } from '../../protocol/client-message.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';

/** What a client asks of the chat, as opposed to what keeps the connection going. */
export type ClientRequest = Extract<ClientMessageInput, { client_id: string }>;

/** Requests that the server has not answered yet, in the order in which they were made. */
export class Outbox {
  readonly requests = new Map<string, ClientRequest>();

  add(request: ClientRequest): void {
    this.requests.set(request.client_id, request);
  }

  /** Drops what a message answers. */
  settle(message: ServerMessage): void {
    const answers =
      message.type === 'ack' || message.type === 'refused' || message.type === 'history';
    if (answers && message.client_id !== null) this.requests.delete(message.client_id);
  }

  /** Takes everything out, for a server that will never take it. */
  drain(): ClientRequest[] {
    const all = [...this.requests.values()];
    this.requests.clear();
    return all;
  }
}

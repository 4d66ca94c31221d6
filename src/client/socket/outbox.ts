import type { ServerMessage } from '../../protocol/server-message.ts';
import { isQuestion, type ClientRequest } from '../state/asked-requests.ts';

/**
 * Requests that the server has not answered yet. What changes something stands in line: the next one
 * goes out when the one before it is answered, so that no break of the connection changes their
 * order. Questions go past the line.
 */
export class Outbox {
  private readonly line = new Map<string, ClientRequest>();
  private readonly asides = new Map<string, ClientRequest>();

  add(request: ClientRequest): void {
    this.mapFor(request).set(request.client_id, request);
  }

  /** What may be under way now: the first of the line, and every question. */
  current(): ClientRequest[] {
    const [first] = this.line.values();
    return [...(first ? [first] : []), ...this.asides.values()];
  }

  /** The first of the line. */
  head(): ClientRequest | undefined {
    return this.line.values().next().value;
  }

  has(clientId: string): boolean {
    return this.line.has(clientId) || this.asides.has(clientId);
  }

  get empty(): boolean {
    return this.line.size === 0;
  }

  /** Nobody waits for this one any more. */
  forget(clientId: string): void {
    this.line.delete(clientId);
    this.asides.delete(clientId);
  }

  /**
   * Takes out what a message answers.
   *
   * @returns whether the line moved on
   */
  settle(message: ServerMessage): boolean {
    const client_id = 'client_id' in message ? message.client_id : null;
    if (client_id === null) return false;
    this.asides.delete(client_id);
    const moved = this.head()?.client_id === client_id;
    this.line.delete(client_id);
    return moved;
  }

  private mapFor(request: ClientRequest): Map<string, ClientRequest> {
    return isQuestion(request) ? this.asides : this.line;
  }
}

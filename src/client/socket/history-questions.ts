import { nanoid } from 'nanoid';
import { viewed, type ChatState } from '../state/chat-state.ts';
import type { HistoryAsk } from '../state/history.ts';
import type { ChatSocket } from './chat-socket.ts';

/** Asks for pages of messages, one at a time, and knows what the answer is for. */
export class HistoryQuestions {
  private readonly socket: Pick<ChatSocket, 'send' | 'forget'>;
  private asked: { client_id: string; ask: HistoryAsk } | null = null;

  constructor(socket: Pick<ChatSocket, 'send' | 'forget'>) {
    this.socket = socket;
  }

  /** What is being asked for. */
  get open(): HistoryAsk | null {
    return this.asked?.ask ?? null;
  }

  /** Asks for what comes before the first message that is looked at. */
  older(state: ChatState): void {
    const stretch = viewed(state);
    const first = stretch.messages.first;
    if (this.asked || !first || !stretch.has_older) return;
    this.ask('older', { before_seq: first.seq });
  }

  /** Asks for what comes after the last message that is looked at. */
  newer({ past }: ChatState): void {
    const last = past?.messages.last;
    if (this.asked || !last) return;
    this.ask('newer', { after_seq: last.seq });
  }

  /** Asks for a message and its surroundings, instead of whatever else was asked for. */
  around(messageId: string): void {
    this.drop();
    this.ask('around', { around: messageId });
  }

  /** The answer is of no use any more. */
  drop(): void {
    if (this.asked) this.socket.forget(this.asked.client_id);
    this.asked = null;
  }

  /** @returns what an answer was asked for; `null` where it is of no use any more */
  answered(clientId: string): HistoryAsk | null {
    if (this.asked?.client_id !== clientId) return null;
    const { ask } = this.asked;
    this.asked = null;
    return ask;
  }

  private ask(
    ask: HistoryAsk,
    page: { before_seq: number } | { after_seq: number } | { around: string },
  ): void {
    const client_id = nanoid();
    this.asked = { client_id, ask };
    this.socket.send({ type: 'history_request', client_id, ...page });
  }
}

import type { ClientMessageInput } from '../../protocol/client-message.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { isQuestion, type ClientRequest } from '../state/asked-requests.ts';
import { Outbox } from './outbox.ts';

/** Milliseconds, give or take a quarter: "too fast" means that it may come a little later. */
const breath = 1_000;
/** Without an answer for so long over a connection that lives, a request is said again. */
const answerTime = 20_000;

export interface SenderOptions {
  transmit: (message: ClientMessageInput) => void;
  random: () => number;
}

/** Says what is in the outbox: in order, not faster than the server takes it, until it is answered. */
export class Sender {
  private readonly options: SenderOptions;
  private readonly outbox = new Outbox();
  /** Timers of what is said again later, by `client_id`. */
  private readonly later = new Map<string, ReturnType<typeof setTimeout>>();
  private open = false;

  constructor(options: SenderOptions) {
    this.options = options;
  }

  /** Whether everything that changes something was answered. */
  get idle(): boolean {
    return this.outbox.empty;
  }

  /** Says it now or as soon as it may be said. It is kept until it is answered. */
  add(request: ClientRequest): void {
    const before = this.outbox.head();
    this.outbox.add(request);
    if (isQuestion(request) || before === undefined) this.say(request);
  }

  /** Gives a request up. */
  forget(clientId: string): void {
    this.answered(clientId);
    const head = this.outbox.head();
    this.outbox.forget(clientId);
    if (head?.client_id === clientId) this.next();
  }

  /** The connection is there: what is not answered is said again. */
  resume(): void {
    this.open = true;
    for (const request of this.outbox.current()) this.say(request);
  }

  /** The connection is gone. */
  pause(): void {
    this.open = false;
    for (const timer of this.later.values()) clearTimeout(timer);
    this.later.clear();
  }

  /**
   * Hears what the server says.
   *
   * @returns the message for everybody else; `null` for a refusal that only asks for patience
   */
  hear(message: ServerMessage): ServerMessage | null {
    if (message.type === 'refused') return this.refused(message);
    if (isAnswer(message)) this.settle(message);
    return message;
  }

  /** The server ended the connection because of what was said last: it will never take that. */
  giveUp(): ServerMessage[] {
    const head = this.outbox.head();
    if (!head) return [];
    const error = { code: 'too_large', message: 'The server would not take this.' } as const;
    const refused = { type: 'refused', client_id: head.client_id, error } as const;
    this.outbox.settle(refused);
    return [refused];
  }

  private refused(message: Extract<ServerMessage, { type: 'refused' }>): ServerMessage | null {
    // One at a time is under way: a refusal without a name is meant for it.
    const unnamed = message.client_id === null && message.error.code !== 'hello_first';
    const clientId = unnamed ? (this.outbox.head()?.client_id ?? null) : message.client_id;
    if (message.error.code === 'too_fast') {
      if (clientId === null) return null;
      if (!this.outbox.has(clientId)) return message;
      this.sayLater(clientId, breath * (0.75 + this.options.random() / 2));
      return null;
    }
    const named = { ...message, client_id: clientId };
    this.settle(named);
    return named;
  }

  private settle(message: Answer): void {
    if (message.client_id !== null) this.answered(message.client_id);
    if (this.outbox.settle(message)) this.next();
  }

  private next(): void {
    const head = this.outbox.head();
    if (head) this.say(head);
  }

  private say(request: ClientRequest): void {
    if (!this.open) return;
    this.options.transmit(request);
    this.sayLater(request.client_id, answerTime);
  }

  private sayLater(clientId: string, ms: number): void {
    this.answered(clientId);
    const again = () => {
      const request = this.outbox.current().find(({ client_id }) => client_id === clientId);
      if (request) this.say(request);
    };
    this.later.set(clientId, setTimeout(again, ms));
  }

  private answered(clientId: string): void {
    clearTimeout(this.later.get(clientId));
    this.later.delete(clientId);
  }
}

type Answer = Extract<ServerMessage, { type: 'ack' | 'refused' | 'history' | 'entry_history' }>;

function isAnswer(message: ServerMessage): message is Answer {
  return ['ack', 'refused', 'history', 'entry_history'].includes(message.type);
}

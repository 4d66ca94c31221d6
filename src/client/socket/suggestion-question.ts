import { nanoid } from 'nanoid';
import {
  lostConnection,
  noAnswer,
  withoutAnswer,
  type Suggestion,
  type SuggestionAsk,
} from '../state/suggestion.ts';
import type { ChatSocket } from './chat-socket.ts';

/** The server gives up long before, and says so; milliseconds. */
const patience = 60_000;

type Change = (suggestion: Suggestion | null) => Suggestion | null;

/** Asks for a suggestion, one at a time. It is of now only: a break of the connection ends it. */
export class SuggestionQuestion {
  private readonly socket: Pick<ChatSocket, 'say'>;
  private readonly change: (change: Change) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param change changes the suggestion that is shown */
  constructor(socket: Pick<ChatSocket, 'say'>, change: (change: Change) => void) {
    this.socket = socket;
    this.change = change;
  }

  /** Asks, instead of for whatever was asked for before. */
  ask(of: SuggestionAsk): void {
    const client_id = nanoid();
    const request =
      of.kind === 'expand'
        ? { kind: of.kind, prompt: of.prompt }
        : { kind: of.kind, image_id: of.image.id };
    const isSaid = this.socket.say({ type: 'suggestion_request', client_id, ...request });
    this.change(() => ({ client_id, of, text: '', status: 'asking', problem: '' }));
    clearTimeout(this.timer);
    if (isSaid) this.timer = setTimeout(() => this.end(noAnswer), patience);
    else this.lost();
  }

  /** The connection is gone, and whatever was asked for with it. */
  lost(): void {
    this.end(lostConnection);
  }

  private end(problem: string): void {
    this.change((suggestion) => withoutAnswer(suggestion, problem));
  }
}

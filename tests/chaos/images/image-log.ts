import type { ImageRow } from '../../../src/protocol/rows.ts';
import { Waiting } from '../waiting.ts';
import { hasEnded } from './check/rooms.ts';
import type { Ask, Heard } from './history.ts';

/** Writes down what is asked and heard, and lets others wait for more of it. */
export class ImageLog {
  readonly asks: Ask[] = [];
  readonly heard: Heard[] = [];
  /** How often a request was sent, and how often a connection broke. */
  readonly counts = { sent: 0, lost: 0 };
  #byName = new Map<string, Ask>();
  #newest = new Map<string, ImageRow>();
  #waiting = new Waiting();

  asked(ask: Omit<Ask, 'answers' | 'refusals' | 'isCanceled'>): void {
    const entry = { ...ask, isCanceled: false, answers: [], refusals: [] };
    this.asks.push(entry);
    this.#byName.set(ask.name, entry);
    this.#waiting.lookAgain();
  }

  answered(name: string, id: string): void {
    this.#byName.get(name)?.answers.push(id);
    this.#waiting.lookAgain();
  }

  refused(name: string, code: string): void {
    this.#byName.get(name)?.refusals.push(code);
    this.#waiting.lookAgain();
  }

  canceled(name: string): void {
    const ask = this.#byName.get(name);
    if (ask) ask.isCanceled = true;
  }

  hear(heard: Heard): void {
    this.heard.push(heard);
    if (heard.type === 'progress') return;
    const { row } = heard;
    const known = this.#newest.get(row.id);
    if (!known || known.rev < row.rev) this.#newest.set(row.id, row);
    this.#waiting.lookAgain();
  }

  /** Somebody is connected. */
  connected(): void {
    this.#waiting.lookAgain();
  }

  /** The id that a request was acknowledged with. */
  idOf(name: string): string | undefined {
    return this.#byName.get(name)?.answers[0];
  }

  /** The newest that anybody heard of the image that a request made. */
  rowOf(name: string): ImageRow | undefined {
    return this.#newest.get(this.idOf(name) ?? '');
  }

  /** The requests that have no answer yet, or whose image has not ended. */
  unsettled(): Ask[] {
    return this.asks.filter(({ name }) => {
      const row = this.rowOf(name);
      return row === undefined || !hasEnded(row);
    });
  }

  /** Waits until something holds, or so long, in milliseconds. @returns whether it came to hold */
  until(holds: () => boolean, withinMs?: number): Promise<boolean> {
    return this.#waiting.until(holds, withinMs);
  }

  /** Nobody waits for anything any longer. */
  giveUp(): void {
    this.#waiting.giveUp();
  }
}

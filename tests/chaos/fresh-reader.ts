import type { MessageRow, Read, Resume } from './history.ts';
import { View } from './view.ts';
import { rowsOf, Wire, type Address, type Heard } from './wire.ts';

/** How long one answer may take after everything healed, in milliseconds. */
const patienceMs = 10_000;

/** A connection with nothing before it: reads a chat as somebody does who just came. */
export class FreshReader {
  #wire: Wire;
  #heard: Heard[] = [];
  #wake: (() => void) | null = null;
  #ended = false;

  private constructor(address: Address, lastRev: number | null) {
    this.#wire = new Wire(address, {
      open: () => this.#wire.hello(lastRev),
      heard: (message) => {
        this.#heard.push(message);
        this.#wake?.();
      },
      end: () => {
        this.#ended = true;
        this.#wake?.();
      },
    });
  }

  /** The whole conversation, by snapshot and every page of history before it. */
  static async read(address: Address, by: string): Promise<Read> {
    const reader = new FreshReader(address, null);
    const view = new View();
    const snapshot = await reader.#next('snapshot');
    view.snapshot(rowsOf(snapshot), snapshot.has_older);
    let order: MessageRow[] = snapshot.messages;
    while (view.hasOlder) {
      const clientId = `read-${String(view.floor).padStart(8, '0')}`;
      const page = await reader.#page(clientId, view.floor);
      view.history(rowsOf(page), page.has_older);
      order = [...page.messages, ...order];
    }
    reader.#wire.abandon();
    return { by, rev: snapshot.rev, messages: order, images: [...view.images.values()] };
  }

  /** What somebody is told who has everything up to `from`; `null` where it is a snapshot. */
  static async resume(address: Address, from: number): Promise<Resume | null> {
    const reader = new FreshReader(address, from);
    const told = await reader.#next('changes', 'snapshot');
    reader.#wire.abandon();
    if (told.type === 'snapshot') return null;
    return { from, to: told.rev, messages: told.messages };
  }

  /** Asks for a page, again after a while where that was too fast: there are many in a long chat. */
  async #page(client_id: string, before_seq: number): Promise<Extract<Heard, { type: 'history' }>> {
    for (;;) {
      this.#wire.say({ type: 'history_request', client_id, before_seq });
      const answer = await this.#next('history', 'refused');
      if (answer.type === 'history') return answer;
      if (answer.error.code !== 'too_fast') throw new Error(answer.error.code);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  async #next<T extends Heard['type']>(...types: T[]): Promise<Extract<Heard, { type: T }>> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const at = this.#heard.findIndex(({ type }) => types.some((wanted) => wanted === type));
      const [found] = at < 0 ? [] : this.#heard.splice(at, 1);
      if (found) return found as Extract<Heard, { type: T }>;
      if (this.#ended) throw new Error(`the connection ended before a ${types.join()}`);
      if (performance.now() > until) throw new Error(`no ${types.join()} in ${patienceMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        const before = this.#wake;
        this.#wake = () => {
          clearTimeout(timer);
          before?.();
          resolve();
        };
      });
    }
  }
}

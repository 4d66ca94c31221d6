import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Answers, Order } from './orders.ts';

type Reply = { answer: unknown } | { error: string };

/** The load process, seen from the bench. */
export class Load {
  #process: ChildProcess;
  #settle: ((reply: Reply) => void) | null = null;

  constructor() {
    const file = path.join(import.meta.dirname, 'load-process.ts');
    // Deliveries die young: a large nursery keeps the collector out of the latencies.
    this.#process = fork(file, { execArgv: ['--max-semi-space-size=64'] });
    this.#process.on('message', (reply: Reply) => this.#settle?.(reply));
    this.#process.on('exit', () => this.#settle?.({ error: 'The load process ended.' }));
  }

  /** Has an order carried out. Rejects where it could not be, such as when a connection ended. */
  async ask<O extends Order>(order: O): Promise<Answers[O['do']]> {
    const reply = await new Promise<Reply>((resolve) => {
      this.#settle = resolve;
      this.#process.send(order);
    });
    if ('error' in reply) throw new Error(reply.error);
    return reply.answer as Answers[O['do']];
  }

  /** Ends the process. */
  end(): void {
    if (this.#process.connected) this.#process.disconnect();
  }
}

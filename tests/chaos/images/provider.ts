import { createHash } from 'node:crypto';
import type { FaultRule } from './faults.ts';
import type { Prediction } from './history.ts';

/** Rules in one script at the most. */
const scriptRules = 100;

/** How long a control of the simulator may take, in milliseconds: it may have to paint first. */
const patienceMs = 30_000;

type LedgerPrediction = Pick<Prediction, 'id' | 'status' | 'billable'> & {
  input: { prompt: string };
  created_at: string;
  completed_at: string | null;
};

/** The simulator behind the app: its faults to come, and what it did. */
export class Provider {
  #url: string;
  #before = new Set<string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** What the ledger has by now is none of this run. */
  async begin(): Promise<void> {
    this.#before = new Set((await this.#ledger()).map(({ id }) => id));
  }

  /** Adds rules to those that are still to come; they outlive a kill. */
  async script(rules: readonly FaultRule[]): Promise<void> {
    for (let at = 0; at < rules.length; at += scriptRules) {
      const answer = await this.#call('/simulator/faults', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(rules.slice(at, at + scriptRules)),
      });
      if (!answer.ok) throw new Error(`a script was refused: ${await answer.text()}`);
    }
  }

  /** Nothing goes wrong any more. */
  async heal(): Promise<void> {
    await this.#call('/simulator/faults', { method: 'DELETE' });
  }

  /** Every prediction of the run, oldest first, with the hashes of what was painted for it. */
  async predictions(): Promise<Prediction[]> {
    const found: Prediction[] = [];
    for (const made of await this.#ledger()) {
      if (this.#before.has(made.id)) continue;
      const { id, input, status, billable, created_at, completed_at } = made;
      const took_ms =
        completed_at === null ? null : Date.parse(completed_at) - Date.parse(created_at);
      const painted = status === 'succeeded' ? await this.#painted(id) : [];
      found.push({ id, prompt: input.prompt, status, billable, took_ms, painted });
    }
    return found;
  }

  async #ledger(): Promise<LedgerPrediction[]> {
    const answer = await this.#call('/simulator/ledger');
    return ((await answer.json()) as { predictions: LedgerPrediction[] }).predictions;
  }

  async #painted(id: string): Promise<string[]> {
    const answer = await this.#call(`/simulator/predictions/${id}/sha256`);
    const { files } = (await answer.json()) as { files: { sha256: string }[] };
    return files.map(({ sha256 }) => sha256);
  }

  #call(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.#url + path, { ...init, signal: AbortSignal.timeout(patienceMs) });
  }
}

/** A hash as the rows have it: SHA-256 in hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

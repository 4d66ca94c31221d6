import type { Service } from '../../domain/prediction-gate/service.ts';
import { log } from '../log.ts';
import type { GateWord, RoomNews } from '../prediction-gate/gate-word.ts';

/** While images wait, the gate is asked again after so long, in milliseconds: it may have forgotten. */
const againMs = 15_000;

/** First and longest pause after the gate could not be reached, in milliseconds. */
const retry = { firstMs: 500, longestMs: 15_000 };

type LineParts = {
  /** What there is to tell, and a number that changes with it. */
  jobs: { readonly slotChanges: number; takeNews(): RoomNews };
  /** Tells the gate; throws where it cannot be reached. */
  report: (news: RoomNews) => Promise<GateWord>;
  /** The gate has said something. */
  heard: (word: GateWord) => Promise<void>;
};

/** The room's end of the line to the gate: tells it what changed, until it knows. */
export class GateLine {
  #parts: LineParts;
  /** The change of the jobs that the gate was told last. */
  #told: number | null = null;
  #isWaited = false;
  #againAt: number | null = null;
  #failures = 0;
  #running: Promise<void> | null = null;
  #service: Service = { status: 'available' };

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  /** How the account is treated, as far as this room knows. */
  get service(): Service {
    return this.#service;
  }

  /** Whether the gate has something to hear. */
  get isBehind(): boolean {
    return this.#told !== this.#parts.jobs.slotChanges;
  }

  /** When to call `run` again, in milliseconds since 1970, or `null` where that is not needed. */
  get againAt(): number | null {
    return this.#againAt;
  }

  /** Tells the gate whatever it does not know yet, and after a while again. Never throws. */
  async run(): Promise<void> {
    this.#running ??= this.#tell().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  /** Takes in what the gate says. @returns whether the account is treated in another way now */
  hear(word: GateWord): boolean {
    const before = JSON.stringify(this.#service);
    this.#service = word.service;
    return JSON.stringify(word.service) !== before;
  }

  async #tell(): Promise<void> {
    const { jobs, report, heard } = this.#parts;
    const isDue = () => this.#isWaited && this.#againAt !== null && this.#againAt <= Date.now();
    try {
      while (this.isBehind || isDue()) {
        const change = jobs.slotChanges;
        const news = jobs.takeNews();
        const word = await report(news);
        this.#told = change;
        this.#isWaited = news.waiting.length > 0;
        this.#againAt = this.#isWaited ? Date.now() + againMs : null;
        this.#failures = 0;
        await heard(word);
      }
    } catch (error) {
      log({ event: 'gate_not_reached', error });
      this.#told = null;
      this.#againAt = Date.now() + Math.min(retry.longestMs, retry.firstMs * 2 ** this.#failures);
      this.#failures += 1;
    }
  }
}

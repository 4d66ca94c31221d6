/** Runs something at once when it is quiet, and gathered when it is asked for again and again. */
export class Paced {
  #run: () => void;
  #pauseMs: () => number;
  #ranAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param pauseMs how long it rests between two runs, in milliseconds */
  constructor(run: () => void, pauseMs: () => number) {
    this.#run = run;
    this.#pauseMs = pauseMs;
  }

  /** Asks for a run: now, or together with whatever else is asked for until the pause is over. */
  ask(): void {
    if (this.#timer !== null) return;
    const wait = this.#ranAt + this.#pauseMs() - Date.now();
    if (wait <= 0) this.#go();
    else this.#timer = setTimeout(() => this.#go(), wait);
  }

  /** What was asked for and did not run yet is not run any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #go(): void {
    this.#timer = null;
    this.#ranAt = Date.now();
    this.#run();
  }
}

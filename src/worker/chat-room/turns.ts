/** Lets so many do something at once; the others wait for their turn. */
export class Turns {
  #free: number;
  #waiting = new Set<() => void>();

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Waits for a turn, which `done` gives back. @returns `null` where the signal aborts before */
  async take(signal: AbortSignal): Promise<{ done: () => void } | null> {
    if (signal.aborted) return null;
    if (this.#free === 0) {
      const hasTurn = await new Promise<boolean>((resolve) => {
        const next = () => resolve(true);
        this.#waiting.add(next);
        signal.addEventListener('abort', () => {
          if (this.#waiting.delete(next)) resolve(false);
        });
      });
      if (!hasTurn) return null;
    } else this.#free -= 1;
    return { done: () => this.#passOn() };
  }

  #passOn(): void {
    const [next] = this.#waiting;
    if (!next) this.#free += 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}

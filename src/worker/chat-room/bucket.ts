/** What may be taken at once, and how much comes back in a second. */
export type Rate = { burst: number; perSecond: number };

/** A bucket of tokens that refills over time. Begins full. */
export class Bucket {
  #rate: Rate;
  #tokens: number;
  #at: number;

  /** @param now milliseconds since 1970 */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Takes a token; `false` where none is left. */
  take(now: number): boolean {
    const { burst, perSecond } = this.#rate;
    const since = Math.max(0, now - this.#at) / 1000;
    const refilled = Math.min(burst, this.#tokens + since * perSecond);
    this.#at = now;
    const isThere = refilled >= 1;
    this.#tokens = isThere ? refilled - 1 : refilled;
    return isThere;
  }
}

/** Those who wait until something holds, and look again whenever anything happened. */
export class Waiting {
  #looks = new Set<() => void>();
  #ends = new Set<() => void>();

  /** Something happened. */
  lookAgain(): void {
    for (const look of this.#looks) look();
  }

  /** Nobody waits any longer. */
  giveUp(): void {
    for (const end of this.#ends) end();
  }

  /**
   * Waits until something holds.
   *
   * @param withinMs gives up after so long; never where it is left out
   * @returns whether it came to hold
   */
  until(holds: () => boolean, withinMs?: number): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        if (holds()) end();
      };
      const end = () => {
        clearTimeout(timer);
        this.#looks.delete(look);
        this.#ends.delete(end);
        resolve(holds());
      };
      const timer = withinMs === undefined ? undefined : setTimeout(end, withinMs);
      this.#looks.add(look);
      this.#ends.add(end);
      look();
    });
  }
}

/** How much is kept at least for a second look; bytes. */
const KEPT_BYTES = 48 * 1024 * 1024;
/** How many things are kept at most. */
const KEPT = 24;

/**
 * What was made lately, the newest last: a download is often asked for twice. What is still being
 * made is found here too, so that nothing is made twice at once.
 */
export class Recent<T extends { length: number }> {
  readonly #made = new Map<string, Promise<T>>();
  readonly #sizes = new Map<string, number>();

  /** What goes by that key, made if it is not here. A failure is not remembered. */
  async get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(key);
    if (known) return known;
    const making = make();
    this.#made.set(key, making);
    try {
      const made = await making;
      this.#sizes.set(key, made.length);
      this.#forgetOldest(key);
      return made;
    } catch (error) {
      this.#made.delete(key);
      throw error;
    }
  }

  #forgetOldest(newest: string): void {
    let bytes = [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [key, size] of this.#sizes) {
      if (key === newest || (bytes <= KEPT_BYTES && this.#sizes.size <= KEPT)) break;
      bytes -= size;
      this.#sizes.delete(key);
      this.#made.delete(key);
    }
  }
}

/** How often states are looked at on behalf of those who wait; milliseconds. */
const TICK_MS = 20;

/**
 * Looks at the clock for those who wait for it. States follow from records and the clock alone, so
 * this decides nothing: it only notices. One timer serves everybody and rests while nobody waits.
 */
export class Watcher {
  readonly #looks = new Set<() => boolean>();
  #timer: NodeJS.Timeout | undefined;

  /** @param look called now and then until it returns true */
  watch(look: () => boolean): void {
    if (look()) return;
    this.#looks.add(look);
    this.#timer ??= setInterval(() => {
      this.#tick();
    }, TICK_MS);
  }

  /** Resolves when `condition` holds or the time is up. */
  async until(condition: () => boolean, timeoutMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const deadline = performance.now() + timeoutMs;
    this.watch(() => {
      if (!condition() && performance.now() < deadline) return false;
      resolve();
      return true;
    });
    await promise;
  }

  /** Looks no more. Those who still wait are left waiting: the process is ending. */
  close(): void {
    clearInterval(this.#timer);
    this.#looks.clear();
  }

  #tick(): void {
    for (const look of this.#looks) if (look()) this.#looks.delete(look);
    if (this.#looks.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

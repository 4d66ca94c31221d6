/**
 * Bytes that all work of this isolate may hold at once: it has 128 MB, and shares them with rooms.
 * Whoever wants more than is left waits, in the order of asking.
 */
export class MemoryBudget {
  #left: number;
  #waiting: { bytes: number; go: () => void }[] = [];

  /** @param bytes in all; nobody may ask for more at once */
  constructor(bytes: number) {
    this.#left = bytes;
  }

  /**
   * Waits until so many bytes are free, and takes them.
   *
   * @param signal gives up waiting; the promise then rejects
   * @returns how to give them back, to be called once
   */
  async take(bytes: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#waiting.length > 0 || bytes > this.#left) {
      await new Promise<void>((resolve, reject) => {
        const turn = {
          bytes,
          go: () => {
            signal.removeEventListener('abort', giveUp);
            resolve();
          },
        };
        const giveUp = () => {
          this.#waiting = this.#waiting.filter((one) => one !== turn);
          this.#next();
          reject(new Error('There was not enough memory in time.'));
        };
        this.#waiting.push(turn);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    } else this.#left -= bytes;
    return () => {
      this.#left += bytes;
      this.#next();
    };
  }

  #next(): void {
    for (let [first] = this.#waiting; first && first.bytes <= this.#left; [first] = this.#waiting) {
      this.#waiting.shift();
      this.#left -= first.bytes;
      first.go();
    }
  }
}

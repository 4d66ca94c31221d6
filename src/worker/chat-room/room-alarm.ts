/** The room's one alarm, set for the earliest of the things that may need it. */
export class RoomAlarm {
  #storage: DurableObjectStorage;
  #at: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Reads for when it is set. To be called before anything else. */
  async load(): Promise<void> {
    this.#at = await this.#storage.getAlarm();
  }

  /** It rang, so it is not set any more. */
  hasRung(): void {
    this.#at = null;
  }

  /** Sees to it that it rings by the earliest of these times (milliseconds since 1970). */
  async setFor(times: (number | null)[]): Promise<void> {
    const due = times.filter((time) => time !== null);
    if (due.length === 0) return;
    const at = Math.min(...due);
    if (this.#at !== null && this.#at <= at) return;
    this.#at = at;
    await this.#storage.setAlarm(at);
  }
}

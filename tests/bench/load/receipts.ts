import type { Faults } from './orders.ts';

/** What one client has received: tells exactly which deliveries are lost, doubled or in disorder. */
export class Receipts {
  /** Receipts of any kind. */
  count = 0;
  #next: Int32Array;
  /** Passed over, by sender; they may still come, and are in disorder then. */
  #missing: Set<number>[];
  #doubled = 0;
  #disordered = 0;

  constructor(senders: number) {
    this.#next = new Int32Array(senders);
    this.#missing = Array.from({ length: senders }, () => new Set());
  }

  /** Notes that a sender's message of that number has come. */
  note(sender: number, number: number): void {
    this.count += 1;
    const expected = this.#next[sender] ?? 0;
    if (number === expected) {
      this.#next[sender] = expected + 1;
      return;
    }
    const missing = this.#missing[sender];
    if (!missing) throw new Error(`A message of sender ${sender}, whom nobody sent.`);
    if (number > expected) {
      for (let passed = expected; passed < number; passed += 1) missing.add(passed);
      this.#next[sender] = number + 1;
    } else if (missing.delete(number)) this.#disordered += 1;
    else this.#doubled += 1;
  }

  /** How far a sender's messages have come. */
  received(sender: number): number {
    return this.#next[sender] ?? 0;
  }

  /** What went wrong, once nothing more will come. */
  faults(sentBySender: number[]): Faults {
    let lost = 0;
    for (const [sender, sent] of sentBySender.entries()) {
      lost += (this.#missing[sender]?.size ?? 0) + sent - (this.#next[sender] ?? 0);
    }
    return { lost, doubled: this.#doubled, disordered: this.#disordered };
  }
}

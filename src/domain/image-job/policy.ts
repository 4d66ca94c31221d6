/** How long and how often: every number that the rules in SPEC.md leave open. Milliseconds. */
export const policy = {
  /** From the request until its prediction is asked for, whatever happens. */
  waitMs: 30 * 60_000,
  /** From there to the end, whatever happens, where no setting says another. */
  runMs: 5 * 60_000,
  /** From the end of the run until its output is stored: it is paid for, and Replicate keeps it. */
  storeMs: 2 * 60_000,
  /** After the deadline of a run: for the provider to say what a cancel came to. */
  graceMs: 30_000,
  /** How long a consumer has the job to itself; longer than its own time-outs for that effect. */
  leaseMs: { create: 30_000, other: 20_000 },
  /** When a job that has not moved is woken again, beyond what it was waiting for. */
  overdueMs: 5_000,
  /** How long a wake that nothing came of is waited for before the next. */
  rewakeMs: 15_000,
  /** POSTs at the most, each after proof that the one before was not taken. */
  maxAttempts: 3,
  /**
   * How long the provider's list may still lack the prediction of a POST: after it was answered,
   * with whatever error, and after an answer that never came, whose request may still be under way.
   */
  settleMs: { answered: 8_000, unanswered: 25_000 },
  /** Downloads and writes of one output at the most. */
  maxStores: 5,
  /** First and longest pause where something is tried again; it doubles in between. */
  retryMs: { first: 1_000, longest: 15_000 },
} as const;

/** The pause before try number `tries + 1`: doubling from the first, up to the longest. */
export function backoff(tries: number): number {
  return Math.min(policy.retryMs.longest, policy.retryMs.first * 2 ** Math.min(tries, 10));
}

/**
 * The pause between two checks of a prediction that has been running for `ageMs`.
 *
 * @param running predictions that are checked over all rooms: together they stay below the 3,000
 *   requests a minute that Replicate allows (replicate.com/docs/topics/predictions/rate-limits)
 */
export function checkInterval(ageMs: number, running: number): number {
  return Math.max(ofAge(ageMs), running * 25);
}

function ofAge(ageMs: number): number {
  if (ageMs < 15_000) return 250;
  if (ageMs < 60_000) return 1_000;
  return 4_000;
}

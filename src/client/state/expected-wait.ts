const second = 1_000;
const minute = 60 * second;

/** How far apart the waits are that are told, in milliseconds: about 40 s, 50 s, 1 min, 2 min. */
function stepAt(ms: number): number {
  if (ms < minute) return 10 * second;
  return ms < 10 * minute ? minute : 5 * minute;
}

/**
 * The wait to be told, in milliseconds. It keeps what was told before until that is plainly wrong, so
 * that a measure that wavers does not make the words jump.
 *
 * @param told what was told before; `null` for nothing
 * @param ms what is expected now; `null` without a measure
 */
export function steadyWait(told: number | null, ms: number | null): number | null {
  if (ms === null) return null;
  if (told !== null && Math.abs(ms - told) < stepAt(Math.min(told, ms)) * 0.8) return told;
  const step = stepAt(ms);
  return Math.max(10 * second, Math.round(ms / step) * step);
}

/** A wait that is only expected, such as "about 40 s" or "about 2 min". @param ms milliseconds */
export function waitInWords(ms: number): string {
  const seconds = Math.max(10, Math.round(ms / (10 * second)) * 10);
  return seconds < 60 ? `about ${seconds} s` : `about ${Math.round(ms / minute)} min`;
}

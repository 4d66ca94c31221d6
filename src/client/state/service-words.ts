import type { ImageService } from '../../protocol/server-message.ts';
import { waitInWords } from './expected-wait.ts';
import { timeOfDay } from './words.ts';

type ServiceStatus = ImageService['status'];

/** From this many milliseconds on the next try is told by the clock. */
const byTheClock = 100_000;

/** What a waiting image waits for while none can be made; empty while they can. */
export function whyWaiting(status: ServiceStatus): string {
  switch (status) {
    case 'available':
      return '';
    case 'throttled':
      return 'Waiting: Replicate asked for a pause';
    case 'unauthorized':
      return 'Waiting: Replicate refuses this server’s token';
    case 'no_credit':
      return 'Waiting: the Replicate account has no credit left';
  }
}

/**
 * When the next image is tried: "Trying again in about 30 s." or "Trying again at 20:15.", and empty
 * where nobody knows. Both in milliseconds since 1970.
 */
export function nextTry(until: number | null, now: number): string {
  if (until === null) return '';
  const left = until - now;
  // The clock of the server need not be ours: what seems to be over is merely near.
  if (left <= 5_000) return 'Trying again soon.';
  return left < byTheClock
    ? `Trying again in ${waitInWords(left)}.`
    : `Trying again at ${timeOfDay(until)}.`;
}

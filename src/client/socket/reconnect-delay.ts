const shortest = 500;
const longest = 15_000;

/**
 * How long to wait before the next try to connect: twice as long each time, half of it by chance so
 * that a room of people does not come back in one moment.
 *
 * @param attempt tries that failed so far, from 1
 * @param random a number from 0 to 1
 * @returns milliseconds
 */
export function reconnectDelay(attempt: number, random: number): number {
  const whole = Math.min(longest, shortest * 2 ** Math.min(attempt - 1, 10));
  return Math.round(whole / 2 + (whole / 2) * random);
}

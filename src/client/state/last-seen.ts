import { dayInWords, timeOfDay } from './words.ts';

const minute = 60_000;

/**
 * When somebody was here last: "last seen 5 min ago", "last seen at 9:12", "last seen yesterday".
 * Empty where nobody knows.
 *
 * @param time milliseconds since 1970, as is `now`
 */
export function lastSeenInWords(time: number | null, now: number): string {
  if (time === null) return '';
  const minutes = Math.floor((now - time) / minute);
  if (minutes < 1) return 'last seen just now';
  if (minutes < 60) return `last seen ${minutes} min ago`;
  const day = dayInWords(time, now);
  if (day === 'Today') return `last seen at ${timeOfDay(time)}`;
  return day === 'Yesterday' ? 'last seen yesterday' : `last seen on ${day}`;
}

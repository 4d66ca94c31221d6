const segments = new Intl.Segmenter();
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const date = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dateWithTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
});
const dateOfYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

/** The time of day, such as "10:43". @param time milliseconds since 1970 */
export function timeOfDay(time: number): string {
  return clock.format(time);
}

/** A moment to the second, such as "23 Nov 2026, 10:43:05". @param time milliseconds since 1970 */
export function dateAndTime(time: number): string {
  return dateWithTime.format(time);
}

/** The day in words: "Today", "Yesterday" or its date. Both in milliseconds since 1970. */
export function dayInWords(time: number, now: number): string {
  const then = new Date(time);
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (then.toDateString() === today.toDateString()) return 'Today';
  if (then.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return then.getFullYear() === today.getFullYear() ? date.format(then) : dateOfYear.format(then);
}

/** A duration, such as "4.1 s" or "2 min". @param ms milliseconds */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(ms, 100) / 1000).toFixed(1)} s`;
  return ms < 100_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

/** A duration that is only reckoned, such as "about 6 s". @param ms milliseconds */
export function aboutDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 100 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}

/** A place in the line, from 1: "Next in line", "3rd in line". */
export function placeInLine(position: number): string {
  if (position <= 1) return 'Next in line';
  const teen = position % 100 > 10 && position % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][position % 10] ?? 'th');
  return `${position}${ending} in line`;
}

/** The shape of an image: "3:2" where that is simple, otherwise its pixels "640 × 416". */
export function shapeOf(width: number, height: number): string {
  const common = greatestCommonDivisor(width, height);
  const [across, down] = [width / common, height / common];
  return across <= 21 && down <= 21 ? `${across}:${down}` : `${width} × ${height}`;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : greatestCommonDivisor(b, a % b);
}

/** The first letter of a name, for the avatar. */
export function initialOf(name: string): string {
  const [first] = segments.segment(name.trim());
  return first?.segment.toUpperCase() ?? '?';
}

/** Which of the five pairs of colours stands for a person: the same everywhere, 1 to 5. */
export function avatarOf(personId: string): string {
  let hash = 2_166_136_261;
  for (const character of personId) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  }
  return `avatar-${((hash >>> 16) % 5) + 1}`;
}

import { findCurated } from '../../domain/models/find-model.ts';

/** How figures read on the operator's page. Its times are UTC, since a server is in no time zone. */

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const calendar = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const grouped = new Intl.NumberFormat('en-US');

/** A moment, such as `27 Nov, 20:10:03`. */
export function momentWords(time: number): string {
  return clock.format(time);
}

/** A day, such as `Fri 27 Nov`. */
export function dayWords(time: number): string {
  return calendar.format(time).replace(',', '');
}

/** A number of things, such as `1,204`. */
export function countWords(count: number): string {
  return grouped.format(count);
}

/** So many things, such as `1 picture` or `3 pictures`. */
export function counted(count: number, thing: string): string {
  return `${countWords(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** How long something took, from milliseconds: `320 ms`, `4.2 s`, `2 min 5 s`, `3 h 10 min`. */
export function durationWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A share in per cent, with a decimal; never rounded to all or nothing where it is neither. */
export function shareWords(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  if (part < whole && percent > 99.9) return '99.9%';
  if (part > 0 && percent < 0.1) return '0.1%';
  return `${percent.toFixed(part === whole || part === 0 ? 0 : 1)}%`;
}

/** US dollars, as fine as prices of single images are. */
export function dollarWords(dollars: number): string {
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 })}`;
}

/** So many bytes, such as `12 B`, `340 KB` or `1.2 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A model's name; the id of one that is not on offer any more. */
export function modelWords(id: string): string {
  return findCurated(id)?.name ?? id;
}

import { keep, readKept } from '../stores/browser-storage.ts';

const key = 'darkroom:emoji';
const most = 16;

/** The emoji that I used last in this browser, the latest first. */
export function recentEmoji(): string[] {
  const kept = readKept('local', key) ?? '';
  return kept.split(' ').filter((emoji) => emoji !== '');
}

/** Remembers that I used one. */
export function noteEmoji(emoji: string): void {
  const others = recentEmoji().filter((other) => other !== emoji);
  keep('local', key, [emoji, ...others].slice(0, most).join(' '));
}

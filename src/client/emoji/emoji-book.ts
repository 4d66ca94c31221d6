import data from './emoji-data.json';

/**
 * All emoji, and how they are found. Loaded when somebody looks for one, because it is as heavy as
 * half of the page's own script.
 */

export interface Emoji {
  emoji: string;
  /** Its shortcodes, the commoner one first. */
  codes: readonly string[];
  /** Other words by which it is found. */
  words: readonly string[];
}

export interface EmojiGroup {
  name: string;
  emoji: readonly Emoji[];
}

/** Every emoji, in the order of Unicode's own lists. */
export const emojiGroups: readonly EmojiGroup[] = data.map(({ name, emoji }) => ({
  name,
  emoji: emoji.map((line) => {
    const [drawn = '', codes = '', ...words] = line.split(' ');
    return { emoji: drawn, codes: codes.split('/'), words };
  }),
}));

const all = emojiGroups.flatMap(({ emoji }) => emoji);
const byCode = new Map(all.flatMap((emoji) => emoji.codes.map((code) => [code, emoji.emoji])));

/** The emoji of a whole shortcode, without its colons; `null` where there is none. */
export function emojiOf(code: string): string | null {
  return byCode.get(code.toLowerCase()) ?? null;
}

/**
 * The emoji that match what was typed of a shortcode or a word, the best first.
 *
 * @param most how many at most
 */
export function findEmoji(typed: string, most: number): Emoji[] {
  const query = typed
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  if (query === '') return [];
  return all
    .map((emoji) => ({ emoji, rank: rankOf(emoji, query) }))
    .filter(({ rank }) => rank < nowhere)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ emoji }) => emoji);
}

const nowhere = 5;

function rankOf({ emoji, codes, words }: Emoji, query: string): number {
  if (emoji === query || codes.includes(query)) return 0;
  if (codes[0]?.startsWith(query)) return 1;
  if (codes.some((code) => matches(code, query))) return 2;
  if (words.some((word) => word.startsWith(query))) return 3;
  return codes.some((code) => code.includes(query)) ? 4 : nowhere;
}

/** By any word of it, and with or without the lines between them: "thumbs up" is `thumbsup` too. */
function matches(code: string, query: string): boolean {
  return (
    code.startsWith(query) ||
    code.includes(`_${query}`) ||
    code.replaceAll('_', '').startsWith(query.replaceAll('_', ''))
  );
}

import { colourNames } from './colour-names.ts';

/** A colour that words name, as they name it. */
export interface Swatch {
  words: string;
  colour: string;
}

/** So many words make up the longest name: "light goldenrod yellow". */
const mostWords = 3;
const mostSwatches = 16;

/**
 * The colours that words name beyond doubt: by a name of CSS, also written in several words, or by a
 * hexadecimal code. Whatever else they may mean, such as "ochre", has no swatch: a model has its own
 * idea of it.
 */
export function swatchesOf(text: string): Swatch[] {
  const found = new Map<string, Swatch>();
  const parts = [...text.matchAll(/#[\da-f]{3,8}(?![\p{L}\p{N}])|\p{L}+/giu)];
  for (let at = 0; at < parts.length;) {
    const taken = nameAt(text, parts, at) ?? { swatch: null, length: 1 };
    if (taken.swatch && !found.has(taken.swatch.colour)) {
      found.set(taken.swatch.colour, taken.swatch);
    }
    at += taken.length;
  }
  return [...found.values()].slice(0, mostSwatches);
}

function nameAt(text: string, parts: readonly RegExpExecArray[], at: number) {
  const [first = ''] = parts[at] ?? [];
  if (first.startsWith('#')) {
    // With three or six digits, and one or two more for how much shines through.
    if (![4, 5, 7, 9].includes(first.length)) return null;
    return { swatch: { words: first, colour: first.toLowerCase() }, length: 1 };
  }
  for (let length = mostWords; length > 0; length--) {
    const words = parts.slice(at, at + length);
    if (words.length < length || !areOneName(text, words) || isPartOfWord(text, words)) continue;
    const colour = words.map(([word]) => word.toLowerCase()).join('');
    if (!colourNames.has(colour)) continue;
    const [from, last] = [words[0], words.at(-1)];
    if (!from || !last) return null;
    return {
      swatch: { words: text.slice(from.index, last.index + last[0].length), colour },
      length,
    };
  }
  return null;
}

/** Whether a hyphen ties them to something else: "off-white" is not white. */
function isPartOfWord(text: string, words: readonly RegExpExecArray[]): boolean {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return false;
  const before = /\p{L}-$/u.test(text.slice(0, first.index));
  return before || /^-\p{L}/u.test(text.slice(last.index + last[0].length));
}

/** Words with a space or a hyphen between them and nothing else. */
function areOneName(text: string, words: readonly RegExpExecArray[]): boolean {
  return words.every((word, index) => {
    const next = words[index + 1];
    return !next || /^[ -]$/.test(text.slice(word.index + word[0].length, next.index));
  });
}

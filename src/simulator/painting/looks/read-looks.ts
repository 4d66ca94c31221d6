import { ALL_LOOKS, LOOKS, type Look } from './look-words.ts';

/** What words say of how to paint, and what they say besides. */
export interface LookReading {
  /** In the order in which they are laid over each other. */
  looks: readonly Look[];
  /** The other words. All of them, when no look is called for. */
  rest: readonly string[];
}

type Phrase = readonly string[];

const NAMES = new Map(ALL_LOOKS.map((look) => [look, phrasesOf(LOOKS[look].names)]));
const GOES_WITH = new Map(ALL_LOOKS.map((look) => [look, phrasesOf(LOOKS[look].goes_with)]));

/**
 * Finds the looks that words call for.
 * @param words in lower case
 */
export function readLooks(words: readonly string[]): LookReading {
  const looks = ALL_LOOKS.filter((look) =>
    (NAMES.get(look) ?? []).some((phrase) => placesOf(phrase, words).some(isWanted)),
  );
  return { looks, rest: looks.length === 0 ? words : without(words, looks) };

  function isWanted(at: number): boolean {
    return !['no', 'without'].includes(words[at - 1] ?? '');
  }
}

/** Words without those that are part of these looks. */
export function without(words: readonly string[], looks: readonly Look[]): string[] {
  const phrases = looks.flatMap((look) => [
    ...(NAMES.get(look) ?? []),
    ...(GOES_WITH.get(look) ?? []),
  ]);
  const taken = new Set<number>();
  for (const phrase of phrases) {
    for (const at of placesOf(phrase, words)) {
      for (let i = 0; i < phrase.length; i += 1) taken.add(at + i);
    }
  }
  return words.filter((_, i) => !taken.has(i));
}

function placesOf(phrase: Phrase, words: readonly string[]): number[] {
  const first = phrase[0];
  return words.flatMap((word, at) =>
    word === first && phrase.every((part, i) => words[at + i] === part) ? [at] : [],
  );
}

function phrasesOf(text: string): Phrase[] {
  return text.split('|').map((phrase) => phrase.split(' '));
}

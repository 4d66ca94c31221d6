import { limits } from '../../../protocol/limits.ts';
import type { Style } from '../../../protocol/style.ts';
import { nearestWord } from '../commands/nearest-word.ts';

/** A style that can be chosen. */
export interface StyleChoice extends Style {
  /** Tells it from every other one. */
  key: string;
  /** Its id among its kind. */
  id: string;
  of: 'ours' | 'room' | 'mine';
  /** Which kind of style it is, in words. */
  about: string;
  /** Address of a picture of it; empty where there is none. */
  picture: string;
}

/** Several styles that were read from words; or why they cannot be. */
export type ReadStyles = { ok: true; styles: StyleChoice[] } | { ok: false; words: string };

/** Said where more are chosen than go together. */
export const tooManyStyles = `A picture takes ${limits.stylesPerRequest} styles at the most.`;

/** What goes with a request of a style that was chosen. */
export function styleOf({ name, text, negative_prompt }: Style): Style {
  return { name, text, negative_prompt };
}

/** Whether two styles say the same by the same name. */
export function isSameStyle(one: Style, other: Style): boolean {
  return (
    one.name === other.name &&
    one.text === other.text &&
    one.negative_prompt === other.negative_prompt
  );
}

/** Styles with another one at their end, or without it where it was among them. */
export function toggled(styles: readonly Style[], style: Style): Style[] {
  const others = styles.filter((one) => !isSameStyle(one, style));
  return others.length < styles.length ? others : [...others, styleOf(style)];
}

/** "Film noir", "Film noir and Oil painting". */
export function namesOf(styles: readonly Style[]): string {
  return new Intl.ListFormat('en-GB').format(styles.map(({ name }) => name));
}

/** The style that somebody means by a word, however they write it. */
export function styleNamed(word: string, choices: readonly StyleChoice[]): StyleChoice | undefined {
  const wanted = plain(word);
  if (wanted === '') return undefined;
  const exact = choices.find(
    ({ id, name, of }) => plain(name) === wanted || (of === 'ours' && plain(id) === wanted),
  );
  if (exact) return exact;
  const begun = choices.filter(({ name }) => {
    const words = name.split(/[^\p{L}\p{N}]+/u).map(plain);
    return plain(name).startsWith(wanted) || words.some((one) => one.startsWith(wanted));
  });
  return begun.length === 1 ? begun[0] : undefined;
}

/** Reads names of styles, with commas between them; each counts once. */
export function readStyles(text: string, choices: readonly StyleChoice[]): ReadStyles {
  if (choices.length === 0) {
    return { ok: false, words: 'The styles are not here yet. Try again in a moment.' };
  }
  const styles: StyleChoice[] = [];
  for (const part of text.split(',')) {
    const word = part.trim();
    if (word === '') continue;
    const style = styleNamed(word, choices);
    if (!style) return { ok: false, words: unknownStyle(word, choices) };
    if (!styles.includes(style)) styles.push(style);
  }
  if (styles.length > limits.stylesPerRequest) return { ok: false, words: tooManyStyles };
  return { ok: true, styles };
}

/** The picture of one of our styles. */
export function pictureOfOurs(id: string): string {
  return `/styles/${id}.webp`;
}

function unknownStyle(word: string, choices: readonly StyleChoice[]): string {
  const near = nearestWord(
    word,
    choices.map(({ name }) => name),
  );
  const hint = near ? `Did you mean ${near}?` : '/style alone shows all of them.';
  return `There is no style ${word}. ${hint}`;
}

/** Without what people write differently: `Ukiyo-e` is `ukiyoe`. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

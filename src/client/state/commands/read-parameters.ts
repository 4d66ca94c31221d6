/** A word, or what stands between quotes. */
export interface Word {
  text: string;
  from: number;
  to: number;
}

/** A parameter as it was written, with the words up to the next one. */
export interface TypedParameter {
  name: string;
  /** What stands behind an equals sign, if one does. */
  inline: string | null;
  words: Word[];
  /** Whether its dash is a long one, which may have been meant as one. */
  longDash: boolean;
}

/** What follows a command: the words before the first parameter, and the parameters. */
export interface TypedParameters {
  text: string;
  before: string;
  parameters: TypedParameter[];
}

const word =
  /(?:["“„]([^"“”„]*)["“”](?=\s|$)|((?:--|[—–])[a-z][\w-]*=)["“„]([^"“”„]*)["“”](?=\s|$)|\S+)/giu;
const parameter = /^(--|[—–])([a-z][\w-]*)(?:=(.*))?$/isu;

/**
 * Reads what follows a command. A parameter is a word that begins with two dashes and a letter; many a
 * phone makes one long dash of them. Between quotes nothing is a parameter.
 */
export function readParameters(text: string): TypedParameters {
  const parameters: TypedParameter[] = [];
  let begins = text.length;
  for (const found of text.matchAll(word)) {
    const [whole, quoted, named, value] = found;
    const at = { from: found.index, to: found.index + whole.length };
    const unquoted = named === undefined ? whole : `${named}${value ?? ''}`;
    const [, dash, name, inline] = quoted === undefined ? (parameter.exec(unquoted) ?? []) : [];
    if (dash === undefined || name === undefined) {
      parameters.at(-1)?.words.push({ text: quoted ?? whole, ...at });
      continue;
    }
    begins = Math.min(begins, at.from);
    parameters.push({ name, inline: inline ?? null, words: [], longDash: dash !== '--' });
  }
  return { text, before: text.slice(0, begins).trim(), parameters };
}

/** The words from one of a parameter on, as they were written. */
export function wordsFrom(text: string, { words }: TypedParameter, index: number): string {
  const first = words[index];
  const last = words.at(-1);
  return first && last ? text.slice(first.from, last.to) : '';
}

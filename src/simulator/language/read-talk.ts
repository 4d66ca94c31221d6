import { isRecord } from '../models/schema-parts.ts';

/** Something that somebody said. */
export interface Said {
  author: string;
  text: string;
}

/** What stands in a prompt as lines of JSON: messages, and what they are to be read with. */
export interface Talk {
  messages: Said[];
  /** A short prompt that is to become a rich one. */
  short: string | undefined;
  /** How many words the answer may have. */
  mostWords: number;
}

const MOST_WORDS = 80;

/**
 * Finds the material in what a language model is asked: each line that is a JSON object with `text`
 * and `author` is a message, one with `prompt` is a prompt.
 */
export function readTalk(asked: string): Talk {
  const lines = asked.split('\n').flatMap((line) => objectIn(line));
  const most = /at most (\d{1,4}) words/i.exec(asked)?.[1];
  return {
    messages: lines.flatMap(({ author, text }) =>
      typeof text === 'string' && typeof author === 'string' ? [{ author, text }] : [],
    ),
    short: lines.map(({ prompt }) => prompt).find((prompt) => typeof prompt === 'string'),
    mostWords: most === undefined ? MOST_WORDS : Number(most),
  };
}

function objectIn(line: string): Record<string, unknown>[] {
  if (!line.startsWith('{')) return [];
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? [value] : [];
  } catch {
    return [];
  }
}

import type { EntryRow } from '../../protocol/entries.ts';
import { memo } from './memo.ts';

/** A list of the room, from which a prompt may choose. */
export interface NamedList {
  /** As the room calls it. */
  name: string;
  /** Words and nothing else: braces in them are braces. */
  choices: readonly string[];
}

/** By their names as `listKey` has them. */
export type NamedLists = ReadonlyMap<string, NamedList>;

export const noLists: NamedLists = new Map();

/** A name as it is looked up: in capitals or not, and `_` is a space, as other tools write it. */
export function listKey(name: string): string {
  return name
    .replaceAll(/[\s_]+/gu, ' ')
    .trim()
    .toLocaleLowerCase('en');
}

/** The lists of a room that have anything in them. Of two that a prompt cannot tell apart the older one counts. */
export function listsOf(entries: ReadonlyMap<string, EntryRow>): NamedLists {
  const lists = new Map<string, NamedList>();
  const rows = [...entries.values()]
    .filter(({ kind }) => kind === 'list')
    .toSorted((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));
  for (const { name, text } of rows) {
    const choices = choicesOf(text);
    const key = listKey(name);
    if (key !== '' && choices.length > 0 && !lists.has(key)) lists.set(key, { name, choices });
  }
  return lists.size === 0 ? noLists : lists;
}

/** The same as `listsOf`, and made anew only for other entries. */
export const knownLists = memo(listsOf);

/** What a list is written as: one choice a line. */
export function choicesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The list that `__name__` at a place of a prompt means, and where that ends; `null` for none. */
export function listBetweenUnderscores(
  prompt: string,
  at: number,
  lists: NamedLists,
): { list: NamedList; end: number } | null {
  if (lists.size === 0 || !prompt.startsWith('__', at)) return null;
  const name = /^__(?=[^\s_])([^{|}\\\n]*?[^\s_{|}\\])__/u.exec(
    prompt.slice(at, at + longest),
  )?.[1];
  const list = name === undefined ? undefined : lists.get(listKey(name));
  return name === undefined || !list ? null : { list, end: at + name.length + 4 };
}

/** Characters of the longest name, with its underscores, and some spaces that do not count. */
const longest = 80;

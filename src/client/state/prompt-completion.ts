import type { EntryRow } from '../../protocol/entries.ts';
import { choicesOf, listKey, type NamedLists } from './named-lists.ts';

/** What of the room's context a prompt may go on with. */
export interface PromptCompletion {
  /** Where that begins in the text which it takes the place of. */
  from: number;
  options: { words: string; note: string; insert: string }[];
}

/** So many letters are typed of a character's name before it is offered. */
const fewestLetters = 2;
const mostOptions = 8;

/**
 * The lists of the room after `{`, and its characters after the first letters of their names; `null`
 * where nothing begins so.
 */
export function promptCompletion(
  text: string,
  caret: number,
  context: { lists: NamedLists; entries: ReadonlyMap<string, EntryRow> },
): PromptCompletion | null {
  const before = text.slice(0, caret);
  const found =
    listsAfter(before, text.slice(caret), context.lists) ?? names(before, context.entries);
  return found === null || found.options.length === 0
    ? null
    : { ...found, options: found.options.slice(0, mostOptions) };
}

function listsAfter(before: string, after: string, lists: NamedLists): PromptCompletion | null {
  const [begun, typed = ''] = /(?<!\\)\{([^{|}\\\n]*)$/u.exec(before) ?? [];
  if (begun === undefined) return null;
  const options = [...lists]
    .filter(([key]) => key.startsWith(listKey(typed)))
    .map(([, { name, choices }]) => ({
      words: `{${name}}`,
      note: choices.length === 1 ? '1 choice' : `${choices.length} choices`,
      insert: after.startsWith('}') ? `{${name}` : `{${name}}`,
    }));
  return { from: before.length - begun.length, options };
}

function names(before: string, entries: ReadonlyMap<string, EntryRow>): PromptCompletion | null {
  const [typed] = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*$/u.exec(before) ?? [];
  if (typed === undefined || typed.length < fewestLetters) return null;
  const options = [...entries.values()]
    .filter(({ kind, name }) => kind === 'character' && name.length > typed.length)
    .filter(({ name }) => name.toLocaleLowerCase('en').startsWith(typed.toLocaleLowerCase('en')))
    .map(({ name, text }) => ({
      words: name,
      note: choicesOf(text)[0] ?? '',
      insert: name,
    }));
  return { from: before.length - typed.length, options };
}

import { limits } from '../../protocol/limits.ts';
import {
  listBetweenUnderscores,
  listKey,
  noLists,
  type NamedList,
  type NamedLists,
} from './named-lists.ts';
import { rangeOf, type Range } from './permutation-range.ts';

/** Words and groups, one after the other. */
type Sequence = readonly (string | Group)[];

/** One place of a prompt with several things to choose from. */
type Group = { choices: readonly Sequence[] } | { range: Range } | { list: NamedList };

/** What a prompt with groups such as `{red|blue}` and `{1..4}` stands for. */
export interface Permutations {
  /** How many prompts it stands for; never worked out by writing them all. */
  count: bigint;
  /** Whether there is any group in it. */
  grouped: boolean;
  /** Whether a brace has no counterpart, and therefore is only a brace. */
  unbalanced: boolean;
  /** Names of the room's lists that it takes from, each once. */
  lists: readonly string[];
  sequence: Sequence;
}

/** A group that is open while a prompt is read. */
interface Frame {
  from: number;
  choices: Sequence[];
  current: (string | Group)[];
}

/**
 * Reads a prompt. A group holds choices between `|`, which may hold groups themselves and may be
 * empty, or a range: `{1..4}`, `{1..9:2}`, `{a..e}`, or the name of a list, which is also written
 * `__name__`. Braces around anything else are braces, and a name beside a `|` is only a word, so that
 * no list changes what a prompt without one means; `\{`, `\|` and `\}` are the signs themselves. What
 * is too long for a prompt has no groups.
 */
export function permutationsOf(prompt: string, lists: NamedLists = noLists): Permutations {
  if (prompt.length > limits.promptLength) {
    return { count: 1n, grouped: false, unbalanced: false, lists: [], sequence: [prompt] };
  }
  const used = new Set<string>();
  const root: Frame = { from: -1, choices: [], current: [] };
  const open = [root];
  let frame = root;
  let unbalanced = false;
  const close = () => {
    open.pop();
    frame = open.at(-1) ?? root;
  };
  for (let at = 0; at < prompt.length; at++) {
    const sign = prompt.charAt(at);
    const named = sign === '_' ? listBetweenUnderscores(prompt, at, lists) : null;
    const escaped = sign === '\\' ? /^[{|}]/.exec(prompt.charAt(at + 1))?.[0] : undefined;
    if (escaped !== undefined) {
      write(frame.current, escaped);
      at++;
    } else if (named) {
      frame.current.push({ list: named.list });
      used.add(named.list.name);
      at = named.end - 1;
    } else if (sign === '{') {
      frame = { from: at, choices: [], current: [] };
      open.push(frame);
    } else if (sign === '|' && frame !== root) {
      frame.choices.push(frame.current);
      frame.current = [];
    } else if (sign === '}' && frame !== root) {
      const { from, choices, current } = frame;
      close();
      const inner = prompt.slice(from + 1, at);
      const range = rangeOf(inner);
      const list = /[{|}\\]/.test(inner) ? undefined : lists.get(listKey(inner));
      if (choices.length > 0) frame.current.push({ choices: [...choices, current] });
      else if (range) frame.current.push({ range });
      else if (list) {
        frame.current.push({ list });
        used.add(list.name);
      } else write(frame.current, '{', ...current, '}');
    } else {
      unbalanced ||= sign === '}';
      write(frame.current, sign);
    }
  }
  while (open.length > 1) {
    const { choices, current } = frame;
    unbalanced = true;
    close();
    const before = choices.flatMap((choice) => [...choice, '|']);
    write(frame.current, '{', ...before, ...current);
  }
  const sequence = root.current;
  const grouped = sequence.some((part) => typeof part !== 'string');
  return { count: countOf(sequence), grouped, unbalanced, lists: [...used], sequence };
}

/** Adds to a sequence, so that words which follow each other are one part of it. */
function write(to: (string | Group)[], ...parts: Sequence): void {
  for (const part of parts) {
    const last = to.at(-1);
    if (typeof part === 'string' && typeof last === 'string') to[to.length - 1] = last + part;
    else to.push(part);
  }
}

function countOf(sequence: Sequence): bigint {
  return sequence.reduce((count, part) => count * (typeof part === 'string' ? 1n : size(part)), 1n);
}

function size(group: Group): bigint {
  if ('range' in group) return group.range.count;
  if ('list' in group) return BigInt(group.list.choices.length);
  return group.choices.reduce((sum, choice) => sum + countOf(choice), 0n);
}

/**
 * The first of the prompts that it stands for, in a fixed order: the last group changes first. All of
 * them where there are no more.
 */
export function firstPrompts({ sequence }: Permutations, most: number): string[] {
  return written(sequence, most).map((prompt) => prompt.trim());
}

/** Whether a prompt stands for itself, to the letter. */
export function isPlain(prompt: string, lists: NamedLists = noLists): boolean {
  const { grouped, sequence } = permutationsOf(prompt, lists);
  return !grouped && written(sequence, 1)[0] === prompt;
}

/** A prompt as far as it is written. */
interface Begun {
  text: string;
  /** Whether nothing was chosen after a space: no other one is to follow, nor a comma. */
  gap: boolean;
}

function written(sequence: Sequence, most: number): string[] {
  let all: Begun[] = [{ text: '', gap: false }];
  for (const part of sequence) {
    const choices = typeof part === 'string' ? [part] : chosen(part, most);
    const isGroup = typeof part !== 'string';
    const next: Begun[] = [];
    for (const before of all) {
      for (const choice of choices) {
        if (next.length === most) break;
        next.push(added(before, choice, isGroup));
      }
    }
    all = next;
  }
  return all.map(({ text }) => text);
}

function added({ text, gap }: Begun, choice: string, isGroup: boolean): Begun {
  const before = gap && /^[,.;:!?]/.test(choice) ? text.trimEnd() : text;
  const piece = gap ? choice.replace(/^\s/, '') : choice;
  const isEmpty = isGroup && choice === '' && /(?:^|\s)$/.test(text);
  return { text: before + piece, gap: isEmpty };
}

function chosen(group: Group, most: number): string[] {
  if ('range' in group) return group.range.first(most);
  if ('list' in group) return group.list.choices.slice(0, most);
  const all: string[] = [];
  for (const choice of group.choices) {
    if (all.length === most) break;
    all.push(...written(choice, most - all.length).map((text) => text.trim()));
  }
  return all;
}

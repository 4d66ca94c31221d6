import { additionKinds, type Addition } from './additions.ts';
import type { EntryRow } from './entries.ts';
import { changeOf } from './follow-up.ts';
import { limits } from './limits.ts';
import type { Style } from './style.ts';

/** The words that somebody wrote. */
export type TypedPrompt = { prompt: string; negative_prompt: string };

/** A prompt with all that goes with it. */
export type Composition = TypedPrompt & {
  /** What was added, exactly; in order. */
  additions: Addition[];
  /** What was not, and why. */
  left_out: { addition: Addition; why: 'too_long' | 'no_negative_prompt' }[];
};

/** What there is to be added. */
export type AdditionSources = {
  /** The words of the image that this one follows up on; `null` where it follows none. */
  earlier: string | null;
  /** The room's context; empty where it is switched off. */
  entries: readonly EntryRow[];
  /** Ids of entries that are left out this time. */
  without: readonly string[];
  /** Styles that were chosen, in the order in which they were. */
  styles: readonly Style[];
};

/**
 * Chooses what goes with a prompt: the words of before, the characters that it names in the order in
 * which it names them, then the room's palettes and styles, the styles that were chosen, and what is
 * always left out. The same sources give the same additions, in whichever order entries come.
 */
export function additionsFor(typed: TypedPrompt, sources: AdditionSources): Addition[] {
  const { earlier, styles } = sources;
  const words = wordsWith(earlier, typed.prompt);
  if (words.trim() === '') return [];
  const without = new Set(sources.without);
  const entries = sources.entries
    .filter(({ id, deleted_at }) => deleted_at === null && !without.has(id))
    .toSorted((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));
  const always = entries.filter(({ always: isAlways }) => isAlways);
  const ofKind = (kind: Addition['kind']) =>
    always.filter((entry) => entry.kind === kind && hasWords(entry)).map(additionOf);
  return [
    ...(earlier === null
      ? []
      : [
          {
            kind: 'earlier' as const,
            entry_id: null,
            name: '',
            text: earlier,
            negative_prompt: '',
          },
        ]),
    ...charactersIn(words, entries),
    ...ofKind('palette'),
    ...ofKind('style'),
    ...styles.map((style) => ({ kind: 'style' as const, entry_id: null, ...style })),
    ...ofKind('avoid'),
  ];
}

/**
 * Joins a prompt and what goes with it. What was typed is there whole, whatever else is; an addition
 * that does not fit any more is left out whole. What stands there already is not added again.
 *
 * @param takesNegative whether the model has a negative prompt: without one nothing can be left out
 */
export function composePrompt(
  typed: TypedPrompt,
  additions: readonly Addition[],
  takesNegative: boolean,
): Composition {
  const earlier = additions.find(({ kind }) => kind === 'earlier')?.text ?? null;
  const words = wordsWith(earlier, typed.prompt);
  const result: Composition = {
    prompt: words,
    negative_prompt: typed.negative_prompt,
    additions: [],
    left_out: [],
  };
  const seen = new Set<string>();
  for (const addition of inOrder(additions)) {
    const part = partOf(addition);
    const isSaid = part !== '' && seen.has(part);
    seen.add(part);
    if (!isSaid) add(result, addition, part, takesNegative);
    else if (addition.negative_prompt !== '') {
      add(result, { ...addition, text: '' }, '', takesNegative);
    }
  }
  return result;
}

/** The words of a prompt with those of before, but nothing else of what goes with it. */
export function wordsOf(image: { prompt: string; additions: readonly Addition[] }): string {
  const earlier = image.additions.find(({ kind }) => kind === 'earlier')?.text ?? null;
  return wordsWith(earlier, image.prompt);
}

/** What a follow-up means in full: the words of before, then what is to be another. */
export function wordsWith(earlier: string | null, prompt: string): string {
  if (earlier === null) return prompt;
  const change = changeOf(prompt);
  const before = earlier.trim().replace(/[\s,;.]+$/u, '');
  if (before === '') return change;
  return change === '' ? before : `${before}, ${change}`;
}

function add(result: Composition, addition: Addition, part: string, takesNegative: boolean): void {
  const isEarlier = addition.kind === 'earlier';
  const prompt = isEarlier ? result.prompt : joined(result.prompt, part);
  if (part !== '' && prompt.length > limits.composedPromptLength) {
    result.left_out.push({ addition, why: 'too_long' });
    return;
  }
  const negative = withTerms(result.negative_prompt, addition.negative_prompt);
  const isNews = negative !== result.negative_prompt && addition.negative_prompt !== '';
  const hasTerms = isNews && takesNegative && negative.length <= limits.composedPromptLength;
  if (part === '' && !isEarlier && !hasTerms) {
    const why = takesNegative ? 'too_long' : 'no_negative_prompt';
    if (isNews) result.left_out.push({ addition, why });
    return;
  }
  result.prompt = prompt;
  if (hasTerms) result.negative_prompt = negative;
  result.additions.push(hasTerms ? addition : { ...addition, negative_prompt: '' });
}

/** What an addition puts into the prompt; empty where it only leaves something out. */
function partOf({ kind, name, text }: Addition): string {
  const words = text.trim();
  if (kind === 'earlier' || kind === 'avoid' || words === '') return '';
  if (kind === 'character') return `${name}: ${words}`;
  return kind === 'palette' ? `Palette: ${words}` : words;
}

function joined(prompt: string, part: string): string {
  if (part === '') return prompt;
  const words = prompt.trimEnd();
  if (words === '') return part;
  return /[.!?…;:,]$/u.test(words) ? `${words} ${part}` : `${words}. ${part}`;
}

/** A negative prompt with further terms, each once. What stands there already stays as it is. */
function withTerms(negative: string, terms: string): string {
  const known = new Set(termsOf(negative).map((term) => term.toLowerCase()));
  const news = termsOf(terms).filter((term) => {
    const isNew = !known.has(term.toLowerCase());
    known.add(term.toLowerCase());
    return isNew;
  });
  if (news.length === 0) return negative;
  return [negative.trim(), ...news].filter((term) => term !== '').join(', ');
}

function termsOf(text: string): string[] {
  return text
    .split(/[,\n]/u)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

/** In the order of the kinds; those of a kind stay as they were. */
function inOrder(additions: readonly Addition[]): Addition[] {
  const place = ({ kind }: Addition) => additionKinds.indexOf(kind);
  return additions.toSorted((a, b) => place(a) - place(b));
}

function hasWords({ text, negative_prompt }: EntryRow): boolean {
  return text.trim() !== '' || negative_prompt.trim() !== '';
}

function additionOf({ id, kind, name, text, negative_prompt }: EntryRow): Addition {
  // What is always left out is written as the text of its entry.
  if (kind === 'avoid') {
    return { kind, entry_id: id, name, text: '', negative_prompt: text };
  }
  const own = kind === 'style' || kind === 'palette' || kind === 'character' ? kind : 'style';
  return { kind: own, entry_id: id, name, text, negative_prompt };
}

/** The characters that words name, in the order in which they do. */
function charactersIn(words: string, entries: readonly EntryRow[]): Addition[] {
  return entries
    .filter(({ kind, name, text }) => kind === 'character' && name !== '' && text.trim() !== '')
    .map((entry) => ({ entry, at: placeOfName(words, entry.name) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.entry.name.length - a.entry.name.length)
    .map(({ entry }) => additionOf(entry));
}

/** Where words name somebody, in capitals or not; -1 where they do not. */
export function placeOfName(words: string, name: string): number {
  const escaped = name
    .trim()
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\s+/g, '\\s+');
  if (escaped === '') return -1;
  // Scripts without spaces between words have no edges to look for.
  const hasEdges = !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(name);
  const pattern = hasEdges ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])` : escaped;
  return new RegExp(pattern, 'iu').exec(words)?.index ?? -1;
}

import {
  additionsFor,
  composePrompt,
  wordsOf,
  type Composition,
} from '../../protocol/compose-prompt.ts';
import type { Addition } from '../../protocol/additions.ts';
import type { EntryRow } from '../../protocol/entries.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { chosenStylesOf, inheritedKey } from './chosen-styles.ts';

/** One thing that goes with a prompt, as it is shown. */
export interface AdditionView {
  /** By what it is left out: an entry's id, or the style's key. Empty for what cannot be. */
  key: string;
  /** "Ida", "leaves out text". */
  chip: string;
  /** "Character of the room · Ida". */
  title: string;
  /** Exactly the words that go into the prompt; empty where it only leaves something out. */
  words: string;
  /** Exactly the words that go into the negative prompt; or empty. */
  leaves_out: string;
}

/** One thing that does not go with it, and why. */
export interface NotAddedView {
  /** By what it goes with it again, where somebody left it out; else empty. */
  key: string;
  words: string;
}

/** What a prompt becomes, before it runs. */
export interface AdditionsView {
  added: AdditionView[];
  not_added: NotAddedView[];
  /** What the model is asked with. */
  prompt: string;
  negative_prompt: string;
}

/** What is known of a request before it is one. */
export type PromptAsked = Pick<
  ImageSettings,
  'prompt' | 'negative_prompt' | 'without' | 'styles'
> & {
  /** Whether the room's context goes with it. */
  context: boolean;
  /** What it goes on from. */
  followed: ImageRow | null;
};

/** Stands for a prompt that is not written yet: what goes with any of them is shown. */
const anyWords = '…';

/**
 * What will be added to a prompt, and what will not and why: by the same functions that the room
 * composes with.
 */
export function additionsView(
  asked: PromptAsked,
  entries: ReadonlyMap<string, EntryRow>,
  model: Model,
): AdditionsView {
  const { without, styles, followed } = asked;
  const isWritten = asked.prompt.trim() !== '' || followed !== null;
  const prompt = isWritten ? asked.prompt.trim() : anyWords;
  const typed = {
    prompt,
    negative_prompt: model.takes_negative_prompt ? asked.negative_prompt.trim() : '',
  };
  const sources = {
    earlier: followed && wordsOf(followed),
    entries: asked.context ? [...entries.values()] : [],
    styles,
  };
  const all = additionsFor(typed, { ...sources, without: [] });
  const left = new Set(without);
  const used = all.filter(({ entry_id }) => entry_id === null || !left.has(entry_id));
  const composition = composePrompt(typed, used, model.takes_negative_prompt);
  const out = all.filter(({ entry_id }) => entry_id !== null && left.has(entry_id));
  return {
    added: composition.additions.map(additionView),
    not_added: [
      ...out.map((addition) => ({
        key: addition.entry_id ?? '',
        words: `${nameOf(addition)}: left out this time`,
      })),
      ...inherited(asked),
      ...whyNot(composition, used, model),
    ],
    prompt: isWritten ? composition.prompt : '',
    negative_prompt: composition.negative_prompt,
  };
}

/** An addition, of a request or of an image. */
export function additionView(addition: Addition): AdditionView {
  const { kind, entry_id, text, negative_prompt } = addition;
  return {
    key: entry_id ?? (kind === 'style' ? inheritedKey(addition) : ''),
    chip: kind === 'avoid' ? `leaves out ${negative_prompt}` : nameOf(addition),
    title: [kindInWords(addition), kind === 'earlier' ? '' : addition.name]
      .filter(Boolean)
      .join(' · '),
    words: text,
    leaves_out: negative_prompt,
  };
}

/** An addition in one line, as an image's caption lists it: "Ida: a keeper of seventy". */
export function additionInWords(addition: Addition): string {
  const { kind, text, negative_prompt } = addition;
  const leavesOut = negative_prompt === '' ? '' : `leaves out ${negative_prompt}`;
  if (kind === 'avoid') return capital(leavesOut);
  const words = [text, leavesOut].filter(Boolean).join('; ');
  return `${capital(nameOf(addition))}: ${words}`;
}

function nameOf({ kind, name }: Addition): string {
  if (kind === 'earlier') return 'same words';
  if (name !== '') return name;
  return { character: 'Character', palette: 'Palette', style: 'Style', avoid: 'Leave out' }[kind];
}

function kindInWords({ kind, entry_id }: Addition): string {
  const of = entry_id === null ? '' : ' of the room';
  switch (kind) {
    case 'earlier':
      return 'The words of before';
    case 'character':
      return `Character${of}`;
    case 'palette':
      return `Palette${of}`;
    case 'style':
      return `Style${of}`;
    case 'avoid':
      return 'Always left out';
  }
}

/** What does not fit, and what the model has no place for. */
function whyNot(
  { left_out }: Composition,
  used: readonly Addition[],
  { name, takes_negative_prompt }: Model,
): NotAddedView[] {
  const long = left_out
    .filter(({ why }) => why === 'too_long')
    .map(({ addition }) => ({ key: '', words: `${nameOf(addition)}: too long with the rest` }));
  const isLost =
    !takes_negative_prompt && used.some(({ negative_prompt }) => negative_prompt !== '');
  return isLost ? [...long, { key: '', words: `Leave out: ${name} has no negative prompt` }] : long;
}

/** Styles of the followed image that are left out. */
function inherited({ followed, without }: PromptAsked): NotAddedView[] {
  return (followed ? chosenStylesOf(followed) : [])
    .map((style) => ({ key: inheritedKey(style), words: `${style.name}: left out this time` }))
    .filter(({ key }) => without.includes(key));
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

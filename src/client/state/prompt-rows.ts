import type { KeptPrompt } from '../../protocol/http.ts';
import type { PastPrompt } from '../../protocol/past-prompts.ts';
import type { Style } from '../../protocol/style.ts';
import { picturesInWords } from './model-words.ts';
import type { ShownEntry } from './room-entries.ts';

/** A prompt in the list of them, ready to be shown. */
export interface PromptRow {
  key: string;
  /** Asked with at some time, kept by me, or in the room's library. */
  kind: 'past' | 'kept' | 'shared';
  /** Of one that is kept or in the library. */
  id: string | null;
  /** What it is called; empty for one that was only asked with. */
  name: string;
  prompt: string;
  /** Whether braces in it are only braces. */
  as_is: boolean;
  negative_prompt: string;
  styles: readonly Style[];
  tags: readonly string[];
  /** "Teo · 4 pictures". */
  note: string;
  /** Empty where there is no picture. */
  thumbnail: string;
  failed: boolean;
  /** Its latest image, and where that is; `null` where that is not known. */
  image_id: string | null;
  place: { chat_id: string; chat_name: string; message_id: string } | null;
}

/**
 * The prompts of several pages, the newest first, each once: what lies on a later page counts to the
 * row that is there already.
 *
 * @param withRoom whether to say which room it was
 * @param typedIn prompts with choices of a chat as I typed them, by what came of them
 */
export function pastRows(
  prompts: readonly PastPrompt[],
  withRoom: boolean,
  typedIn: (chatId: string) => ReadonlyMap<string, string>,
): PromptRow[] {
  const merged = new Map<string, TypedPrompt>();
  const typed = new Map<string, ReadonlyMap<string, string>>();
  for (const prompt of prompts) {
    const { chat_id, author_id, negative_prompt } = prompt;
    const origins = typed.get(chat_id) ?? typedIn(chat_id);
    typed.set(chat_id, origins);
    const origin = origins.get(prompt.prompt);
    const text = origin ?? prompt.prompt;
    const key = JSON.stringify([chat_id, author_id, text, negative_prompt]);
    const known = merged.get(key);
    const as_is = origin === undefined && text.includes('{');
    merged.set(key, known ? together(known, prompt) : { ...prompt, prompt: text, as_is });
  }
  return [...merged].map(([key, prompt]) => pastRow(key, prompt, withRoom));
}

function together(newer: TypedPrompt, older: PastPrompt): TypedPrompt {
  return {
    ...newer,
    pictures: newer.pictures + older.pictures,
    thumbnails: newer.thumbnails.length > 0 ? newer.thumbnails : older.thumbnails,
    status: newer.pictures === 0 && older.pictures > 0 ? older.status : newer.status,
  };
}

function pastRow(key: string, prompt: TypedPrompt, withRoom: boolean): PromptRow {
  const { chat_id, chat_name, message_id } = prompt;
  return {
    key,
    kind: 'past',
    id: null,
    name: '',
    prompt: prompt.prompt,
    as_is: prompt.as_is,
    negative_prompt: prompt.negative_prompt,
    styles: prompt.styles,
    tags: [],
    note: `${withRoom ? chat_name : prompt.author_name} · ${outcome(prompt)}`,
    thumbnail: prompt.thumbnails[0] ?? '',
    failed: prompt.pictures === 0 && prompt.status === 'failed',
    image_id: prompt.image_id,
    place: { chat_id, chat_name, message_id },
  };
}

function outcome({ status, pictures }: PastPrompt): string {
  if (pictures > 0) return picturesInWords(pictures);
  return { completed: 'no picture', pending: 'developing', failed: 'failed', canceled: 'canceled' }[
    status
  ];
}

/** One as it was typed. */
type TypedPrompt = PastPrompt & Pick<PromptRow, 'as_is'>;

/** What I keep, as rows. */
export function keptRows(kept: readonly KeptPrompt[]): PromptRow[] {
  return kept.map((one) => ({
    key: `kept ${one.id}`,
    kind: 'kept',
    id: one.id,
    name: one.name,
    prompt: one.text,
    as_is: false,
    negative_prompt: one.negative_prompt,
    styles: [],
    tags: one.tags,
    note: '',
    thumbnail: one.image_url ?? '',
    failed: false,
    image_id: one.image_id,
    place: null,
  }));
}

/** The room's library, the newest first. */
export function sharedRows(entries: readonly ShownEntry[]): PromptRow[] {
  return entries
    .filter(({ kind, refusal }) => kind === 'prompt' && refusal === null)
    .toReversed()
    .map(({ key, id, fields }) => ({
      key: `shared ${key}`,
      kind: 'shared',
      id,
      name: fields.name,
      prompt: fields.text,
      as_is: false,
      negative_prompt: fields.negative_prompt,
      styles: [],
      tags: fields.tags,
      note: '',
      thumbnail: '',
      failed: false,
      image_id: null,
      place: null,
    }));
}

/** Those that have all of the words, as beginnings of theirs, and the tag; `null` for any. */
export function fittingRows(
  rows: readonly PromptRow[],
  typed: string,
  tag: string | null,
): PromptRow[] {
  const words = wordsOf(typed);
  return rows.filter((row) => {
    if (tag !== null && !row.tags.includes(tag)) return false;
    const own = wordsOf([row.name, row.prompt, ...row.tags].join(' '));
    return words.every((word) => own.some((one) => one.startsWith(word)));
  });
}

/** The tags of these rows, the most used first. */
export function tagsOf(rows: readonly PromptRow[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of rows.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .toSorted(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .map(([tag]) => tag);
}

/** In small letters and without accents, as the search of the server has them. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

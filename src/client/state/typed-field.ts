/** A field of something shared, while somebody writes in it. */
export interface TypedField {
  typed: string;
  /** What stood there when they began, or when they last decided between it and others' words. */
  base: string;
}

/**
 * How what is written stands to what the others have by now.
 *
 * - `untouched`: I wrote nothing else than was there, so theirs shows;
 * - `same`: they have the same words;
 * - `mine`: only I changed it;
 * - `both`: they did meanwhile, to something else.
 */
export type TypedState = 'untouched' | 'same' | 'mine' | 'both';

/** @param theirs what the others have by now */
export function typedState({ typed, base }: TypedField, theirs: string): TypedState {
  const words = typed.trim();
  if (words === theirs.trim()) return 'same';
  if (words === base.trim()) return 'untouched';
  return theirs === base ? 'mine' : 'both';
}

/** What is in the field. Nothing that I wrote is replaced; where I wrote nothing, theirs comes in. */
export function shownWords(field: TypedField | undefined, theirs: string): string {
  if (!field) return theirs;
  const isTheirs = theirs !== field.base && typedState(field, theirs) === 'untouched';
  return isTheirs ? theirs : field.typed;
}

/** The field after another key. Only what others do from now on is news to whoever sees their words. */
export function typedOn(field: TypedField | undefined, typed: string, theirs: string): TypedField {
  const state = field ? typedState(field, theirs) : 'untouched';
  const base = field && (state === 'mine' || state === 'both') ? field.base : theirs;
  return { typed, base };
}

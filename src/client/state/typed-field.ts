/** A field of something shared in which somebody has begun to write. It shows what they typed. */
export interface TypedField {
  typed: string;
  /** What stood there when they began, or when they last decided between it and others' words. */
  base: string;
}

/**
 * How what is written stands to what the others have by now.
 *
 * - `untouched`: I wrote nothing else than was there, so there is nothing to send;
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

/**
 * The field after another key. What I have seen of theirs is what was there when I began, and what says
 * the same as mine.
 */
export function typedOn(field: TypedField | undefined, typed: string, theirs: string): TypedField {
  const hasSeen = !field || typedState(field, theirs) === 'same';
  return { typed, base: hasSeen ? theirs : field.base };
}

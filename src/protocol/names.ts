import * as z from 'zod/mini';
import { limits } from './limits.ts';

/** Control and invisible direction characters, which would let a name pass for another one. */
const invisible = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** One line of visible text: trimmed, inner white space folded, control characters removed. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(invisible, '').trim();
}

const nameOf = (what: string, maxLength: number) =>
  z.pipe(
    z.pipe(z.string(), z.transform(oneLine)),
    z
      .string()
      .check(
        z.minLength(1, `Give ${what}.`),
        z.maxLength(maxLength, `Keep it to ${maxLength} characters.`),
      ),
  );

/** What a person wants to be called. */
export const personNameSchema = nameOf('a name', limits.nameLength);

/** What a chat is called. */
export const chatNameSchema = nameOf('the room a name', limits.chatNameLength);

import * as z from 'zod/mini';
import { limits } from './limits.ts';

const words = (what: string) =>
  z
    .string()
    .check(
      z.trim(),
      z.maxLength(limits.entryTextLength, `Keep ${what} to ${limits.entryTextLength} characters.`),
    );

/** What a style says, and what it leaves out: words that go with a prompt. */
export const styleSchema = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Give it a name.'),
      z.maxLength(limits.entryNameLength, `Keep the name to ${limits.entryNameLength} characters.`),
    ),
  text: words('the words of a style'),
  negative_prompt: z._default(words('what a style leaves out'), ''),
});

export type Style = z.infer<typeof styleSchema>;

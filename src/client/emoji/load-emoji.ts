import type * as EmojiBook from './emoji-book.ts';

let book: typeof EmojiBook | null = null;

/** All emoji, fetched once; `null` where they cannot be reached now. */
export async function loadEmoji(): Promise<typeof EmojiBook | null> {
  try {
    book ??= await import('./emoji-book.ts');
  } catch {
    // The next time will come; without it nothing is missing but a help.
  }
  return book;
}

/** All emoji, if they are here already. */
export function useEmoji(): typeof EmojiBook | null {
  return book;
}

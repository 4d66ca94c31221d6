import type { PromptsStore } from '../stores/prompts-store.ts';

/** Why there is nothing: nothing was found, or there is none yet. */
export type Empty = 'searched' | 'room' | 'mine' | 'kept';

const words: Record<Exclude<Empty, 'searched'>, string> = {
  room: 'What this room asks for will be here.',
  mine: 'What you ask for will be here, from all of your rooms.',
  kept: 'Keep a prompt with its bookmark, and it is here in every room.',
};

/** What the list of prompts says where it has none, or cannot be had. */
export function promptsEmpty(prompts: PromptsStore) {
  return {
    get failure(): string {
      return prompts.scope === 'kept' ? prompts.keptFailure : prompts.failure;
    },
    get isKnown(): boolean {
      if (prompts.scope === 'kept') return prompts.hasKept;
      return prompts.answered === JSON.stringify(prompts.query);
    },
    /** Why there is nothing, where that is known. @param shown how many prompts are shown */
    emptyOf(shown: number, tag: string | null): Empty | null {
      if (shown > 0 || !this.isKnown || this.failure !== '') return null;
      return prompts.text.trim() !== '' || tag !== null ? 'searched' : prompts.scope;
    },
    emptyWords(empty: Empty | null): string {
      if (empty === null) return '';
      if (empty !== 'searched') return words[empty];
      const text = prompts.text.trim();
      return text === '' ? 'Nothing has that tag.' : `Nothing found for “${text}”.`;
    },
  };
}

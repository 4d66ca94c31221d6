import type { DraftParent } from './draft.ts';

/** What an empty prompt asks for: a picture, or what is to change in the one that is taken further. */
export function promptHint(parent: DraftParent | null): string {
  if (parent?.kind === 'follow_up') return 'Same, but…';
  return parent?.kind === 'edit' ? 'What should change?' : 'Describe a picture';
}

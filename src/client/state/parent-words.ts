import type { DraftParent } from './draft.ts';

/** Which picture the next one takes further: "from Mira’s picture". */
export function parentWords({ author }: DraftParent): string {
  return author === '' ? 'from another picture' : `from ${author}’s picture`;
}

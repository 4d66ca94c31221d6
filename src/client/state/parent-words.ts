import type { DraftParent } from './draft.ts';

/** Which picture the next one takes further: "from Mira’s picture", "Follows up on Mira’s picture". */
export function parentWords({ author, kind }: DraftParent): string {
  const whose = author === '' ? 'another picture' : `${author}’s picture`;
  return kind === 'follow_up' ? `Follows up on ${whose}` : `from ${whose}`;
}

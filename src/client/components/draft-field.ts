import { followingWords } from '../state/follow-up-draft.ts';
import type { DraftStore } from '../stores/draft-store.ts';

type TypedField = 'prompt' | 'negative_prompt' | 'width' | 'height' | 'seed';

/** Writes into a field of the draft; what was wrong with it is so no more until it is asked for again. */
export function draftField(draft: DraftStore): (field: TypedField, to: string) => void {
  return (field, to) => {
    draft[field] = to;
    if (field === 'prompt' && to.trim() === '') draft.proposal_id = null;
    if (field === 'prompt') Object.assign(draft, followingWords(draft));
    const { [field]: _settled, ...errors } = draft.errors;
    draft.errors = errors;
    draft.save();
  };
}

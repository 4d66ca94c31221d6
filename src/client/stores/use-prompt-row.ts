import { draftOf } from '../state/draft.ts';
import type { PromptRow } from '../state/prompt-rows.ts';
import { showForm } from './image-moves.ts';
import type { Stores } from './stores.ts';

/** Puts the words of a prompt into the form, with what they leave out and the styles; all else stays. */
export function usePromptRow(stores: Stores, row: PromptRow): void {
  const { draft, ui } = stores;
  const before = draftOf(draft);
  draft.negative_prompt = row.negative_prompt;
  draft.styles = [...row.styles];
  draft.usePrompt(row.prompt, row.as_is);
  showForm(stores);
  const isLost = before.prompt.trim() !== '' && before.prompt !== row.prompt;
  if (!isLost) return;
  const { chatId } = draft;
  ui.toast('The form has other words now.', true, () => {
    if (draft.chatId !== chatId) return;
    draft.negative_prompt = before.negative_prompt;
    draft.styles = before.styles;
    draft.usePrompt(before.prompt, before.as_is);
  });
}

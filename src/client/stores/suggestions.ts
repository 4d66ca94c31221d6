import type { DraftImage } from '../state/draft.ts';
import type { Suggestion } from '../state/suggestion.ts';
import { focusSoon, showPrompt } from './actions.ts';
import type { Stores } from './stores.ts';

/** Asks for a richer prompt for these words. Where no prompt is written, they become it. */
export function expandWords(stores: Stores, words: string): void {
  const { chat, draft } = stores;
  const prompt = words.trim();
  if (draft.prompt.trim() === '') draft.prompt = prompt;
  chat.suggest({ kind: 'expand', prompt });
  showPrompt(stores);
}

/** Asks what a picture shows, and brings the person to where prompts are written. */
export function describePicture(stores: Stores, image: DraftImage): void {
  stores.chat.suggest({ kind: 'describe', image });
  showPrompt(stores);
}

/**
 * Takes a suggestion as the prompt. What was typed instead can be had back.
 *
 * @param write puts the words into the field
 */
export function takeSuggestion(
  { chat, draft, ui }: Stores,
  suggestion: Suggestion,
  write: (text: string) => void,
): void {
  const { chatId, prompt, as_is } = draft;
  write(suggestion.text);
  chat.setSuggestion(null);
  if (prompt.trim() === '') return;
  ui.toast('The suggestion is your prompt', true, () => {
    if (draft.chatId !== chatId) return;
    Object.assign(draft, { prompt, as_is, errors: {} });
    draft.save();
    chat.setSuggestion(suggestion);
    focusSoon(ui.panel === 'create' ? '#create-prompt' : '#composer-text');
  });
}

import { readCommand } from '../state/commands/read-command.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Asks for a richer prompt for the words that are written beside it. */
export function expandButton(stores: Stores, place: 'composer' | 'form') {
  const { chat, draft } = stores;
  return defineComponent({
    get isShown(): 'true' | 'false' {
      const isOffered = chat.language.expand && draft.prompt.trim() !== '';
      const isPrompt = place === 'form' || readCommand(draft.prompt).kind === 'words';
      return isOffered && isPrompt ? 'true' : 'false';
    },
    /** Not "disabled", which takes the focus away: while these very words are thought about. */
    get isOff(): 'true' | 'false' {
      const { suggestion, closed } = chat;
      const of = suggestion?.status === 'asking' ? suggestion.of : null;
      const isAsked = of?.kind === 'expand' && of.prompt === draft.prompt.trim();
      return isAsked || closed !== null ? 'true' : 'false';
    },
    ask(): void {
      if (this.isOff === 'false') chat.suggest({ kind: 'expand', prompt: draft.prompt.trim() });
    },
  });
}

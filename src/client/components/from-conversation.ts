import { messagesInWords } from '../state/proposal-words.ts';
import { draftFrom } from '../stores/draft-from-messages.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { secondClick } from './second-click.ts';

/** The button that drafts a prompt from the last stretch of talk. */
export function fromConversation(stores: Stores, place: 'composer' | 'form') {
  const { chat, draft, ui } = stores;
  const isSecondClick = secondClick();
  return defineComponent({
    /** Only where a prompt is to be written, and none is yet. */
    get shown(): boolean {
      if (chat.talk.length === 0 || chat.closed !== null) return false;
      return draft.prompt.trim() === '' && (place === 'form' || draft.mode === 'image');
    },
    get count(): string {
      return messagesInWords(chat.talk.length);
    },
    draftPrompt(event: MouseEvent): void {
      if (isSecondClick(event)) return;
      draftFrom(stores, [...chat.talk]);
      // On a phone the form lies over the conversation, where the prompt comes.
      if (window.matchMedia('(max-width: 719px)').matches) ui.panel = null;
    },
  });
}

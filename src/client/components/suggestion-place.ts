import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import type { Definitions } from './full-view.ts';
import { notLoaded } from './late-dialogs.ts';

/** Where a suggestion stands, below the field of a prompt. What shows it comes with the first one. */
export function suggestionPlace(
  stores: Stores,
  place: 'composer' | 'form',
  define: Definitions['data'],
) {
  const { chat, draft, ui } = stores;
  return defineComponent({
    ready: false,

    init() {
      this.$watch('wanted', () => void this.fetch());
    },
    get wanted(): boolean {
      if (chat.suggestion === null) return false;
      if (place === 'form') return ui.panel === 'create';
      return ui.panel !== 'create' && draft.mode === 'image';
    },
    get isHere(): boolean {
      return this.wanted && this.ready;
    },
    async fetch(): Promise<void> {
      if (!this.wanted || this.ready) return;
      try {
        const { suggestionBox } = await import('./suggestion-box.ts');
        define('suggestionBox', () => suggestionBox(stores));
        this.ready = true;
      } catch {
        chat.setSuggestion(null);
        ui.toast(notLoaded, false);
      }
    },
  });
}

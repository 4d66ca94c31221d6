import { closePanel, openChat } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { stepRadio } from './step-radio.ts';

/** The page as a whole: which view it shows, its title, its address, and the key that closes things. */
export function app(stores: Stores) {
  const { ui, chat, chats } = stores;
  return defineComponent({
    get view(): 'chat' | 'chats' {
      return chat.id !== null || chats.list.length === 0 ? 'chat' : 'chats';
    },

    init() {
      const wake = () => chat.wake();
      window.addEventListener('online', wake);
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState !== 'visible') return;
        wake();
        void chats.refresh();
      });
      this.$watch('title', (title: string) => {
        document.title = title;
      });
    },

    /** With a count of what runs, and one for what others said or made since I looked. */
    get title(): string {
      const count = chat.running + (chat.unread ? 1 : 0);
      return chat.id ? `${count > 0 ? `(${count}) ` : ''}${chat.name} · Darkroom` : 'Darkroom';
    },

    /** The address changed by "back" or "forward". */
    follow(): void {
      const id = /^\/chats\/([^/]+)$/.exec(location.pathname)?.[1] ?? null;
      if (id === chat.id) return;
      const known = chats.list.find((row) => row.id === id);
      if (id !== null && !known) location.reload();
      else openChat(stores, known ? { id: known.id, name: known.name } : null);
    },

    /** Single keys, wherever nothing is being written. */
    onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      stepRadio(event);
      const { target } = event;
      if (target instanceof Element && target.matches('input, textarea, select')) return;
      if (event.key === '?') ui.dialog = 'shortcuts';
      else if (event.key === 'X') this.cancelLatest();
    },
    /** The latest image of mine that is still being made. */
    cancelLatest(): void {
      const mine = chat.items.flatMap(({ images }) => images).findLast((image) => image.can_cancel);
      if (mine) chat.cancelImage(mine.id);
    },

    closeDrawer(): void {
      ui.drawer = false;
    },

    /** Dialogs close by themselves and are always on top. */
    closeTopmost(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      // A list that is drawn open closes by itself; the panel below it stays.
      if (event.target instanceof Element && event.target.closest('option')) return;
      if (ui.drawer) ui.drawer = false;
      else if (ui.panel) closePanel(stores);
    },
  });
}

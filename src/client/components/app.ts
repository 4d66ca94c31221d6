import { closePanel, openChat } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

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

    get title(): string {
      const running = chat.running > 0 ? `(${chat.running}) ` : '';
      return chat.id ? `${running}${chat.name} · Darkroom` : 'Darkroom';
    },

    /** The address changed by "back" or "forward". */
    follow(): void {
      const id = /^\/chats\/([^/]+)$/.exec(location.pathname)?.[1] ?? null;
      if (id === chat.id) return;
      const known = chats.list.find((row) => row.id === id);
      if (id !== null && !known) location.reload();
      else openChat(stores, known ? { id: known.id, name: known.name } : null);
    },

    /** Shift+X cancels the latest image of mine that is still being made. */
    onKey(event: KeyboardEvent): void {
      if (event.key !== 'X' || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof Element && target.matches('input, textarea, select')) return;
      const mine = chat.items.flatMap(({ images }) => images).findLast((image) => image.can_cancel);
      if (mine) chat.cancelImage(mine.id);
    },

    closeDrawer(): void {
      ui.drawer = false;
    },

    /** Dialogs close by themselves and are always on top. */
    closeTopmost(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (ui.drawer) ui.drawer = false;
      else if (ui.panel) closePanel(stores);
    },
  });
}

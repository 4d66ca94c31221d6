import { pageTitle } from '../state/unread.ts';
import { closePanel, openChat, openSearch, placeOf } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { unreadOf } from './sidebar.ts';
import { stepRadio } from './step-radio.ts';

/** What closes by itself. */
const onTop = 'dialog[open], [popover=auto]:popover-open';

function isSearchKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !shiftKey && !altKey;
}

/** The page as a whole: which view it shows, its title, its address, and the key that closes things. */
export function app(stores: Stores) {
  const { ui, chat, chats, selection } = stores;
  return defineComponent({
    get view(): 'chat' | 'chats' {
      return chat.id !== null || chats.list.length === 0 ? 'chat' : 'chats';
    },

    init() {
      const wake = () => chat.wake();
      window.addEventListener('online', wake);
      window.addEventListener('pageshow', wake);
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') wake();
      });
      document.title = this.title;
      this.$watch('title', (title: string) => {
        document.title = title;
      });
      // A chat that is gone, or that I am no longer in, leaves the list with it.
      this.$watch('closed', (closed: string | null) => {
        if (closed !== null) void chats.refresh();
      });
    },
    get closed(): string | null {
      return chat.closed;
    },

    /** With a count of what runs, and of the rooms in which something is unread. */
    get title(): string {
      const unreadRooms = chats.list.filter((row) => unreadOf(stores, row) > 0).length;
      return pageTitle(chat.id === null ? null : chat.name, chat.running, unreadRooms);
    },

    /** The address changed by "back" or "forward". */
    follow(): void {
      const { chatId, messageId } = placeOf(location.pathname);
      if (chatId === chat.id) {
        if (messageId !== null) chat.jumpTo(messageId);
        return;
      }
      const known = chats.list.find((row) => row.id === chatId);
      if (chatId !== null && !known) location.reload();
      else openChat(stores, known ? { id: known.id, name: known.name } : null, messageId);
    },

    /** Single keys, wherever nothing is being written. */
    onKey(event: KeyboardEvent): void {
      if (isSearchKey(event)) {
        event.preventDefault();
        // What another dialog asks is answered first.
        if (ui.dialog === 'search') ui.dialog = null;
        else if (ui.dialog === null) openSearch(stores, null);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      stepRadio(event);
      const { target } = event;
      if (target instanceof Element && target.matches('input, textarea, select')) return;
      if (event.key === '?') ui.dialog = 'shortcuts';
      else if (event.key === 'X') this.cancelLatest();
    },
    /** The latest image of mine that is still being made. */
    cancelLatest(): void {
      const latest = chat.items
        .filter(({ mine }) => mine)
        .flatMap(({ images }) => images)
        .findLast(({ can_cancel, canceling }) => can_cancel && !canceling);
      if (latest) chat.cancelImage(latest.id);
    },

    closeDrawer(): void {
      ui.drawer = false;
    },

    /** Dialogs close by themselves and are always on top. */
    closeTopmost(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector(onTop)) return;
      // A list that is drawn open closes by itself; the panel below it stays.
      if (event.target instanceof Element && event.target.closest('option')) return;
      if (selection.on) selection.end();
      else if (ui.drawer) ui.drawer = false;
      else if (ui.panel) closePanel(stores);
    },
  });
}

import type { PersonHere } from '../state/people-here.ts';
import { countInWords } from '../state/unread.ts';
import {
  closePanel,
  copyInvite,
  isPlainClick,
  openPanel,
  openSearch,
  visitChat,
} from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** The line above the conversation. */
export function chatHeader(stores: Stores) {
  const { ui, chat, chats } = stores;
  return defineComponent({
    /** What is unread in the other rooms, where the list of them is not in sight. */
    get elsewhere(): string {
      const others = chats.list.filter(({ id }) => id !== chat.id);
      return countInWords(others.reduce((sum, { unread }) => sum + unread, 0));
    },
    get isElsewhereForMe(): boolean {
      return chats.list.some(({ id, unread, for_me }) => id !== chat.id && unread > 0 && for_me);
    },
    get owned(): boolean {
      return chats.list.some(({ id, is_owner }) => id === chat.id && is_owner);
    },
    get faces(): PersonHere[] {
      return chat.here.length > 1 ? chat.here.slice(0, 3) : [];
    },
    /** Nothing can be done with a room that is gone, or that I am no longer in. */
    get isLost(): boolean {
      return chat.isLost();
    },
    get hereText(): string {
      if (chat.here.length === 0 || this.isLost) return '';
      return chat.here.length === 1 ? 'Only you, so far' : `${chat.here.length} here`;
    },
    get hereNames(): string {
      return chat.here.map(({ name }) => name).join(', ');
    },
    get panelOpen(): 'true' | 'false' {
      return ui.panel ? 'true' : 'false';
    },
    goHome(event: MouseEvent): void {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      visitChat(stores, null);
    },
    openDrawer(): void {
      ui.drawer = true;
    },
    copyInvite(): void {
      void copyInvite(stores);
    },
    rename(): void {
      ui.dialog = 'rename_chat';
    },
    search(): void {
      openSearch(stores, chat.id);
    },
    exportChat(): void {
      ui.dialog = 'export';
    },
    deleteChat(): void {
      ui.dialog = 'delete_chat';
    },
    togglePanel(): void {
      if (ui.panel) closePanel(stores);
      else openPanel(stores, 'create');
    },
  });
}

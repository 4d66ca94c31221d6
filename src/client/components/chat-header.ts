import type { PersonHere } from '../state/people-here.ts';
import { closePanel, copyInvite, isPlainClick, openPanel, visitChat } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** The line above the conversation. */
export function chatHeader(stores: Stores) {
  const { ui, chat } = stores;
  return defineComponent({
    get faces(): PersonHere[] {
      return chat.here.length > 1 ? chat.here.slice(0, 3) : [];
    },
    get hereText(): string {
      if (chat.here.length === 0) return '';
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
    togglePanel(): void {
      if (ui.panel) closePanel(stores);
      else openPanel(stores, 'create');
    },
  });
}

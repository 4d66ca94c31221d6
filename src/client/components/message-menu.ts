import type { ConversationItem } from '../state/conversation-item.ts';
import { draftFrom, selectMessages } from '../stores/draft-from-messages.ts';
import {
  copyLinkOf,
  copyTextOf,
  deleteMessage,
  editMessage,
  itemOfKey,
  replyTo,
} from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { showBeside, walkButtons } from './message-popover.ts';

/** The list of what can be done with a message. */
export function messageMenu(stores: Stores) {
  const { message } = stores;
  return defineComponent({
    init() {
      this.$watch('opened', () => void this.$nextTick(() => this.show()));
    },
    get opened(): string | null {
      return message.menu?.key ?? null;
    },
    get shown(): ConversationItem[] {
      const item = itemOfKey(stores, this.opened);
      return item ? [item] : [];
    },
    show(): void {
      showBeside(this.$root, this.shown.length > 0 ? (message.menu?.anchor ?? null) : null);
    },
    toggled(event: ToggleEvent): void {
      if (event.newState === 'closed') message.menu = null;
    },
    onKey(event: KeyboardEvent): void {
      walkButtons(this.$root, event);
      const item = this.shown[0];
      const key = event.key.toLowerCase();
      if (key === 'escape') this.close();
      else if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
      else if (key === 'r') this.reply(item);
      else if (key === '+') this.react(item);
      else if (key === 'e' && item.can_edit) this.edit(item);
      else if (key === 'delete' && item.can_delete) this.remove(item, event);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    close(): void {
      this.$root.hidePopover();
    },

    reply(item: ConversationItem): void {
      this.close();
      replyTo(stores, item);
    },
    react(item: ConversationItem): void {
      const anchor = message.menu?.anchor;
      this.close();
      if (anchor) message.reacting = { key: item.key, anchor };
    },
    draft(item: ConversationItem): void {
      this.close();
      if (item.message_id !== null) draftFrom(stores, [item.message_id]);
    },
    select(item: ConversationItem): void {
      this.close();
      if (item.message_id !== null) selectMessages(stores, [item.message_id]);
    },
    copyText(item: ConversationItem): void {
      this.close();
      copyTextOf(stores, item);
    },
    copyLink(item: ConversationItem): void {
      this.close();
      copyLinkOf(stores, item);
    },
    edit(item: ConversationItem): void {
      this.close();
      editMessage(item);
    },
    remove(item: ConversationItem, event: MouseEvent | KeyboardEvent): void {
      this.close();
      deleteMessage(stores, item, event.shiftKey);
    },
  });
}

import { wordsOfItem, type ConversationItem } from '../state/conversation-item.ts';
import { deleteMessage, itemOfMessage } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Asks before a message or a picture is deleted, and shows which. */
export function messageDeletion(stores: Stores) {
  const { message } = stores;
  return defineComponent({
    init() {
      this.$watch('shown', (shown: ConversationItem[]) => {
        const box = this.$root;
        if (!(box instanceof HTMLDialogElement)) return;
        if (shown.length === 0) box.close();
        else if (!box.open) void this.$nextTick(() => box.showModal());
      });
    },
    get shown(): ConversationItem[] {
      const item = itemOfMessage(stores, message.deleting);
      return item ? [item] : [];
    },
    get isPicture(): boolean {
      return (this.shown[0]?.images.length ?? 0) > 0;
    },
    get title(): string {
      return this.isPicture ? 'Delete this picture?' : 'Delete this message?';
    },
    get consequence(): string {
      return this.isPicture
        ? 'It goes for everybody in the room, with its prompt.'
        : 'It goes for everybody in the room.';
    },
    get confirmWords(): string {
      return this.isPicture ? 'Delete picture' : 'Delete message';
    },
    words(item: ConversationItem): string {
      return wordsOfItem(item);
    },
    pictureOf(item: ConversationItem): string {
      return item.images[0]?.url ?? '';
    },
    confirm(item: ConversationItem): void {
      message.deleting = null;
      stores.ui.lightbox = null;
      deleteMessage(stores, item, true);
    },
    close(): void {
      message.deleting = null;
    },
    closeOutside(event: MouseEvent): void {
      if (event.target === event.currentTarget) this.close();
    },
  });
}

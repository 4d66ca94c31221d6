import type { ConversationItem } from '../state/conversation-item.ts';
import { draftFrom, selectMessages } from '../stores/draft-from-messages.ts';
import {
  copyLinkOf,
  copyTextOf,
  deleteMessage,
  editMessage,
  itemOfKey,
  replyTo,
  toggleReaction,
} from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { sheetTouch } from './sheet-touch.ts';

/** The sheet of what can be done with a message, where there is no pointer to hover with. */
export function messageSheet(stores: Stores) {
  const { message } = stores;
  const touch = sheetTouch();
  return defineComponent({
    init() {
      this.$watch('shown', (shown: ConversationItem[]) => {
        const box = this.$root;
        if (!(box instanceof HTMLDialogElement)) return;
        if (shown.length === 0) box.close();
        else if (!box.open) {
          touch.disarm();
          // Drawn first: the browser gives the focus to the first action.
          void this.$nextTick(() => box.showModal());
        }
      });
    },
    get shown(): ConversationItem[] {
      const item = itemOfKey(stores, message.sheet);
      return item ? [item] : [];
    },
    arm(): void {
      touch.arm();
    },
    guard(event: MouseEvent): void {
      touch.guard(event);
    },
    touchStart(event: TouchEvent): void {
      touch.start(event);
    },
    touchEnd(event: TouchEvent): void {
      if (touch.isSwipe(event)) this.close();
    },
    close(): void {
      message.sheet = null;
    },
    closeOutside(event: MouseEvent): void {
      if (event.target === event.currentTarget) this.close();
    },

    isMine(item: ConversationItem, reaction: string): 'true' | 'false' {
      return item.reactions.some((one) => one.reaction === reaction && one.mine) ? 'true' : 'false';
    },
    react(item: ConversationItem, reaction: string): void {
      this.close();
      toggleReaction(stores, item, reaction);
    },
    reply(item: ConversationItem): void {
      this.close();
      replyTo(stores, item);
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
    /** After the sheet is gone, which gives the focus back to what had it. */
    edit(item: ConversationItem): void {
      this.close();
      void this.$nextTick(() => editMessage(item));
    },
    remove(item: ConversationItem): void {
      this.close();
      void this.$nextTick(() => deleteMessage(stores, item, false));
    },
  });
}

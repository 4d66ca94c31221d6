import type { ImageDetails } from '../state/image-details.ts';
import { runAgain, useAllOf, usePromptOf, useSeedOf } from '../stores/actions.ts';
import {
  copyLinkOf,
  deleteMessage,
  itemOfImage,
  replyTo,
  starsOf,
  toggleStar,
} from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { sheetTouch } from './sheet-touch.ts';

/** The sheet of actions of a picture, where there is no pointer to hover with. */
export function imageSheet(stores: Stores) {
  const { chat, ui } = stores;
  const touch = sheetTouch();

  return defineComponent({
    init() {
      this.$watch('shown', (shown: ImageDetails[]) => {
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

    get shown(): ImageDetails[] {
      const image = chat.gallery.find(({ id }) => id === ui.sheet);
      return image ? [image] : [];
    },

    arm(): void {
      touch.arm();
    },
    guard(event: MouseEvent): void {
      touch.guard(event);
    },
    close(): void {
      ui.sheet = null;
    },
    /** After the browser has followed the link, which it does only while the link is there. */
    closeSoon(): void {
      setTimeout(() => this.close());
    },
    closed(): void {
      ui.sheet = null;
    },
    closeOutside(event: MouseEvent): void {
      if (event.target === event.currentTarget) this.close();
    },
    touchStart(event: TouchEvent): void {
      touch.start(event);
    },
    touchEnd(event: TouchEvent): void {
      if (touch.isSwipe(event)) this.close();
    },

    starWords(image: ImageDetails): string {
      return starsOf(itemOfImage(stores, image.id)).mine ? 'Take the star back' : 'Star';
    },
    star(image: ImageDetails): void {
      this.close();
      toggleStar(stores, itemOfImage(stores, image.id));
    },
    reply(image: ImageDetails): void {
      this.close();
      const item = itemOfImage(stores, image.id);
      if (item) replyTo(stores, item);
    },
    copyLink(image: ImageDetails): void {
      this.close();
      const item = itemOfImage(stores, image.id);
      if (item) copyLinkOf(stores, item);
    },
    canDelete(image: ImageDetails): boolean {
      return itemOfImage(stores, image.id)?.can_delete ?? false;
    },
    /** After the sheet is gone: the question opens above the conversation. */
    remove(image: ImageDetails): void {
      const item = itemOfImage(stores, image.id);
      this.close();
      if (item) void this.$nextTick(() => deleteMessage(stores, item, false));
    },

    usePrompt(image: ImageDetails): void {
      this.close();
      usePromptOf(stores, image.prompt);
    },
    useSeed(image: ImageDetails): void {
      this.close();
      useSeedOf(stores, image.seed);
    },
    useAll(image: ImageDetails): void {
      this.close();
      useAllOf(stores, image.id, true);
    },
    runAgain(image: ImageDetails): void {
      this.close();
      runAgain(stores, image.id);
    },
    copyPrompt(image: ImageDetails): void {
      this.close();
      void ui.copy(image.prompt, 'Prompt copied');
    },
    /** After the sheet is gone, so that the focus returns to the picture and not to the sheet. */
    showDetails(image: ImageDetails): void {
      this.close();
      void this.$nextTick(() => (ui.lightbox = image.id));
    },
  });
}

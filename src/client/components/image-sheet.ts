import type { ImageDetails } from '../state/image-details.ts';
import { useAllOf, usePromptOf, useSeedOf } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Pixels that a finger has to go down for the sheet to close. */
const swipe = 60;

/** The sheet of actions of a picture, where there is no pointer to hover with. */
export function imageSheet(stores: Stores) {
  const { chat, ui } = stores;
  let startedAt: number | null = null;
  // The finger of a long press is still down when the sheet opens under it: its lifting is no tap.
  let armed = false;

  return defineComponent({
    init() {
      this.$watch('shown', (shown: ImageDetails[]) => {
        const box = this.$root;
        if (!(box instanceof HTMLDialogElement)) return;
        if (shown.length === 0) box.close();
        else if (!box.open) {
          armed = false;
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
      armed = true;
    },
    /** A click by keyboard has no finger before it, and no count. */
    guard(event: MouseEvent): void {
      if (armed || event.detail === 0) return;
      event.preventDefault();
      event.stopPropagation();
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
      startedAt = event.touches[0]?.clientY ?? null;
    },
    touchEnd(event: TouchEvent): void {
      const finger = event.changedTouches[0];
      if (armed && finger && startedAt !== null && finger.clientY - startedAt > swipe) this.close();
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

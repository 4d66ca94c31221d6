import type { ConversationItem } from '../state/conversation-item.ts';
import type { ImageSet } from '../state/image-set.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** The caption of images that were asked for together. */
export function imageSet({ chat, ui }: Stores) {
  return defineComponent({
    /** The prompt in full, not its first two lines. */
    expanded: false,

    get opened(): string {
      return String(this.expanded);
    },
    toggle(): void {
      this.expanded = !this.expanded;
    },
    /** Cancels what is still being made; what is done stays. */
    cancel({ cancel_ids }: ImageSet): void {
      for (const id of cancel_ids) chat.cancelImage(id);
    },
    /** All of them once more, their seeds too. */
    runAgain({ image_ids }: ImageSet): void {
      const [first] = image_ids;
      const settings = first === undefined ? null : chat.settingsOf(first);
      if (!settings) return;
      chat.requestImage({ ...settings, count: image_ids.length });
      window.dispatchEvent(new Event('sent'));
    },
    hasMore({ message_id }: ConversationItem): boolean {
      return message_id !== null;
    },
    /** The sheet shows all of them, and what can be done with the chosen one. */
    showActions({ image_ids }: ImageSet): void {
      ui.sheet = image_ids[0] ?? null;
    },
    showOrigin({ origin }: ImageSet): void {
      if (origin?.message_id) chat.jumpTo(origin.message_id);
    },
  });
}

import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** The few words that pass, above everything: also above a dialog that is open. */
export function toasts({ ui }: Stores) {
  return defineComponent({
    init() {
      this.$watch('newest', () => {
        // Shown anew, because what was opened last lies on top.
        this.$root.hidePopover();
        if (ui.toasts.length > 0) this.$root.showPopover();
      });
    },
    get newest(): number {
      return ui.toasts.at(-1)?.id ?? 0;
    },
  });
}

import type { DialogName } from '../stores/interface-store.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** A dialog of the browser's own, open while the page says so. */
export function dialogBox({ ui }: Stores, name: DialogName) {
  return defineComponent({
    init() {
      this.$watch('open', (open: boolean) => {
        const box = this.$root;
        if (!(box instanceof HTMLDialogElement) || open === box.open) return;
        if (open) box.showModal();
        else box.close();
      });
    },
    get open(): boolean {
      return ui.dialog === name;
    },
    close(): void {
      ui.dialog = null;
    },
    closed(): void {
      if (ui.dialog === name) ui.dialog = null;
    },
    onBackdrop(event: MouseEvent): void {
      if (event.target === event.currentTarget) ui.dialog = null;
    },
  });
}

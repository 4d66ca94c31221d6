import type { DialogName } from '../stores/interface-store.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { notLoaded, type LatePart } from './late-dialogs.ts';

/** A dialog of the browser's own, open while the page says so. */
export function dialogBox({ ui }: Stores, name: DialogName, late?: LatePart) {
  return defineComponent({
    /** Whether what it shows is here. */
    ready: late === undefined,

    init() {
      this.$watch('open', () => void this.follow());
      if (late?.unasked) setTimeout(() => void this.fetch().catch(() => {}), late.unasked);
    },
    get open(): boolean {
      return ui.dialog === name;
    },
    async follow(): Promise<void> {
      if (this.open && !this.ready) await this.fetchNow();
      const box = this.$root;
      if (!(box instanceof HTMLDialogElement) || this.open === box.open) return;
      if (this.open) box.showModal();
      else box.close();
    },
    async fetchNow(): Promise<void> {
      try {
        await this.fetch();
        await this.$nextTick();
      } catch {
        if (this.open) ui.dialog = null;
        ui.toast(notLoaded, false);
      }
    },
    async fetch(): Promise<void> {
      if (this.ready) return;
      await late?.load();
      this.ready = true;
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

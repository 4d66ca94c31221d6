import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { notLoaded, type LatePart } from './late-dialogs.ts';

/** The place of the full view, whose script and styles come after the page. */
export function lateLightbox({ ui }: Stores, late: LatePart) {
  return defineComponent({
    /** Whether it is here. It opens by itself once it is. */
    ready: false,

    init() {
      this.$watch('wanted', () => void this.fetchNow());
      if (late.unasked) setTimeout(() => void this.fetch().catch(() => {}), late.unasked);
      if (this.wanted) void this.fetchNow();
    },
    get wanted(): boolean {
      return ui.lightbox !== null;
    },
    async fetchNow(): Promise<void> {
      if (!this.wanted) return;
      try {
        await this.fetch();
      } catch {
        ui.lightbox = null;
        ui.toast(notLoaded, false);
      }
    },
    async fetch(): Promise<void> {
      if (this.ready) return;
      await late.load();
      this.ready = true;
    },
  });
}

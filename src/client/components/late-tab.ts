import type { Panel } from '../stores/interface-store.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { notLoaded } from './late-dialogs.ts';

/**
 * The place of a tab whose script comes when it is first opened.
 *
 * @param load throws where it cannot be fetched
 */
export function lateTab({ ui }: Stores, name: Panel, load: () => Promise<void>) {
  return defineComponent({
    /** Whether it is here. */
    ready: false,

    init() {
      this.$watch('wanted', () => void this.fetchNow());
      if (this.wanted) void this.fetchNow();
    },
    get wanted(): boolean {
      return ui.panel === name;
    },
    async fetchNow(): Promise<void> {
      if (!this.wanted || this.ready) return;
      try {
        await load();
        this.ready = true;
      } catch {
        ui.toast(notLoaded, false);
      }
    },
  });
}

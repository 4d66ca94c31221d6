import { closePanel, openPanel } from '../stores/actions.ts';
import type { Panel } from '../stores/interface-store.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

const panels: readonly Panel[] = ['create', 'gallery', 'prompts', 'room'];

/** What stands beside the conversation: the form of an image, the gallery of the chat, its context. */
export function panel(stores: Stores) {
  const { ui, chat } = stores;
  return defineComponent({
    init() {
      this.$watch('showing', (showing: Panel | null) => {
        void this.$nextTick(() => this.moveFocus(showing));
      });
    },

    get showing(): Panel | null {
      return this.open ? ui.panel : null;
    },
    get open(): boolean {
      return ui.panel !== null && chat.id !== null;
    },
    /** Into the form where a keyboard is at hand; back out when what had the focus is gone. */
    moveFocus(showing: Panel | null): void {
      const fine = window.matchMedia('(pointer: fine)').matches;
      if (showing === 'create' && fine) this.$root.querySelector('textarea')?.focus();
      const lost = document.activeElement === document.body || document.activeElement === null;
      if (showing === null && lost) document.querySelector<HTMLElement>('#panel-toggle')?.focus();
    },
    shows(name: Panel): boolean {
      return ui.panel === name;
    },
    tabindex(name: Panel): number {
      return ui.panel === name ? 0 : -1;
    },
    show(name: Panel): void {
      openPanel(stores, name);
    },
    close(): void {
      closePanel(stores);
    },
    onKey(event: KeyboardEvent): void {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const at = panels.findIndex((name) => name === ui.panel);
      const next = panels[(at + step + panels.length) % panels.length] ?? 'create';
      openPanel(stores, next);
      this.$root.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
    },
  });
}

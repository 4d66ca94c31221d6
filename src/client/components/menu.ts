import { defineComponent } from './define-component.ts';

/** A button and the list that it opens. Arrow keys walk the list, Escape gives the focus back. */
export function menu() {
  return defineComponent({
    open: false,

    get expanded(): 'true' | 'false' {
      return this.open ? 'true' : 'false';
    },
    toggle(): void {
      this.open = !this.open;
      if (!this.open) return;
      void this.$nextTick(() => this.$root.querySelector<HTMLElement>('.menu button')?.focus());
    },
    close(): void {
      if (!this.open) return;
      const inside = this.$root.contains(document.activeElement);
      this.open = false;
      if (inside) this.$refs['button']?.focus();
    },
    /** Only while it is open: else the key closes what the menu stands in. */
    onEscape(event: KeyboardEvent): void {
      if (!this.open) return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
    },
    /** Before what was chosen is done: a dialog then gives the focus back to the button, too. */
    choose(event: MouseEvent): void {
      const { target } = event;
      if (target instanceof Element && target.closest('.menu-item')) this.close();
    },
    onKey(event: KeyboardEvent): void {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const items = [...this.$root.querySelectorAll<HTMLElement>('.menu button')];
      const at = items.findIndex((item) => item === document.activeElement);
      items.at((at + step) % items.length)?.focus();
    },
  });
}

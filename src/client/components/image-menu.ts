import type { Move } from '../state/next-moves.ts';
import { movesFor, runMove } from '../stores/image-moves.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { moveOfKey } from './image-keys.ts';
import { showBeside, walkButtons } from './message-popover.ts';
import { moveList } from './move-list.ts';

/** The list of everything that can be done with a picture. */
export function imageMenu(stores: Stores) {
  const { message } = stores;
  const movesNow = () => (message.moves ? movesFor(stores, message.moves.image) : []);
  return defineComponent({
    ...moveList(movesNow),

    init() {
      this.$watch('opened', () => void this.$nextTick(() => this.show()));
    },
    get opened(): string | null {
      return message.moves?.image ?? null;
    },
    get moves(): Move[] {
      return movesNow();
    },
    show(): void {
      showBeside(this.$root, this.moves.length > 0 ? (message.moves?.anchor ?? null) : null);
    },
    toggled(event: ToggleEvent): void {
      if (event.newState === 'closed') message.moves = null;
    },
    onKey(event: KeyboardEvent): void {
      walkButtons(this.$root, event);
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const name = moveOfKey(event);
      const move = this.moves.find((one) => one.name === name);
      if (event.key === 'Escape') this.leave();
      else if (move) this.run(move, event);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    close(): void {
      this.$root.hidePopover();
    },
    /** Back to the picture, where the bar that the menu was opened from has gone with the pointer. */
    leave(): void {
      const image = this.opened ?? '';
      this.close();
      if (document.activeElement !== document.body) return;
      const picture = document.querySelector<HTMLElement>(`[data-opens="${CSS.escape(image)}"]`);
      picture?.focus({ preventScroll: true });
    },
    run(move: Move, event: MouseEvent | KeyboardEvent): void {
      const image = this.opened;
      this.close();
      if (image !== null) runMove(stores, image, move.name, event.shiftKey);
    },
  });
}

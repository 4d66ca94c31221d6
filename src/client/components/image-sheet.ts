import type { ImageView } from '../state/image-view.ts';
import type { Move } from '../state/next-moves.ts';
import { movesFor, runMove } from '../stores/image-moves.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { moveList } from './move-list.ts';
import { sheetTouch } from './sheet-touch.ts';

/** The sheet of what can be done with a picture, where there is no pointer to hover with. */
export function imageSheet(stores: Stores) {
  const { chat, ui } = stores;
  const touch = sheetTouch();
  const movesNow = () => (ui.sheet === null ? [] : movesFor(stores, ui.sheet));

  return defineComponent({
    ...moveList(movesNow),

    init() {
      this.$watch('isOpen', (isOpen: boolean) => {
        const box = this.$root;
        if (!(box instanceof HTMLDialogElement)) return;
        if (!isOpen) box.close();
        else if (!box.open) {
          touch.disarm();
          // Drawn first: the browser gives the focus to the first action.
          void this.$nextTick(() => box.showModal());
        }
      });
    },

    get isOpen(): boolean {
      return this.moves.length > 0;
    },
    get moves(): Move[] {
      return movesNow();
    },
    /** The picture, with those that it was asked for with. */
    get images(): readonly ImageView[] {
      const { sheet } = ui;
      if (sheet === null) return [];
      return chat.items.find(({ images }) => images.some(({ id }) => id === sheet))?.images ?? [];
    },
    get words(): string {
      return this.images.find(({ id }) => id === ui.sheet)?.alt ?? '';
    },
    get isSet(): boolean {
      return this.images.length > 1;
    },
    isChosen(image: ImageView): 'true' | 'false' {
      return image.id === ui.sheet ? 'true' : 'false';
    },
    choose(image: ImageView): void {
      ui.sheet = image.id;
    },
    placeOf(image: ImageView): string {
      return `Picture ${this.images.indexOf(image) + 1} of ${this.images.length}`;
    },
    /** On a sheet there are no keys. */
    keyOf(): string {
      return '';
    },

    arm(): void {
      touch.arm();
    },
    guard(event: MouseEvent): void {
      touch.guard(event);
    },
    close(): void {
      ui.sheet = null;
    },
    closeOutside(event: MouseEvent): void {
      if (event.target === event.currentTarget) this.close();
    },
    touchStart(event: TouchEvent): void {
      touch.start(event);
    },
    touchEnd(event: TouchEvent): void {
      if (touch.isSwipe(event)) this.close();
    },

    /** After the sheet is gone: what opens next opens above the conversation, and gets the focus. */
    run(move: Move): void {
      const image = ui.sheet;
      if (image === null) return;
      this.close();
      void this.$nextTick(() => runMove(stores, image, move.name));
    },
  });
}

import type { Move } from '../state/next-moves.ts';

/**
 * The bar of moves on a picture. There is one on the whole page, and it goes to the picture that is
 * pointed at or has the focus: so it costs the same however many pictures there are.
 */
export class ImageBar {
  readonly #bar: HTMLElement;
  readonly #movesOf: (imageId: string) => Move[];
  #figure: HTMLElement | null = null;

  /**
   * @param template holds the bar
   * @param movesOf what can be done with a picture as it stands now
   */
  constructor(template: HTMLTemplateElement, movesOf: (imageId: string) => Move[]) {
    const bar = template.content.firstElementChild?.cloneNode(true);
    if (!(bar instanceof HTMLElement)) throw new Error('the bar is missing');
    this.#bar = bar;
    this.#movesOf = movesOf;
  }

  /** @param figure the element of an image; without a picture in it there is no bar */
  goTo(figure: HTMLElement | null): void {
    if (figure === this.#figure && this.#bar.isConnected) return;
    this.#figure = figure;
    this.refresh();
  }

  /** What can be done, or the picture itself, may be another one now. */
  refresh(): void {
    const figure = this.#figure;
    const frame = figure?.querySelector('.frame-open')?.parentElement;
    if (!figure?.isConnected || !frame) {
      this.#bar.remove();
      return;
    }
    this.#say(this.#movesOf(figure.dataset['imageId'] ?? ''));
    if (this.#bar.parentElement !== frame) frame.append(this.#bar);
  }

  leave(): void {
    this.#figure = null;
    this.#bar.remove();
  }

  #say(moves: readonly Move[]): void {
    for (const button of this.#bar.querySelectorAll<HTMLElement>('[data-move]')) {
      const move = moves.find(({ name }) => name === button.dataset['move']);
      button.hidden = !move;
      if (!move) continue;
      const words = [move.label, move.note].filter((part) => part !== '').join(', ');
      button.title = move.available ? words : `${move.short}: ${move.reason}`;
      button.setAttribute('aria-label', button.title);
      button.setAttribute('aria-disabled', String(!move.available));
      if (move.name === 'star') button.setAttribute('aria-pressed', String(move.on));
    }
  }
}

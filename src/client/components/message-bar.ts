import type { ConversationItem } from '../state/conversation-item.ts';

/**
 * The bar of deeds at an entry's right top. There is one on the whole page, and it goes to the entry
 * that is pointed at or has the focus: ten thousand of them would be a page of their own.
 */
export class MessageBar {
  readonly #bar: HTMLElement;
  #at: Element | null = null;

  /** @param template holds the bar */
  constructor(template: HTMLTemplateElement) {
    const bar = template.content.firstElementChild?.cloneNode(true);
    if (!(bar instanceof HTMLElement)) throw new Error('the bar is missing');
    this.#bar = bar;
  }

  /** @param item what stands in the entry; without a message on the server there is no bar */
  goTo(entry: Element, item: ConversationItem | undefined): void {
    const image = item?.images[0];
    // A finished picture has its own bar, and so has each of a set.
    const fits = item?.message_id && item.set === null && image?.status !== 'completed';
    if (!fits) return this.leave();
    this.#bar.dataset['kind'] = image ? 'image' : 'text';
    if (this.#at === entry && this.#bar.isConnected) return;
    this.#at = entry;
    entry.querySelector('.entry-body')?.append(this.#bar);
  }

  leave(): void {
    this.#at = null;
    this.#bar.remove();
  }

  /** Where what the bar opens is put beside, while the bar is at the entry. */
  placeAt(entry: Element): DOMRect | null {
    return this.#at === entry
      ? (this.#bar.firstElementChild?.getBoundingClientRect() ?? null)
      : null;
  }
}

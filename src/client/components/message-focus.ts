import type { Anchor } from '../stores/message-store.ts';

/** Keys that open the menu of a message that has the focus. */
export const openMenuKeys: ReadonlySet<string> = new Set(['Enter', ' ', 'ContextMenu']);

/** Where an element is on the screen. */
export function anchorOf(element: Element): Anchor {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left, right, top, bottom };
}

/** The entry that an arrow key leads to: the neighbour, or from the log itself the last in sight. */
export function nextEntry(log: HTMLElement, from: Element | null, key: string): HTMLElement | null {
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step === undefined) return null;
  const entries = [...log.querySelectorAll<HTMLElement>('.entry')];
  if (from) {
    const at = entries.findIndex((entry) => entry === from);
    return entries[at + step] ?? null;
  }
  const { top, bottom } = log.getBoundingClientRect();
  const inSight = entries.filter((entry) => {
    const place = entry.getBoundingClientRect();
    return place.bottom > top && place.top < bottom;
  });
  return inSight.at(step < 0 ? -1 : 0) ?? null;
}

/**
 * Puts a panel of the top layer beside an anchor: below it, or above where there is more room, and
 * within the window.
 *
 * @param panel shown already, so that it has its size
 */
export function placeBeside(panel: HTMLElement, anchor: Anchor): void {
  const gap = 4;
  const edge = 8;
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = window.innerHeight - anchor.bottom - gap - edge;
  const top = below >= height ? anchor.bottom + gap : Math.max(edge, anchor.top - gap - height);
  const left = Math.min(Math.max(edge, anchor.right - width), window.innerWidth - width - edge);
  panel.style.setProperty('top', `${top}px`);
  panel.style.setProperty('left', `${left}px`);
}

/** The picture beside this one in a set, by the arrow keys to the sides. */
export function nextTile(figure: HTMLElement, key: string): HTMLElement | null {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step === undefined || !figure.matches('.is-tile')) return null;
  const tiles = [...(figure.parentElement?.querySelectorAll<HTMLElement>('.is-tile') ?? [])];
  const next = tiles[tiles.findIndex((tile) => tile === figure) + step];
  return next?.querySelector<HTMLElement>('button') ?? null;
}

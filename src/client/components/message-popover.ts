import type { Anchor } from '../stores/message-store.ts';
import { placeBeside } from './message-focus.ts';

/** Opens and closes a panel of the top layer beside what it belongs to. */
export function showBeside(panel: HTMLElement, anchor: Anchor | null): void {
  if (!anchor) {
    if (panel.matches(':popover-open')) panel.hidePopover();
    return;
  }
  if (!panel.matches(':popover-open')) panel.showPopover();
  placeBeside(panel, anchor);
  panel.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
}

/** Moves the focus among the buttons of a panel by arrow keys, around its ends. */
export function walkButtons(panel: HTMLElement, event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...panel.querySelectorAll<HTMLElement>('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((at + step) % buttons.length)?.focus();
}

import { runMove } from '../stores/image-moves.ts';
import type { Stores } from '../stores/stores.ts';
import type { ZoomStore } from '../stores/zoom-store.ts';
import { moveOfKey } from './image-keys.ts';
import type { LightboxPlace } from './lightbox-place.ts';

/** Pixels that a key moves a picture by that is larger than its box. */
const panStep = 80;

const arrows: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/**
 * Keys in the lightbox: arrows step in time and in the family, with Shift they move a large picture;
 * +, - and 0 change its size, letters do a move.
 */
export function lightboxKeys(stores: Stores, zoom: ZoomStore, place: LightboxPlace) {
  const act = (event: KeyboardEvent): boolean => {
    const { key, shiftKey } = event;
    const arrow = arrows[key];
    if (arrow && shiftKey) zoom.pan({ x: arrow.x * panStep, y: arrow.y * panStep });
    else if (arrow && arrow.x !== 0) place.step(arrow.x > 0 ? -1 : 1);
    else if (arrow) place.stepInFamily(arrow.y > 0 ? -1 : 1);
    else return zoom.onKey(key) || move(event);
    return true;
  };
  const move = (event: KeyboardEvent): boolean => {
    const { row } = place;
    const name = moveOfKey(event);
    // A key that is held down would ask, and pay, again and again.
    if (row && name !== null && !event.repeat) runMove(stores, row, name, event.shiftKey);
    return name !== null;
  };
  return (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof Element && target.closest('.menu, [role=slider]')) return;
    if (act(event)) event.preventDefault();
  };
}

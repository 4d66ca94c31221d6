import type { Point } from '../state/zoom.ts';
import type { ZoomStore } from '../stores/zoom-store.ts';

/** Pixels that a pointer may tremble before it pulls. */
const tremble = 6;
/** Pixels that a finger has to go for a swipe; half of that where it goes fast. */
const swipe = 60;
/** Pixels a millisecond. */
const fast = 0.5;
/** Between the two taps of a double tap: milliseconds, and pixels. */
const doubleTap = { within: 320, near: 32 };

export type Swipe = 'left' | 'right' | 'up' | 'down';

interface Pull {
  id: number;
  from: Point;
  last: Point;
  since: number;
  /** Whether it has gone further than a hand trembles. */
  moved: boolean;
  /** Which way the whole picture is pulled; `null` where a part of it is. */
  axis: 'x' | 'y' | null;
}

/**
 * Wheel, mouse and fingers on a picture: zoom, pan, and swipes while all of it is in sight. A pinch
 * on a trackpad comes as a wheel.
 *
 * @param swiped what a swipe does; none where there is nothing to swipe to
 */
export function pictureGestures(zoom: ZoomStore, swiped?: (direction: Swipe) => void) {
  const pointers = new Map<number, Point>();
  let pull: Pull | null = null;
  let tapped: (Point & { at: number }) | null = null;
  let swallows = false;

  const release = () => {
    zoom.held = false;
    zoom.pulled = { x: 0, y: 0 };
    pull = null;
  };

  const pinch = (event: PointerEvent, box: Element) => {
    const [one, other] = [...pointers.entries()];
    if (!one || !other) return;
    const resting = one[0] === event.pointerId ? other[1] : one[1];
    const before = pointers.get(event.pointerId) ?? resting;
    const now = { x: event.clientX, y: event.clientY };
    const grown = distance(now, resting) / Math.max(1, distance(before, resting));
    zoom.by(grown, fromMiddle(between(now, resting), box));
    zoom.pan({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
  };

  const drag = (event: PointerEvent, held: Pull) => {
    const step = { x: event.clientX - held.last.x, y: event.clientY - held.last.y };
    held.last = { x: event.clientX, y: event.clientY };
    if (held.axis === null) {
      zoom.pan(step);
      return;
    }
    const gone = { x: event.clientX - held.from.x, y: event.clientY - held.from.y };
    zoom.pulled = held.axis === 'x' ? { x: gone.x, y: 0 } : { x: 0, y: Math.max(0, gone.y) };
  };

  const end = (event: PointerEvent, held: Pull) => {
    const gone = { x: event.clientX - held.from.x, y: event.clientY - held.from.y };
    const { axis } = held;
    release();
    if (axis === null || !swiped) return;
    const far = gone[axis];
    const speed = Math.abs(far) / Math.max(1, event.timeStamp - held.since);
    if (Math.abs(far) < (speed > fast ? swipe / 2 : swipe)) return;
    if (axis === 'x') swiped(far < 0 ? 'left' : 'right');
    else swiped(far < 0 ? 'up' : 'down');
  };

  const tap = (event: PointerEvent, box: Element) => {
    const here = { x: event.clientX, y: event.clientY, at: event.timeStamp };
    const isSecond =
      tapped !== null &&
      here.at - tapped.at < doubleTap.within &&
      distance(here, tapped) < doubleTap.near;
    tapped = isSecond ? null : here;
    if (isSecond) zoom.toggle(fromMiddle(here, box));
  };

  return {
    down(event: PointerEvent): void {
      const { target, currentTarget } = event;
      swallows = false;
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      if (!(currentTarget instanceof Element) || isControl(target)) return;
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (pointers.size === 1) {
        const here = { x: event.clientX, y: event.clientY };
        pull = {
          id: event.pointerId,
          from: here,
          last: here,
          since: event.timeStamp,
          moved: false,
          axis: null,
        };
        return;
      }
      // A second finger: what the first one began is a pinch now.
      release();
      swallows = true;
      for (const id of pointers.keys()) currentTarget.setPointerCapture(id);
    },
    move(event: PointerEvent): void {
      const { currentTarget } = event;
      if (!pointers.has(event.pointerId) || !(currentTarget instanceof Element)) return;
      if (pointers.size > 1) {
        zoom.held = true;
        pinch(event, currentTarget);
      } else if (pull) {
        const gone = { x: event.clientX - pull.from.x, y: event.clientY - pull.from.y };
        if (!pull.moved && Math.hypot(gone.x, gone.y) > tremble) {
          pull.moved = true;
          swallows = true;
          currentTarget.setPointerCapture(event.pointerId);
          if (swiped && zoom.isFit && event.pointerType !== 'mouse') {
            pull.axis = Math.abs(gone.x) > Math.abs(gone.y) ? 'x' : 'y';
          }
          zoom.held = true;
        }
        if (pull.moved) drag(event, pull);
      }
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    up(event: PointerEvent): void {
      if (!pointers.delete(event.pointerId)) return;
      const held = pull?.id === event.pointerId ? pull : null;
      const { currentTarget } = event;
      if (held?.moved) end(event, held);
      else if (held && currentTarget instanceof Element) {
        release();
        tap(event, currentTarget);
      }
      if (pointers.size === 0) release();
    },
    /** The browser took the pointer for something of its own. */
    cancel(event: PointerEvent): void {
      pointers.delete(event.pointerId);
      release();
    },
    wheel(event: WheelEvent): void {
      if (!(event.currentTarget instanceof Element)) return;
      event.preventDefault();
      // Lines and pages are so many pixels; a pinch on a trackpad moves less than a wheel.
      const pixels = event.deltaY * ([1, 16, 400][event.deltaMode] ?? 1);
      const speed = event.ctrlKey ? 0.01 : 0.002;
      const by = Math.exp(-Math.max(-300, Math.min(300, pixels)) * speed);
      zoom.by(by, fromMiddle({ x: event.clientX, y: event.clientY }, event.currentTarget));
    },
    /** Whether a click is only the end of a pull or a pinch. */
    swallowsClick(): boolean {
      return swallows;
    },
  };
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, [role=slider]') !== null;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function fromMiddle({ x, y }: Point, box: Element): Point {
  const { left, top, width, height } = box.getBoundingClientRect();
  return { x: x - left - width / 2, y: y - top - height / 2 };
}

/** Pixels that a finger has to go down for a sheet to close. */
const swipe = 60;

/** The finger on a sheet: it opens under a long press, and a swipe down closes it. */
export function sheetTouch() {
  let startedAt: number | null = null;
  // The finger of a long press is still down when the sheet opens under it: its lifting is no tap.
  let armed = false;

  return {
    /** The sheet opens. */
    disarm(): void {
      armed = false;
    },
    /** A finger comes down on it. */
    arm(): void {
      armed = true;
    },
    /** A click by keyboard has no finger before it, and no count. */
    guard(event: MouseEvent): void {
      if (armed || event.detail === 0) return;
      event.preventDefault();
      event.stopPropagation();
    },
    start(event: TouchEvent): void {
      const { currentTarget } = event;
      // Further down in a long one, a finger that goes down scrolls back.
      const scrolled = currentTarget instanceof Element && currentTarget.scrollTop > 0;
      startedAt = scrolled ? null : (event.touches[0]?.clientY ?? null);
    },
    /** Whether the finger that is lifted has gone far enough down. */
    isSwipe(event: TouchEvent): boolean {
      const finger = event.changedTouches[0];
      return (
        armed && startedAt !== null && finger !== undefined && finger.clientY - startedAt > swipe
      );
    },
  };
}

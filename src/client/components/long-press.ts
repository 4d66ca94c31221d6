/** As long as browsers wait before they open a menu of their own. */
const patience = 500;
/** Pixels that a finger may tremble. */
const tremble = 10;

/** Tells the long press of a finger from a tap and from scrolling. A mouse never presses long. */
export function longPress() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pressed: { x: number; y: number; act: () => void } | null = null;
  let acted = false;

  const end = () => {
    clearTimeout(timer);
    pressed = null;
  };
  const fire = () => {
    const act = pressed?.act;
    end();
    acted = true;
    act?.();
  };

  return {
    /** @param act what a press that lasts does */
    start({ pointerType, clientX, clientY }: PointerEvent, act: () => void): void {
      end();
      acted = false;
      if (pointerType !== 'touch') return;
      pressed = { x: clientX, y: clientY, act };
      timer = setTimeout(fire, patience);
    },
    move({ clientX, clientY }: PointerEvent): void {
      if (pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) > tremble) end();
    },
    end,
    /** The browser's own menu for the same press: ours opens instead. */
    menu(event: Event): void {
      if (!pressed && !acted) return;
      event.preventDefault();
      if (pressed) fire();
    },
    /** Whether a click is only the end of a press that has acted; asked once for each. */
    swallows(): boolean {
      const was = acted;
      acted = false;
      return was;
    },
  };
}

/** However much arrives within a frame, it is drawn once; in a hidden tab there are no frames. */
export function onceAFrame(draw: () => void): void {
  let drawn = false;
  const once = () => {
    if (drawn) return;
    drawn = true;
    draw();
  };
  requestAnimationFrame(once);
  setTimeout(once, 100);
}

/**
 * Marks a list or a map so that a reactive store takes it as it is. What is in it is only ever replaced, so
 * that watching each of ten thousand things would be in vain.
 */
export function plain<T extends object>(list: T): T {
  if (!Object.hasOwn(list, '__v_skip')) Object.defineProperty(list, '__v_skip', { value: true });
  return list;
}

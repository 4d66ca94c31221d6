/**
 * How long each image of the line probably waits for its slot (E2): every slot serves one after the
 * other, each for as long as its model usually takes.
 *
 * @param line in the order of the turns
 * @param usualMs how long a model usually takes, in milliseconds, as measured; `null` where it was not
 * @param earliest milliseconds from now in which no slot is given
 * @returns milliseconds for each image of the line; `null` where there is no measure
 */
export function expectedWaits(
  line: readonly { model: string }[],
  holding: readonly { model: string; since: number }[],
  {
    usualMs,
    limit,
    now,
    earliest = 0,
  }: { usualMs: (model: string) => number | null; limit: number; now: number; earliest?: number },
): (number | null)[] {
  /** When each slot is free, in milliseconds from now; `null`: nobody can tell. */
  const slots: (number | null)[] = holding.map(({ model, since }) => {
    const usual = usualMs(model);
    return usual === null ? null : Math.max(0, usual - (now - since));
  });
  while (slots.length < limit) slots.push(0);
  return line.map(({ model }) => {
    const place = firstFree(slots);
    const free = slots[place];
    if (free === null || free === undefined) return null;
    const start = Math.max(free, earliest);
    const usual = usualMs(model);
    slots[place] = usual === null ? null : start + usual;
    return Math.round(start);
  });
}

/** The slot that is free first. Of one that nobody can tell of it is hoped that it comes last. */
function firstFree(slots: readonly (number | null)[]): number {
  let best = 0;
  for (const [place, free] of slots.entries()) {
    if ((free ?? Infinity) < (slots[best] ?? Infinity)) best = place;
  }
  return best;
}

/** The line, so that people take turns (T1 to T3). Shorter lists of images are put in the same order. */
export function inTurns<W extends { image_id: string; user_id: string; since: number }>(
  waiting: readonly W[],
  holding: readonly { user_id: string }[],
): W[] {
  /** How many of a person's images are at the provider or further ahead in the line. */
  const ahead = new Map<string, number>();
  for (const { user_id } of holding) ahead.set(user_id, (ahead.get(user_id) ?? 0) + 1);
  return waiting
    .toSorted(byAge)
    .map((image) => {
      const round = ahead.get(image.user_id) ?? 0;
      ahead.set(image.user_id, round + 1);
      return { image, round };
    })
    .toSorted((a, b) => a.round - b.round || byAge(a.image, b.image))
    .map(({ image }) => image);
}

type Aged = { image_id: string; since: number };

function byAge(a: Aged, b: Aged): number {
  return a.since - b.since || (a.image_id < b.image_id ? -1 : 1);
}

/** The word that somebody most likely meant, if one is near to what they wrote. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const begun = typed.length > 1 ? known.find((one) => one.toLowerCase().startsWith(typed)) : '';
  if (begun) return begun;
  const most = Math.max(1, Math.floor(typed.length / 3));
  const [nearest] = known
    .map((one) => ({ one, far: distance(typed, one.toLowerCase()) }))
    .filter(({ one, far }) => far <= most && far < one.length)
    .toSorted((a, b) => a.far - b.far);
  return nearest?.one;
}

/** How many letters have to be changed, added or taken away to make one word another. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1];
    for (let other = 0; other < to.length; other++) {
      const changed = (row[other] ?? 0) + (from[at] === to[other] ? 0 : 1);
      next.push(Math.min(changed, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

export interface PersonToMention {
  id: string;
  name: string;
  initial: string;
  avatar: string;
  here: boolean;
}

const most = 8;

/**
 * Who can be meant by what was typed after an "@": those whose name or a word of it begins so, those
 * who are here first. Nobody once a whole name and something else stands there.
 *
 * @param me my id: nobody mentions themselves
 */
export function peopleToMention<P extends PersonToMention>(
  people: readonly P[],
  typed: string,
  me: string,
): P[] {
  const query = folded(typed);
  return people
    .filter(({ id, name }) => id !== me && matches(folded(name), query))
    .toSorted(
      (a, b) =>
        Number(b.here) - Number(a.here) ||
        Number(folded(b.name).startsWith(query)) - Number(folded(a.name).startsWith(query)) ||
        a.name.localeCompare(b.name),
    )
    .slice(0, most);
}

function matches(name: string, query: string): boolean {
  return name.startsWith(query) || name.includes(` ${query}`);
}

/** Without case and accents, so that "rene" finds "René". */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** A member whom a text names, under the name that stands there. */
export type Mention = { user_id: string; name: string };

const wordCharacter = /[\p{L}\p{N}_]/u;

/**
 * The members whom a text names with "@" and their whole name, each once, in the order of the text.
 * Of names that begin alike the longest counts; upper and lower case are the same.
 */
export function mentionsIn(
  text: string,
  members: readonly { id: string; name: string }[],
): Mention[] {
  const names = members
    .map(({ id, name }) => ({ id, name, folded: name.toLowerCase() }))
    .toSorted((a, b) => b.name.length - a.name.length);
  const found = new Map<string, Mention>();
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    // Within a word it is an address, not a name.
    if (at > 0 && wordCharacter.test(text.charAt(at - 1))) continue;
    const matches = names.filter(({ name, folded }) => {
      const written = text.slice(at + 1, at + 1 + name.length);
      const next = text.codePointAt(at + 1 + name.length);
      const ends = next === undefined || !wordCharacter.test(String.fromCodePoint(next));
      return ends && written.toLowerCase() === folded;
    });
    const longest = matches[0]?.name.length;
    for (const { id, name } of matches) {
      if (name.length === longest && !found.has(id)) found.set(id, { user_id: id, name });
    }
  }
  return [...found.values()];
}

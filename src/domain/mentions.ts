/** A member whom a text names, under the name that stands there. */
export type Mention = { user_id: string; name: string };

/** Members by their names, made once and looked into often. */
export type NameIndex = {
  byName: ReadonlyMap<string, readonly Mention[]>;
  /** How long their names are, the longest first, each length once. */
  lengths: readonly number[];
};

/** In one text: signs "@" that are looked at, and mentions that are kept. */
const most = { signs: 50, mentions: 20 };

const wordCharacter = /[\p{L}\p{N}_]/u;

/** The members by their names, in which upper and lower case are the same. */
export function nameIndex(members: readonly { id: string; name: string }[]): NameIndex {
  const byName = Map.groupBy(
    members.map(({ id, name }) => ({ user_id: id, name })),
    ({ name }) => name.toLowerCase(),
  );
  const lengths = new Set(members.map(({ name }) => name.length));
  return { byName, lengths: [...lengths].toSorted((a, b) => b - a) };
}

/**
 * The members whom a text names with "@" and their whole name, each once, in the order of the text.
 * Of names that begin alike the longest counts. Some fifty signs are looked at, and twenty people
 * can be named.
 */
export function mentionsIn(text: string, { byName, lengths }: NameIndex): Mention[] {
  const found = new Map<string, Mention>();
  let signs = 0;
  for (let at = text.indexOf('@'); at >= 0 && signs < most.signs; at = text.indexOf('@', at + 1)) {
    signs += 1;
    // Within a word it is an address, not a name.
    if (at > 0 && wordCharacter.test(text.charAt(at - 1))) continue;
    for (const mention of namedAt(text, at + 1)) {
      if (found.size < most.mentions && !found.has(mention.user_id)) {
        found.set(mention.user_id, mention);
      }
    }
  }
  return [...found.values()];

  function namedAt(written: string, start: number): readonly Mention[] {
    for (const length of lengths) {
      const named = byName.get(written.slice(start, start + length).toLowerCase());
      if (named && endsWord(written, start + length)) return named;
    }
    return [];
  }
}

function endsWord(text: string, at: number): boolean {
  const next = text.codePointAt(at);
  return next === undefined || !wordCharacter.test(String.fromCodePoint(next));
}

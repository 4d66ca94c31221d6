/** A member whom a text names with an "@". */
export interface Mention {
  user_id: string;
  name: string;
}

type TextPart =
  { type: 'text'; text: string } | { type: 'mention'; text: string; user_ids: string[] };

/** Finds in a text the names of those who are mentioned. */
export class MentionNames {
  readonly #ids = new Map<string, string[]>();
  readonly #pattern: RegExp | null;

  constructor(mentions: readonly Mention[]) {
    for (const { name, user_id } of mentions) {
      const folded = name.toLowerCase();
      this.#ids.set(folded, [...(this.#ids.get(folded) ?? []), user_id]);
    }
    const names = mentions
      .map(({ name }) => name)
      .filter((name) => name !== '')
      .toSorted((a, b) => b.length - a.length)
      .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const whole = `(?<![\\p{L}\\p{N}_])@(?:${names.join('|')})(?![\\p{L}\\p{N}_])`;
    this.#pattern = names.length > 0 ? new RegExp(whole, 'giu') : null;
  }

  /** The text in parts: a name with its "@" and whose it is, or what stands between. */
  split(text: string): TextPart[] {
    if (!this.#pattern) return [{ type: 'text', text }];
    const nodes: TextPart[] = [];
    let from = 0;
    for (const found of text.matchAll(this.#pattern)) {
      const user_ids = this.#ids.get(found[0].slice(1).toLowerCase()) ?? [];
      if (found.index > from) nodes.push({ type: 'text', text: text.slice(from, found.index) });
      nodes.push({ type: 'mention', text: found[0], user_ids });
      from = found.index + found[0].length;
    }
    if (from < text.length) nodes.push({ type: 'text', text: text.slice(from) });
    return nodes;
  }
}

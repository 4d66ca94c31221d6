/** A piece of a text, and whether the other text does not have it there. */
export interface ComparedPiece {
  text: string;
  differs: boolean;
}

/** Words beyond which two texts are only told to differ as a whole. */
const mostWords = 600;

/**
 * Two texts, word for word: what one has and the other has not.
 *
 * @param plain what of a word has to be the same
 */
export function compareTexts(
  left: string,
  right: string,
  plain: (word: string) => string = (word) => word,
): { left: ComparedPiece[]; right: ComparedPiece[] } {
  const [ours, theirs] = [wordsOf(left), wordsOf(right)];
  if (ours.length > mostWords || theirs.length > mostWords) {
    const differs = left !== right;
    return { left: [{ text: left, differs }], right: [{ text: right, differs }] };
  }
  const bare = (word: string) => plain(word.trim());
  const { kept, keptThere } = commonWords(ours.map(bare), theirs.map(bare));
  return { left: pieces(ours, kept), right: pieces(theirs, keptThere) };
}

/** Words with the spaces after them. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

/** The longest common row of words: of each text the places of those that the other has too. */
function commonWords(ours: readonly string[], theirs: readonly string[]) {
  const same = (at: number, there: number) => ours[at] === theirs[there];
  const lengths = Array.from({ length: ours.length + 1 }, () =>
    Array.from({ length: theirs.length + 1 }, () => 0),
  );
  const length = (at: number, there: number) => lengths[at]?.[there] ?? 0;
  for (let at = ours.length - 1; at >= 0; at -= 1) {
    for (let there = theirs.length - 1; there >= 0; there -= 1) {
      const row = lengths[at];
      if (!row) continue;
      row[there] = same(at, there)
        ? length(at + 1, there + 1) + 1
        : Math.max(length(at + 1, there), length(at, there + 1));
    }
  }
  const kept = new Set<number>();
  const keptThere = new Set<number>();
  for (let at = 0, there = 0; at < ours.length && there < theirs.length;) {
    if (same(at, there)) {
      kept.add(at);
      keptThere.add(there);
      at += 1;
      there += 1;
    } else if (length(at + 1, there) >= length(at, there + 1)) at += 1;
    else there += 1;
  }
  return { kept, keptThere };
}

function pieces(words: readonly string[], kept: ReadonlySet<number>): ComparedPiece[] {
  const all: ComparedPiece[] = [];
  for (const [at, text] of words.entries()) {
    const differs = !kept.has(at);
    const last = all.at(-1);
    if (last?.differs === differs) last.text += text;
    else all.push({ text, differs });
  }
  return all;
}

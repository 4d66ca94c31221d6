import type { ImageFact } from './image-facts.ts';

/** A setting of two images. */
export interface ComparedFact {
  name: string;
  /** A dash where one does not have it. */
  left: string;
  right: string;
  differs: boolean;
}

/** A piece of a text, and whether the other text does not have it there. */
export interface ComparedPiece {
  text: string;
  differs: boolean;
}

/** Words beyond which two texts are only told to differ as a whole. */
const mostWords = 600;

/** What two images have in common and what not: what differs comes first, in the order of the facts. */
export function compareFacts(
  left: readonly ImageFact[],
  right: readonly ImageFact[],
): ComparedFact[] {
  const names = [...new Set([...left, ...right].map(({ name }) => name))];
  const value = (facts: readonly ImageFact[], name: string) =>
    facts.find((fact) => fact.name === name)?.value ?? '–';
  const compared = names.map((name) => {
    const [one, other] = [value(left, name), value(right, name)];
    return { name, left: one, right: other, differs: one !== other };
  });
  return [
    ...compared.filter(({ differs }) => differs),
    ...compared.filter(({ differs }) => !differs),
  ];
}

/** Two texts, word for word: what one has and the other has not. */
export function compareTexts(
  left: string,
  right: string,
): { left: ComparedPiece[]; right: ComparedPiece[] } {
  const [ours, theirs] = [wordsOf(left), wordsOf(right)];
  if (ours.length > mostWords || theirs.length > mostWords) {
    const differs = left !== right;
    return { left: [{ text: left, differs }], right: [{ text: right, differs }] };
  }
  const { kept, keptThere } = commonWords(ours, theirs);
  return { left: pieces(ours, kept), right: pieces(theirs, keptThere) };
}

/** Words with the spaces after them. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

/** The longest common row of words: of each text the places of those that the other has too. */
function commonWords(ours: readonly string[], theirs: readonly string[]) {
  const same = (at: number, there: number) => ours[at]?.trim() === theirs[there]?.trim();
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

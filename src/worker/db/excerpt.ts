/** A text in pieces, those that were searched for marked. */
export type Excerpt = { text: string; is_hit: boolean }[];

/** What stands before and after each hit, as FTS5's `highlight` puts it there. */
export type HitMarks = { open: string; close: string };

/** Characters that are kept before the first hit, where a text has to be cut. */
const before = 60;

/**
 * A marked text as one line of pieces; a long one is cut around its first hit.
 *
 * @param marks must not occur in the text itself: made anew for each search
 * @param length characters that are kept, at the most
 */
export function excerptOf(marked: string, marks: HitMarks, length: number): Excerpt {
  const pieces = piecesOf(marked.replaceAll(/\s+/g, ' ').trim(), marks);
  const text = pieces.map((piece) => piece.text).join('');
  if (text.length <= length) return pieces;
  const firstHit = pieces.findIndex(({ is_hit }) => is_hit);
  const hitAt = pieces.slice(0, Math.max(0, firstHit)).reduce((sum, p) => sum + p.text.length, 0);
  const from = wordStart(text, Math.max(0, Math.min(hitAt - before, text.length - length)), hitAt);
  const until = wordEnd(text, Math.min(text.length, from + length), from);
  const cut = clip(pieces, from, until);
  if (from > 0) cut.unshift({ text: '… ', is_hit: false });
  if (until < text.length) cut.push({ text: ' …', is_hit: false });
  return joined(cut);
}

function piecesOf(marked: string, { open, close }: HitMarks): Excerpt {
  const [first = '', ...others] = marked.split(open);
  const pieces = [{ text: first, is_hit: false }];
  for (const other of others) {
    const [hit = '', ...rest] = other.split(close);
    pieces.push({ text: hit, is_hit: true }, { text: rest.join(close), is_hit: false });
  }
  return pieces.filter(({ text }) => text !== '');
}

/** Where the next word begins, but not behind `last`, and never within a character. */
function wordStart(text: string, from: number, last: number): number {
  if (from === 0) return 0;
  const space = text.indexOf(' ', from);
  const at = space >= 0 && space < last ? space + 1 : from;
  return isWithinCharacter(text, at) ? at + 1 : at;
}

/** Where the last whole word ends; a word longer than half the excerpt is cut. */
function wordEnd(text: string, until: number, from: number): number {
  if (until === text.length) return until;
  const space = text.lastIndexOf(' ', until);
  const at = space > from + (until - from) / 2 ? space : until;
  return isWithinCharacter(text, at) ? at - 1 : at;
}

function isWithinCharacter(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function clip(pieces: Excerpt, from: number, until: number): Excerpt {
  let at = 0;
  return pieces
    .map(({ text, is_hit }) => {
      const start = at;
      at += text.length;
      return { text: text.slice(Math.max(0, from - start), Math.max(0, until - start)), is_hit };
    })
    .filter(({ text }) => text !== '');
}

/** Neighbours that are no hits, as one piece. */
function joined(pieces: Excerpt): Excerpt {
  const result: Excerpt = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last && !last.is_hit && !piece.is_hit) last.text += piece.text;
    else result.push({ ...piece });
  }
  return result;
}

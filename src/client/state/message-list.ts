import type { MessageRow } from '../../protocol/rows.ts';

/**
 * Messages in the order of the conversation. Never changed in place; a list with one message more
 * costs no more than copying the order, so that ten thousand of them are no matter.
 */
export class MessageList {
  static readonly empty = new MessageList([], new Map());
  readonly ordered: readonly MessageRow[];
  /** Where to look: an id's `seq` never changes, so all lists that follow from one share it. */
  private readonly seqs: Map<string, number>;

  private constructor(ordered: readonly MessageRow[], seqs: Map<string, number>) {
    this.ordered = ordered;
    this.seqs = seqs;
  }

  get size(): number {
    return this.ordered.length;
  }
  get first(): MessageRow | undefined {
    return this.ordered[0];
  }
  get last(): MessageRow | undefined {
    return this.ordered.at(-1);
  }

  get(id: string): MessageRow | undefined {
    const seq = this.seqs.get(id);
    if (seq === undefined) return undefined;
    const row = this.ordered[placeOf(this.ordered, seq)];
    return row?.id === id ? row : undefined;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /**
   * Puts rows into the list: a row replaces an older revision of itself, never a newer one; a
   * tombstone removes it.
   *
   * @param wanted which rows may come in that are not there yet; all of them where it is left out
   * @returns the same list where nothing changed
   */
  with(
    rows: readonly MessageRow[],
    wanted: (row: MessageRow) => boolean = () => true,
  ): MessageList {
    const added = new Map<string, MessageRow>();
    let kept: MessageRow[] | null = null;
    for (const row of rows) {
      const known = kept ?? this.ordered;
      const at = placeOf(known, row.seq);
      const there = known[at]?.id === row.id;
      const before = there ? known[at] : added.get(row.id);
      const gone = row.deleted_at !== null;
      if (before ? before.rev >= row.rev : gone || !wanted(row)) continue;
      if (there) {
        kept ??= [...this.ordered];
        kept.splice(at, 1, ...(gone ? [] : [row]));
      } else if (gone) added.delete(row.id);
      else added.set(row.id, row);
    }
    if (!kept && added.size === 0) return this;
    const seqs = this.size === 0 ? new Map<string, number>() : this.seqs;
    for (const { id, seq } of added.values()) seqs.set(id, seq);
    return new MessageList(together(kept ?? this.ordered, [...added.values()]), seqs);
  }
}

function together(known: readonly MessageRow[], added: MessageRow[]): readonly MessageRow[] {
  added.sort(bySeq);
  const [first, last] = [known[0], known.at(-1)];
  const [begin, end] = [added[0], added.at(-1)];
  if (!begin || !end) return known;
  if (!first || !last || begin.seq > last.seq) return [...known, ...added];
  if (end.seq < first.seq) return [...added, ...known];
  return [...known, ...added].toSorted(bySeq);
}

function bySeq(a: MessageRow, b: MessageRow): number {
  return a.seq - b.seq;
}

/** Where a `seq` stands in the order, or would stand. */
function placeOf(ordered: readonly MessageRow[], seq: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

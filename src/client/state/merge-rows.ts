/** Ids of rows that are tombstones, added to those that are known. @returns the same set where none is new */
export function withTombstones(
  known: ReadonlySet<string>,
  rows: readonly Row[],
): ReadonlySet<string> {
  const gone = rows.filter(
    ({ id, deleted_at }) => typeof deleted_at === 'number' && !known.has(id),
  );
  return gone.length === 0 ? known : new Set([...known, ...gone.map(({ id }) => id)]);
}

interface Row {
  id: string;
  rev: number;
  deleted_at?: number | null;
}

/**
 * Puts rows into a map by id: a row replaces an older revision of itself, never a newer one; a
 * tombstone removes it.
 *
 * @returns the same map where nothing changed
 */
export function mergeRows<T extends Row>(
  known: ReadonlyMap<string, T>,
  rows: readonly T[],
): ReadonlyMap<string, T> {
  let merged: Map<string, T> | null = null;
  for (const row of rows) {
    const now = merged ?? known;
    const before = now.get(row.id);
    if (before && before.rev >= row.rev) continue;
    const gone = typeof row.deleted_at === 'number';
    if (gone && !before) continue;
    merged ??= new Map(known);
    if (gone) merged.delete(row.id);
    else merged.set(row.id, row);
  }
  return merged ?? known;
}

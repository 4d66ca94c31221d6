import type { ImageRow } from '../../protocol/rows.ts';

/** Images by their ids; of deleted ones rows without words. */
export type ImageRows = ReadonlyMap<string, ImageRow>;

/** Where an image stands among its relations; the oldest first. */
export interface Family {
  /** Its parent last. */
  ancestors: ImageRow[];
  /** It and the others of its parent. */
  siblings: ImageRow[];
  children: ImageRow[];
  /** How many there are in all, also further away. */
  size: number;
}

/** One image of a whole family, on a grid: generations go across. */
export interface FamilyPlace {
  row: ImageRow;
  column: number;
  line: number;
  /** The line on which its parent stands, one column before. */
  parentLine: number | null;
}

/**
 * The family of an image, of what the server told and of what came since.
 *
 * @param told as the server gave it; none while it has not
 * @param live images that are here, without deleted ones
 */
export function familyRows(id: string, told: readonly ImageRow[], live: ImageRows): ImageRows {
  const rows = new Map<string, ImageRow>();
  const put = (row: ImageRow) => {
    const before = rows.get(row.id);
    if (!before || row.rev > before.rev) rows.set(row.id, row);
  };
  for (const row of told) put(row);
  for (const { id: known } of told) {
    const row = live.get(known);
    if (row) put(row);
  }
  const known = (wanted: string) => rows.get(wanted) ?? live.get(wanted);
  const line = new Set<string>();
  for (let next = known(id); next && !line.has(next.id);) {
    line.add(next.id);
    put(next);
    next = next.parent_id === null ? undefined : known(next.parent_id);
  }
  const ofParent = byParent(live.values());
  const below = [...rows.keys()];
  for (let at = 0; at < below.length; at += 1) {
    for (const child of ofParent.get(below[at] ?? '') ?? []) {
      if (!rows.has(child.id)) below.push(child.id);
      put(child);
    }
  }
  return withoutLost(rows, id);
}

/** Without those that never became a picture, and the deleted ones that nothing goes on from. */
function withoutLost(rows: Map<string, ImageRow>, id: string): ImageRows {
  const lost = (row: ImageRow) =>
    row.id !== id &&
    (row.deleted_at !== null || row.status === 'failed' || row.status === 'canceled');
  for (let isDone = false; !isDone;) {
    isDone = true;
    const parents = new Set([...rows.values()].map(({ parent_id }) => parent_id));
    for (const row of rows.values()) {
      if (!lost(row) || parents.has(row.id)) continue;
      rows.delete(row.id);
      isDone = false;
    }
  }
  return rows;
}

/** Who stands around an image; `null` where it is not among the rows. */
export function familyAround(id: string, rows: ImageRows): Family | null {
  const current = rows.get(id);
  if (!current) return null;
  const ofParent = byParent(rows.values());
  const { parent_id } = current;
  const siblings = parent_id !== null && rows.has(parent_id) ? ofParent.get(parent_id) : undefined;
  return {
    ancestors: ancestorsOf(current, rows),
    siblings: siblings ?? [current],
    children: ofParent.get(id) ?? [],
    size: rows.size,
  };
}

/** Every image of a family on a grid, the eldest at its beginning. */
export function familyPlaces(id: string, rows: ImageRows): FamilyPlace[] {
  const current = rows.get(id);
  if (!current) return [];
  const ofParent = byParent(rows.values());
  const places: FamilyPlace[] = [];
  const placed = new Set<string>();
  let line = 0;
  const place = (row: ImageRow, column: number, parentLine: number | null) => {
    if (placed.has(row.id)) return;
    placed.add(row.id);
    const own = line;
    places.push({ row, column, line: own, parentLine });
    // The first child goes on beside its parent, each other one below all that came before.
    for (const [at, child] of (ofParent.get(row.id) ?? []).entries()) {
      if (at > 0) line += 1;
      place(child, column + 1, own);
    }
  };
  place(ancestorsOf(current, rows)[0] ?? current, 0, null);
  return places;
}

function ancestorsOf(image: ImageRow, rows: ImageRows): ImageRow[] {
  const line: ImageRow[] = [];
  let next = image.parent_id === null ? undefined : rows.get(image.parent_id);
  while (next && next !== image && !line.includes(next)) {
    line.unshift(next);
    next = next.parent_id === null ? undefined : rows.get(next.parent_id);
  }
  return line;
}

/** Children by the ids of their parents, the oldest first. */
function byParent(rows: Iterable<ImageRow>): Map<string, ImageRow[]> {
  const groups = new Map<string, ImageRow[]>();
  for (const row of rows) {
    if (row.parent_id === null) continue;
    const group = groups.get(row.parent_id);
    if (group) group.push(row);
    else groups.set(row.parent_id, [row]);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => a.created_at - b.created_at || a.rev - b.rev);
  }
  return groups;
}

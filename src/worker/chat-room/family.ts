import type { ImageFamily } from '../../protocol/http.ts';
import { limits } from '../../protocol/limits.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { RoomStore } from './room-store.ts';

/**
 * The family of an image: its ancestors (the eldest first), itself, and then the other offspring of
 * the eldest, the nearest first, at most `limits.familyImages` in all. Of deleted ones only their
 * places are told.
 *
 * @returns `null` where there is no such image
 */
export function familyOf(store: RoomStore, imageId: string): ImageFamily | null {
  const image = store.get('image', imageId);
  if (!image) return null;
  const line = [image, ...ancestorsOf(store, image)];
  const seen = new Map(line.toReversed().map((row) => [row.id, row]));
  let isCut = line.length === limits.familyImages && line.at(-1)?.parent_id !== null;
  // Outwards in rings: those at one more step from the image, up the line or down from any of them.
  let ring: string[] = [];
  for (let step = 0; ring.length > 0 || step < line.length; step += 1) {
    const room = limits.familyImages - seen.size;
    const ofLine = line[step];
    const from = ofLine ? [...ring, ofLine.id] : ring;
    const found = store.childrenOf(from, room + 1 + seen.size).filter(({ id }) => !seen.has(id));
    isCut ||= found.length > room;
    const next = found.slice(0, room);
    for (const row of next) seen.set(row.id, row);
    ring = next.map(({ id }) => id);
  }
  return { images: [...seen.values()].map(told), is_cut: isCut };
}

/** Parent, grandparent and so on; a row that named itself would end the line, not go round in it. */
function ancestorsOf(store: RoomStore, image: ImageRow): ImageRow[] {
  const line: ImageRow[] = [];
  let next = image.parent_id;
  while (next !== null && line.length + 1 < limits.familyImages) {
    const known = next === image.id || line.some(({ id }) => id === next);
    const parent = known ? null : store.get('image', next);
    if (!parent) break;
    line.push(parent);
    next = parent.parent_id;
  }
  return line;
}

/** A row as it is told: of a deleted image nothing of what it was. */
function told(row: ImageRow): ImageRow {
  if (row.deleted_at === null) return row;
  return {
    ...row,
    prompt: '',
    negative_prompt: '',
    url: null,
    seed: null,
    shape: null,
    options: {},
    images: [],
    mask_sha256: null,
    error: null,
    sha256: null,
    thumbnail_url: null,
    placeholder: null,
  };
}

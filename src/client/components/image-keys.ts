import type { MoveName } from '../state/next-moves.ts';

const names: Partial<Record<string, MoveName>> = {
  s: 'star',
  v: 'vary_little',
  r: 'remix',
  f: 'follow_up',
  u: 'upscale',
  e: 'edit',
  d: 'download',
  c: 'copy_prompt',
  delete: 'delete',
};

/** The move that a key does on a picture that has the focus; `null` for none. */
export function moveOfKey({
  key,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey'>): MoveName | null {
  const name = names[key.toLowerCase()] ?? null;
  return name === 'vary_little' && shiftKey ? 'vary_lot' : name;
}

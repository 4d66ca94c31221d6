import type { Scene } from '../scene.ts';

export type Place =
  'sea' | 'lake' | 'mountains' | 'forest' | 'desert' | 'city' | 'meadow' | 'hills';

/** Which place a scene is set in; subjects bring their own when the prompt names none. */
export function placeOf({ has }: Scene): Place {
  if (has('lighthouse')) return 'sea';
  if (has('city')) return 'city';
  if (has('desert')) return 'desert';
  if (has('lake') || (has('bridge') && !has('sea'))) return 'lake';
  if (has('sea') || has('boat')) return 'sea';
  if (has('forest') || has('fox')) return 'forest';
  if (has('mountains') || has('castle') || has('aurora')) return 'mountains';
  if (has('meadow') || has('flowers') || has('house') || has('tree')) return 'meadow';
  return 'hills';
}

/** Whether the ground of this scene is water. */
export function hasWater(scene: Scene): boolean {
  const place = placeOf(scene);
  return place === 'sea' || place === 'lake' || (place === 'city' && scene.has('sea'));
}

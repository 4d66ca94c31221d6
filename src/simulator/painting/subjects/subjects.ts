import { hasWater } from '../land/places.ts';
import type { Scene } from '../scene.ts';
import type { Definitions } from '../svg.ts';
import { drawCat, drawFox, drawPerson } from './animals.ts';
import { drawBirds, drawBalloons } from './aloft.ts';
import { drawBoat } from './boat.ts';
import { drawBridge } from './bridge.ts';
import { drawCastle, drawHouse } from './buildings.ts';
import { drawLighthouse } from './lighthouse.ts';
import { drawTree } from './tree.ts';

/** What the prompt names, drawn: in the air, on the ground or water, and close before us. */
export function drawSubjects(
  scene: Scene,
  defs: Definitions,
  groundAt: (x: number) => number,
): { aloft: string; standing: string; before: string } {
  const { has, focus, side, w } = scene;
  const aloft: string[] = [];
  const standing: string[] = [];
  const before: string[] = [];
  if (has('balloon')) aloft.push(drawBalloons(scene, defs));
  if (has('birds')) aloft.push(drawBirds(scene));
  const wet = hasWater(scene);
  const other = w * (0.5 - side * 0.16);
  const taken = has('lighthouse') || has('castle') || has('house');
  if (has('bridge')) standing.push(drawBridge(scene, defs));
  if (has('castle')) standing.push(drawCastle(scene, defs, focus, groundAt));
  if (has('lighthouse')) standing.push(drawLighthouse(scene, defs));
  if (has('house') && !has('lighthouse')) standing.push(drawHouse(scene, defs, focus, groundAt));
  if (has('tree') && !wet) standing.push(drawTree(scene, defs, taken ? other : focus, groundAt));
  if (has('boat')) standing.push(drawBoat(scene, defs, taken ? other : focus));
  const figure = taken || has('tree') ? other : focus;
  if (has('fox')) before.push(drawFox(scene, defs, figure));
  else if (has('cat')) before.push(drawCat(scene, defs, figure));
  else if (has('person') && !wet) before.push(drawPerson(scene, defs, figure));
  return { aloft: aloft.join(''), standing: standing.join(''), before: before.join('') };
}

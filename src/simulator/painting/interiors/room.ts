import { adjust, mix, type Colour } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, rect, type Definitions } from '../svg.ts';

/** A wall and a table or floor in soft side light. */
export function drawRoom(
  scene: Scene,
  defs: Definitions,
  wall: Colour,
  floor: Colour,
  edge: number,
): string {
  const { w, h, side } = scene;
  const lit = mix(wall, [255, 246, 226], 0.34);
  const shade = adjust(wall, -0.14, 0.95);
  const wallFill = defs.linearBetween(
    [side === 1 ? 0 : w, 0],
    [side === 1 ? w : 0, edge],
    [
      [0, lit],
      [0.55, wall],
      [1, shade],
    ],
  );
  const floorFill = defs.linearBetween(
    [side === 1 ? 0 : w, edge],
    [side === 1 ? w : 0, h],
    [
      [0, mix(floor, [255, 246, 226], 0.3)],
      [0.5, floor],
      [1, adjust(floor, -0.12)],
    ],
  );
  const crease = rect(
    0,
    edge - 26,
    w,
    52,
    defs.linear([
      [0, shade, 0],
      [0.5, adjust(shade, -0.07), 0.5],
      [1, shade, 0],
    ]),
  );
  return rect(0, 0, w, edge + 1, wallFill) + rect(0, edge, w, h - edge, floorFill) + crease;
}

/** A shadow on the floor that falls away from the light. */
export function castShadow(
  scene: Scene,
  defs: Definitions,
  x: number,
  y: number,
  length: number,
  depth: number,
  colour: Colour,
): string {
  const dark = adjust(colour, -0.3);
  const fill = defs.radial([
    [0, dark, 0.72],
    [0.45, dark, 0.4],
    [1, dark, 0],
  ]);
  const away = scene.side;
  return (
    ellipse(
      x + away * length * 0.52,
      y,
      length,
      depth,
      fill,
      `transform="rotate(${n(away * 3)} ${n(x)} ${n(y)})"`,
    ) + ellipse(x + away * 6, y + 2, length * 0.36, depth * 0.5, fill)
  );
}

/** A ball that is lit from the open side and glows a little with the light of the floor. */
export function drawBall(
  scene: Scene,
  defs: Definitions,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
  floor: Colour,
): string {
  const at = scene.side === 1 ? 0.32 : 0.68;
  const body = defs.radial(
    [
      [0, mix(colour, [255, 250, 238], 0.72)],
      [0.22, mix(colour, [255, 246, 226], 0.3)],
      [0.5, colour],
      [0.82, adjust(colour, -0.24)],
      [1, mix(adjust(colour, -0.3), floor, 0.2)],
    ],
    at,
    0.28,
    0.82,
  );
  const shadow = castShadow(scene, defs, x, y - radius * 0.07, radius * 1.45, radius * 0.26, floor);
  const bounce = defs.radial(
    [
      [0, floor, 0],
      [0.78, floor, 0],
      [1, mix(floor, [255, 240, 220], 0.3), 0.34],
    ],
    0.5,
    0.42,
    0.6,
  );
  return (
    shadow +
    ellipse(x, y - radius, radius, radius, body) +
    ellipse(x, y - radius, radius, radius, bounce)
  );
}

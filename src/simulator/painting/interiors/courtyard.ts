import { adjust, css, hex, mix } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { n, path, polygon, rect, type Definitions } from '../svg.ts';
import { drawBall } from './room.ts';

/** A courtyard of plastered walls: an arch with the sky behind it, a ball in the shade, stairs. */
export function drawCourtyard(scene: Scene, defs: Definitions): string {
  const { w, h, side, palette, has } = scene;
  const s = Math.min(1.1, w / 900, h / 950);
  const night = palette.time === 'night' || has('night');
  const plaster = adjust(
    mix(palette.accent, hex('#d08f70'), 0.5),
    night ? -0.3 : 0.02,
    night ? 0.7 : 0.9,
  );
  const edge = h * 0.77;
  const skyLow = mix(palette.low, palette.mid, 0.3);
  const sky = rect(
    0,
    0,
    w,
    h,
    defs.linear([
      [0, palette.top],
      [0.6, palette.mid],
      [1, skyLow],
    ]),
  );
  const left = side === 1;
  const lit = mix(plaster, [255, 238, 214], 0.26);
  const wallTop = h * 0.12;
  const slope = h * 0.06;
  const wallFill = defs.linearBetween(
    [left ? 0 : w, 0],
    [left ? w : 0, edge],
    [
      [0, lit],
      [0.6, plaster],
      [1, adjust(plaster, -0.07)],
    ],
  );
  const x = w * (0.5 - side * 0.04);
  const wide = 118 * s;
  const spring = edge - 250 * s;
  const hole = `M${n(x - wide)} ${n(edge)}V${n(spring)}A${n(wide)} ${n(wide)} 0 0 1 ${n(x + wide)} ${n(spring)}V${n(edge)}Z`;
  const wall = path(
    `M0 ${n(wallTop + (left ? 0 : slope))}L${n(w)} ${n(wallTop + (left ? slope : 0))}V${n(edge)}H0Z${hole}`,
    wallFill,
    'fill-rule="evenodd"',
  );
  // The thickness of the wall shows on the side away from the light.
  const inside = adjust(plaster, -0.2);
  const reveal = `M${n(x + side * wide)} ${n(edge)}V${n(spring)}A${n(wide)} ${n(wide)} 0 0 ${left ? 0 : 1} ${n(x - side * wide * 0.2)} ${n(spring - wide * 0.96)}Q${n(x + side * wide * 0.52)} ${n(spring - wide * 0.72)} ${n(x + side * wide * 0.52)} ${n(spring + wide * 0.16)}V${n(edge)}Z`;
  const clip = defs.clip(`<path d="${hole}"/>`);
  const jamb = `<g clip-path="${clip}">${path(
    reveal,
    defs.linear([
      [0, adjust(inside, -0.06)],
      [1, mix(inside, lit, 0.25)],
    ]),
  )}</g>`;
  const beyond = `<g clip-path="${clip}">${rect(
    x - wide,
    edge - 66 * s,
    wide * 2,
    70 * s,
    defs.linear([
      [0, mix(plaster, palette.haze, 0.6)],
      [1, mix(plaster, palette.haze, 0.2)],
    ]),
  )}</g>`;
  const floorColour = adjust(mix(plaster, hex('#e6b894'), 0.35), night ? -0.02 : 0.05);
  const floor = rect(
    0,
    edge - 1,
    w,
    h - edge + 2,
    defs.linear([
      [0, adjust(floorColour, -0.05)],
      [1, mix(floorColour, [255, 240, 216], 0.15)],
    ]),
  );
  const shade = adjust(floorColour, -0.24);
  const shadow = polygon(
    [
      [x - wide, edge],
      [x + wide, edge],
      [x + side * 330 * s + wide, h],
      [x + side * 330 * s - wide * 1.3, h],
    ],
    defs.linear([
      [0, shade, 0.1],
      [1, shade, 0.32],
    ]),
  );
  const crease = rect(
    0,
    edge - 16,
    w,
    30,
    defs.linear([
      [0, inside, 0],
      [0.55, inside, 0.4],
      [1, inside, 0],
    ]),
  );
  const ball =
    has('ball') || !has('person')
      ? drawBall(
          scene,
          defs,
          x - side * wide * 0.62,
          edge + 62 * s,
          72 * s,
          mix(hex('#efe3d2'), plaster, night ? 0.4 : 0.08),
          floorColour,
        )
      : '';
  return (
    defs.toString() +
    sky +
    beyond +
    wall +
    jamb +
    floor +
    shadow +
    crease +
    drawStairs(scene, defs, edge, s, plaster) +
    ball
  );
}

function drawStairs(
  scene: Scene,
  defs: Definitions,
  edge: number,
  s: number,
  plaster: readonly [number, number, number],
): string {
  const { w, side } = scene;
  const wallSide = side === 1 ? w : 0;
  const steps = 6;
  const parts: string[] = [];
  for (let i = steps - 1; i >= 0; i -= 1) {
    const rise = 30 * s;
    const from = wallSide - side * (70 + (steps - i) * 34) * s;
    const top = edge + 40 * s - (i + 1) * rise;
    const x = Math.min(from, wallSide + side * 10);
    const wide = Math.abs(wallSide + side * 10 - from);
    const face = defs.linear([
      [0, adjust(plaster, -0.09)],
      [1, adjust(plaster, -0.17)],
    ]);
    parts.push(rect(x, top, wide, (i + 1) * rise, face));
    parts.push(rect(x, top, wide, 9 * s, css(mix(plaster, [255, 240, 216], 0.42))));
  }
  return parts.join('');
}

import { css, hex, mix } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, path, stroke, type Definitions } from '../svg.ts';

/** A sailing boat with its reflection. */
export function drawBoat(scene: Scene, defs: Definitions, x: number): string {
  const { horizon, h, palette, has, side } = scene;
  const y = horizon + (h - horizon) * 0.26;
  const s = 1.15;
  const sailBase = mix(hex('#f4ead8'), palette.accent, has('sea') || has('lake') ? 0.12 : 0.2);
  const dim = palette.time === 'night' ? 0.55 : palette.time === 'noon' ? 0.04 : 0.25;
  const sail = mix(sailBase, palette.cloudShade, dim);
  const fill = defs.linear(
    [
      [0, mix(sail, palette.glow, 0.35)],
      [0.6, sail],
      [1, mix(sail, palette.near, 0.45)],
    ],
    1,
    0.4,
  );
  const jib = defs.linear(
    [
      [0, mix(sail, palette.near, 0.15)],
      [1, mix(sail, palette.near, 0.5)],
    ],
    1,
    0.2,
  );
  const hullColour = mix(palette.accent, palette.near, 0.45);
  const hull = defs.linear([
    [0, mix(hullColour, palette.glow, 0.25)],
    [0.5, hullColour],
    [1, palette.near],
  ]);
  const dark = css(palette.near);
  const p = (dx: number, dy: number): string => `${n(dx * side)} ${n(dy)}`;
  const boat = [
    stroke(`M${p(0, 0)}L${p(4, -178)}`, dark, 3.4),
    path(`M${p(8, -172)}Q${p(60, -100)} ${p(84, -22)}Q${p(46, -14)} ${p(8, -18)}Z`, fill),
    path(`M${p(-3, -160)}Q${p(-34, -84)} ${p(-66, -20)}Q${p(-34, -16)} ${p(-3, -22)}Z`, jib),
    path(
      `M${p(-84, -12)}Q${p(-60, 20)} ${p(-34, 22)}L${p(50, 22)}Q${p(78, 14)} ${p(90, -12)}Q${p(0, 2)} ${p(-84, -12)}Z`,
      hull,
    ),
    stroke(`M${p(-80, -9)}Q${p(0, 5)} ${p(87, -9)}`, css(mix(hullColour, palette.glow, 0.6)), 2),
  ].join('');
  const tilt = has('storm') ? 9 * side : 1.5 * side;
  const lantern = ['night', 'dusk', 'bluehour'].includes(palette.time)
    ? ellipse(
        0,
        -30,
        46,
        46,
        defs.radial([
          [0, palette.lamp, 0.8],
          [0.12, palette.lamp, 0.45],
          [1, palette.lamp, 0],
        ]),
      )
    : '';
  const mirror = `<g transform="translate(${n(x)} ${n(y + 40)}) scale(${s} ${-s * 0.8}) rotate(${tilt})" opacity="${has('storm') ? 0 : has('quiet') ? 0.4 : 0.24}">${boat}</g>`;
  const wake = [0, 1, 2, 3]
    .map((i) =>
      ellipse(
        x - side * i * 16,
        y + 24 + i * 7,
        100 + i * 26,
        3,
        css(palette.cloudLit),
        `opacity="${0.24 - i * 0.05}"`,
      ),
    )
    .join('');
  return `${mirror}<g transform="translate(${n(x)} ${n(y)}) scale(${s}) rotate(${-tilt})">${boat}${lantern}</g>${wake}`;
}

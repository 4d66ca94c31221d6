import { adjust, css, mix, turnHue } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, path, polygon, stroke, type Definitions } from '../svg.ts';

/** A loose flock, far enough away to be strokes of the brush. */
export function drawBirds(scene: Scene): string {
  const chance = scene.random('birds');
  const { w, horizon, side, palette } = scene;
  const colour = css(mix(palette.near, palette.mid, 0.15));
  const centreX = w * (0.5 - side * 0.08);
  const centreY = horizon * 0.42;
  return Array.from({ length: 13 }, () => {
    const x = centreX + (chance.next() + chance.next() - 1) * 270;
    const y = centreY + (chance.next() + chance.next() - 1) * 140;
    const s = chance.range(9, 24);
    const flap = chance.range(0.25, 0.75);
    const lean = chance.range(-0.2, 0.2) * s;
    return path(
      `M${n(x - s)} ${n(y - s * flap + lean)}Q${n(x - s * 0.4)} ${n(y - s * flap * 0.9)} ${n(x)} ${n(y)}Q${n(x + s * 0.4)} ${n(y - s * flap * 0.9)} ${n(x + s)} ${n(y - s * flap - lean)}Q${n(x + s * 0.36)} ${n(y - s * flap * 0.5)} ${n(x)} ${n(y + s * 0.16)}Q${n(x - s * 0.36)} ${n(y - s * flap * 0.5)} ${n(x - s)} ${n(y - s * flap + lean)}Z`,
      colour,
    );
  }).join('');
}

/** Hot-air balloons: one near on a third, a few far behind it. */
export function drawBalloons(scene: Scene, defs: Definitions): string {
  const chance = scene.random('balloons');
  const { w, horizon, focus, side } = scene;
  const far = Array.from({ length: 4 }, (_, i) =>
    drawBalloon(scene, defs, {
      x: w * (0.5 - side * (0.02 + i * 0.12) + chance.range(-0.04, 0.04)),
      y: horizon * chance.range(0.3, 0.72),
      radius: chance.range(16, 34),
      turn: chance.range(-50, 50),
      near: 0.35,
    }),
  );
  const main = { x: focus, y: horizon * 0.42, radius: Math.min(120, w * 0.16), turn: 0, near: 1 };
  return far.join('') + drawBalloon(scene, defs, main);
}

function drawBalloon(
  scene: Scene,
  defs: Definitions,
  {
    x,
    y,
    radius: r,
    turn,
    near,
  }: { x: number; y: number; radius: number; turn: number; near: number },
): string {
  const { palette, light } = scene;
  const fade = 0.55 * (1 - near) + (palette.time === 'night' ? 0.35 : 0.06);
  const main = mix(turnHue(palette.accent, turn), palette.haze, fade);
  const other = mix(adjust(turnHue(palette.accent, turn + 40), 0.18, 0.7), palette.haze, fade);
  const outline = `M${n(x)} ${n(y - r)}C${n(x + r * 1.25)} ${n(y - r)} ${n(x + r * 1.05)} ${n(y + r * 0.45)} ${n(x + r * 0.2)} ${n(y + r * 1.22)}L${n(x - r * 0.2)} ${n(y + r * 1.22)}C${n(x - r * 1.05)} ${n(y + r * 0.45)} ${n(x - r * 1.25)} ${n(y - r)} ${n(x)} ${n(y - r)}Z`;
  const gore = (from: number, to: number, fill: string): string =>
    path(
      `M${n(x)} ${n(y - r)}C${n(x + r * 1.25 * from)} ${n(y - r)} ${n(x + r * 1.05 * from)} ${n(y + r * 0.45)} ${n(x + r * 0.2 * from)} ${n(y + r * 1.22)}L${n(x + r * 0.2 * to)} ${n(y + r * 1.22)}C${n(x + r * 1.05 * to)} ${n(y + r * 0.45)} ${n(x + r * 1.25 * to)} ${n(y - r)} ${n(x)} ${n(y - r)}Z`,
      fill,
    );
  const gores = [-1, -0.72, -0.32, 0.12, 0.55, 0.85]
    .map((from, i, all) => gore(from, all[i + 1] ?? 1, css(i % 2 === 0 ? main : other)))
    .join('');
  const lightSide = light.x < x ? 0.3 : 0.7;
  const shading = defs.radial(
    [
      [0, palette.glow, 0.4],
      [0.45, palette.glow, 0.05],
      [0.6, palette.near, 0.06],
      [1, palette.near, 0.62],
    ],
    lightSide,
    0.32,
    0.78,
  );
  const rope = css(mix(palette.near, palette.haze, fade));
  const lines = stroke(
    `M${n(x - r * 0.19)} ${n(y + r * 1.22)}L${n(x - r * 0.12)} ${n(y + r * 1.5)}M${n(x + r * 0.19)} ${n(y + r * 1.22)}L${n(x + r * 0.12)} ${n(y + r * 1.5)}`,
    rope,
    Math.max(0.8, r * 0.014),
  );
  const basket = polygon(
    [
      [x - r * 0.14, y + r * 1.48],
      [x + r * 0.14, y + r * 1.48],
      [x + r * 0.11, y + r * 1.68],
      [x - r * 0.11, y + r * 1.68],
    ],
    css(mix([110, 74, 44], palette.near, 0.3 + fade * 0.4)),
  );
  const fire =
    palette.time === 'noon'
      ? ''
      : ellipse(
          x,
          y + r * 1.1,
          r * 0.3,
          r * 0.4,
          defs.radial([
            [0, palette.lamp, 0.8],
            [1, palette.lamp, 0],
          ]),
        );
  return gores + path(outline, shading) + lines + basket + fire;
}

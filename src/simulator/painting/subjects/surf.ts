import { css, mix } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, type Definitions } from '../svg.ts';

/** Spray where a rough sea strikes the cliff. */
export function drawSpray(scene: Scene, defs: Definitions): string {
  const chance = scene.random('spray');
  const { focus, side, horizon, h, palette } = scene;
  const white = mix(palette.cloudLit, [255, 255, 255], 0.45);
  const puff = defs.radial([
    [0, white, 0.5],
    [0.5, white, 0.2],
    [1, white, 0],
  ]);
  const foot = horizon + Math.min(150, (h - horizon) * 0.42);
  const parts: string[] = [];
  for (let i = 0; i < 26; i += 1) {
    const x = focus - side * (150 + chance.range(-70, 60));
    const up = chance.next() ** 1.6 * 130;
    const size = chance.range(18, 56) * (1 - up / 220);
    parts.push(ellipse(x - side * up * 0.2, foot + 30 - up, size, size * 0.85, puff));
  }
  for (let i = 0; i < 70; i += 1) {
    const up = chance.next() * 190;
    const x = focus - side * (150 + chance.range(-110, 90));
    parts.push(
      ellipse(
        x,
        foot + 20 - up,
        chance.range(0.8, 2.6),
        chance.range(0.8, 2.6),
        css(white),
        'opacity="0.7"',
      ),
    );
  }
  return parts.join('');
}

/** Where the sea breaks on the foot of the cliff. */
export function drawFoam(scene: Scene): string {
  const chance = scene.random('foam');
  const { focus, side, horizon, h, w, palette } = scene;
  const foot = horizon + Math.min(190, (h - horizon) * 0.55);
  const colour = css(mix(palette.cloudLit, [255, 255, 255], 0.3));
  return Array.from({ length: 34 }, () => {
    const along = chance.next();
    const x = focus - side * 170 + side * along * (w * 0.62) + chance.range(-30, 10);
    const y = foot + 38 + along * 130 * 0.62 + chance.range(-8, 30);
    return ellipse(
      x,
      y,
      chance.range(14, 62),
      chance.range(1.4, 4.6),
      colour,
      `opacity="${chance.range(0.12, 0.45).toFixed(2)}"`,
    );
  }).join('');
}

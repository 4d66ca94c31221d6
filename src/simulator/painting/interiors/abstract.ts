import { rasterise } from '../backdrop.ts';
import { adjust, hex, mix, turnHue, type Colour } from '../colour.ts';
import type { Drawing } from '../drawing.ts';
import { fbm } from '../noise.ts';
import type { Scene } from '../scene.ts';

/** Marbled ink: noise folded through itself, coloured along a ramp of the picture's own tones. */
export function drawAbstract(scene: Scene): Drawing {
  const { palette, noise, random } = scene;
  const chance = random('abstract');
  const pale = mix(palette.accent, hex('#f6ead8'), 0.8);
  const ramp: readonly Colour[] = [
    adjust(mix(turnHue(palette.accent, -40), palette.near, 0.6), -0.02),
    turnHue(adjust(palette.accent, -0.1), -24),
    palette.accent,
    mix(turnHue(palette.accent, 32), pale, 0.45),
    pale,
    mix(pale, [255, 255, 255], 0.4),
    turnHue(adjust(palette.accent, 0.08), 20),
  ];
  const scale = chance.range(380, 520);
  return {
    svg: '',
    backdrop: (longSide) =>
      // More points than a sky needs: folds have edges.
      rasterise(scene, Math.max(longSide, Math.min(640, longSide * 1.6)), (x, y, out) => {
        const px = x / scale + 3;
        const py = y / scale;
        const ax = fbm(noise, px, py, 3);
        const ay = fbm(noise, px + 5.2, py + 1.3, 3);
        const bx = fbm(noise, px + 3.4 * ax + 1.7, py + 3.4 * ay + 9.2, 3);
        const by = fbm(noise, px + 3.4 * ax + 8.3, py + 3.4 * ay + 2.8, 3);
        const value = fbm(noise, px + 3.2 * bx, py + 3.2 * by, 4);
        const at =
          Math.min(0.999, Math.max(0, (value - 0.2) * 1.55 + (bx - 0.5) * 0.3)) * (ramp.length - 1);
        const from = ramp[Math.floor(at)] ?? pale;
        const to = ramp[Math.floor(at) + 1] ?? pale;
        const share = at - Math.floor(at);
        const relief = (by - ay) * 46;
        for (const part of [0, 1, 2] as const) {
          out[part] = from[part] + (to[part] - from[part]) * share + relief;
        }
      }),
  };
}

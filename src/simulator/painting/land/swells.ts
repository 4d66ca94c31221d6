import { css, mix } from '../colour.ts';
import { fbm } from '../noise.ts';
import type { Scene } from '../scene.ts';
import { n, stroke, type Definitions } from '../svg.ts';

/** The swells of a rough sea: rows of crests, larger towards us, with foam where they break. */
export function drawSwells(scene: Scene, defs: Definitions): string {
  const { w, h, horizon, palette, noise } = scene;
  const chance = scene.random('swells');
  const foam = css(mix(palette.cloudLit, [255, 255, 255], 0.35));
  const rows = 8;
  const parts: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const near = ((row + 0.6) / rows) ** 1.7;
    const base = horizon + (h - horizon) * near * 0.98;
    const tall = 6 + near * 62;
    const wave = 60 + near * 330;
    const shift = chance.range(0, 90);
    const crestAt = (x: number): number => {
      // Folded noise has the sharp tops and round troughs of real waves.
      const folded = 1 - Math.abs(2 * fbm(noise, x / wave + shift, row * 7.3, 3) - 1) * 2.2;
      return base - tall * Math.max(-0.4, folded) * 0.9;
    };
    let line = '';
    let breaking = '';
    for (let x = -10; x <= w + 16; x += 6) {
      const y = crestAt(x);
      line += `${line === '' ? 'M' : 'L'}${n(x)} ${n(y)}`;
      const high = (base - y) / tall;
      if (high > 0.62 + chance.range(0, 0.25)) {
        breaking += `M${n(x - 5)} ${n(crestAt(x - 5) + 1)}L${n(x + 5)} ${n(crestAt(x + 5) + 1)}`;
        if (chance.chance(0.35))
          breaking += `m${n(chance.range(-12, 4))} ${n(tall * chance.range(0.1, 0.4))}h${n(4 + near * 12)}`;
      }
    }
    const fill = defs.linearBetween(
      [0, base - tall],
      [0, base + tall * 1.5],
      [
        [0, mix(palette.water, palette.low, 0.24), 0.75],
        [0.35, mix(palette.water, palette.near, 0.45), 0.8],
        [1, palette.near, 0],
      ],
    );
    parts.push(
      `<path d="${line}L${n(w + 16)} ${n(base + tall * 1.6)}L-10 ${n(base + tall * 1.6)}Z" fill="${fill}"/>`,
    );
    parts.push(stroke(line, foam, 0.8 + near * 0.8, 'opacity="0.16"'));
    parts.push(stroke(breaking, foam, 1 + near * 2.6, 'opacity="0.5"'));
  }
  return parts.join('');
}

import { adjust, css, mix, type Colour } from '../colour.ts';
import { fbm } from '../noise.ts';
import type { Scene } from '../scene.ts';
import { polygon, type Definitions, type Point } from '../svg.ts';

/** A cliff that comes in from the side of the main subject and stands in the sea. */
export function drawCliff(scene: Scene, defs: Definitions, ground: number): string {
  const { w, h, horizon, side, focus, palette, noise } = scene;
  const edge = side === 1 ? w + 20 : -20;
  const reach = focus - side * 150;
  const foot = horizon + Math.min(190, (h - horizon) * 0.55);
  const crest: Point[] = [];
  for (let i = 0; i <= 40; i += 1) {
    const t = i / 40;
    const x = reach + (edge - reach) * t;
    const shelf = Math.min(1, t * 5.6) ** 0.6;
    const rough = (fbm(noise, x / 70, 6.1, 4) - 0.5) * 46 * (0.35 + Math.abs(t - 0.24) * 2);
    const rise = Math.max(0, t - 0.45) * 90;
    crest.push([x, foot + (ground - foot) * shelf + rough - rise]);
  }
  const rockDark = mix(palette.near, palette.cloudShade, 0.14);
  const rockLit = mix(rockDark, palette.low, 0.36);
  // The waterline: ragged, and lower towards us, so that the rock stands in the sea.
  const waterline: Point[] = Array.from({ length: 25 }, (_, i) => {
    const t = i / 24;
    const ragged = (fbm(noise, i * 0.9, 3.7, 3) - 0.5) * 26;
    return [
      edge + (reach + side * 4 - edge) * t,
      foot + 14 + (1 - t) * Math.min(130, (h - foot) * 0.5) + ragged,
    ];
  });
  const outline: Point[] = [...crest, ...waterline];
  const body = polygon(
    outline,
    defs.linearBetween(
      [reach, 0],
      [reach + side * 330, 0],
      [
        [0, mix(rockLit, rockDark, 0.25)],
        [0.4, mix(rockLit, rockDark, 0.7)],
        [1, adjust(rockDark, -0.03)],
      ],
    ),
  );
  return body + drawFacets(scene, crest, foot, rockLit, rockDark);
}

/** Slabs of rock that catch the light on the open side. */
function drawFacets(
  scene: Scene,
  crest: readonly Point[],
  foot: number,
  lit: Colour,
  dark: Colour,
): string {
  const chance = scene.random('facets');
  const parts: string[] = [];
  for (let i = 1; i < crest.length - 3; i += 1) {
    const [x, y] = crest[i] ?? [0, 0];
    let top = y + 3;
    while (top < foot + 24) {
      const tall = chance.range(14, 52);
      const wide = chance.range(9, 30) * scene.side;
      const lean = chance.range(-26, 8) * scene.side;
      const face = chance.chance(0.5) ? lit : adjust(dark, -0.05);
      parts.push(
        polygon(
          [
            [x, top],
            [x + wide, top + chance.range(-4, 8)],
            [x + wide + lean, top + tall],
            [x + lean * 0.4, top + tall * chance.range(0.7, 1.1)],
          ],
          css(face),
          `opacity="${chance.range(0.05, 0.24).toFixed(2)}"`,
        ),
      );
      top += tall * chance.range(0.8, 1.5);
    }
  }
  return parts.join('');
}

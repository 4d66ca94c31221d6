import { adjust, css, hex, mix, turnHue, type Colour } from '../colour.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, path, rect, type Definitions } from '../svg.ts';

type Motif = (glaze: readonly [string, string, string, string]) => string;

/** A wall of hand-painted tiles: one motif, fired a little differently on every tile. */
export function drawTiles(scene: Scene, defs: Definitions): string {
  const { w, h, palette, random } = scene;
  const chance = random('tiles');
  const size = chance.pick([180, 200, 230]);
  const first = palette.accent;
  const second = mix(turnHue(first, chance.pick([150, 190, 60])), hex('#d8993c'), 0.3);
  const colours = [first, second, turnHue(second, 40)] as const;
  const ground = hex('#f1e9d9');
  const motif = chance.pick<Motif>([rosette, circles, star]);
  const parts: string[] = [rect(0, 0, w, h, css(adjust(ground, -0.14, 0.7)))];
  const shine = defs.linear(
    [
      [0, [255, 255, 255], 0.2],
      [0.4, [255, 255, 255], 0],
      [1, [60, 40, 30], 0.14],
    ],
    1,
    1,
  );
  const rows = Math.ceil(h / size) + 1;
  const columns = Math.ceil(w / size) + 1;
  const [offX, offY] = [(columns * size - w) / 2, (rows * size - h) / 2];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const swap = chance.chance(0.06);
      const fired = (colour: Colour): string =>
        css(adjust(colour, chance.range(-0.035, 0.035), chance.range(0.88, 1.06)));
      const glaze = [
        fired(ground),
        fired(colours[swap ? 1 : 0]),
        fired(colours[swap ? 0 : 1]),
        fired(colours[2]),
      ] as const;
      const wobble = n(chance.range(-0.5, 0.5));
      const at = `translate(${n(column * size - offX)} ${n(row * size - offY)}) scale(${size / 100}) rotate(${wobble} 50 50)`;
      parts.push(
        `<g transform="${at}">${rect(0.7, 0.7, 98.6, 98.6, glaze[0], 'rx="1.4"')}${motif(glaze)}${rect(0.7, 0.7, 98.6, 98.6, shine, 'rx="1.4"')}</g>`,
      );
    }
  }
  const light = rect(
    0,
    0,
    w,
    h,
    defs.linearBetween(
      [0, 0],
      [w, h],
      [
        [0, [255, 244, 220], 0.2],
        [0.6, [255, 244, 220], 0],
        [1, [30, 16, 20], 0.26],
      ],
    ),
  );
  return defs.toString() + parts.join('') + crazing(scene, chance) + light;
}

const corners = [
  [0, 0],
  [100, 0],
  [0, 100],
  [100, 100],
] as const;

const circles: Motif = ([ground, a, b, c]) =>
  [
    clipTile(corners.map(([x, y]) => starShape(x, y, 30, 9, b)).join('')),
    ellipse(50, 50, 43, 43, a),
    ellipse(50, 50, 29, 29, ground),
    ...(
      [
        [50, 0],
        [0, 50],
        [100, 50],
        [50, 100],
      ] as const
    ).map(([x, y]) => clipTile(ellipse(x, y, 4.6, 4.6, c))),
  ].join('');

const rosette: Motif = ([ground, a, b, c]) => {
  const petals = Array.from(
    { length: 8 },
    (_, i) =>
      `<g transform="rotate(${i * 45} 50 50)">${path('M50 50C40 36 41 22 50 12C59 22 60 36 50 50Z', i % 2 === 0 ? a : b)}</g>`,
  );
  const arcs = corners.map(([x, y]) =>
    clipTile(ellipse(x, y, 31, 31, a) + ellipse(x, y, 22, 22, ground) + ellipse(x, y, 12, 12, c)),
  );
  return [...arcs, ...petals, ellipse(50, 50, 8, 8, ground), ellipse(50, 50, 4.4, 4.4, c)].join('');
};

const star: Motif = ([ground, a, b, c]) =>
  [
    clipTile(corners.map(([x, y]) => starShape(x, y, 36, 20, a)).join('')),
    starShape(50, 50, 44, 20, b),
    starShape(50, 50, 30, 13, ground),
    `<g transform="rotate(45 50 50)">${starShape(50, 50, 24, 11, a)}</g>`,
    ellipse(50, 50, 6, 6, c),
  ].join('');

function starShape(x: number, y: number, outer: number, inner: number, fill: string): string {
  const points = Array.from({ length: 8 }, (_, i) => {
    const reach = i % 2 === 0 ? outer : inner;
    const angle = (i / 8) * Math.PI * 2;
    return `${n(x + Math.cos(angle) * reach)} ${n(y + Math.sin(angle) * reach)}`;
  });
  return path(`M${points.join('L')}Z`, fill);
}

function clipTile(content: string): string {
  return `<svg x="0.7" y="0.7" width="98.6" height="98.6" viewBox="0.7 0.7 98.6 98.6" overflow="hidden">${content}</svg>`;
}

/** Hairlines in old glaze. */
function crazing({ w, h }: Scene, chance: Random): string {
  const lines = Array.from({ length: 26 }, () => {
    const [x, y] = [chance.range(0, w), chance.range(0, h)];
    return `M${n(x)} ${n(y)}q${n(chance.range(-40, 40))} ${n(chance.range(-30, 30))} ${n(chance.range(-80, 80))} ${n(chance.range(-60, 60))}`;
  });
  return `<path d="${lines.join('')}" fill="none" stroke="#6b5b50" stroke-width="0.8" opacity="0.22"/>`;
}

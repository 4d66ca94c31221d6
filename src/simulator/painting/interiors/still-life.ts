import { adjust, css, hex, mix, turnHue, type Colour } from '../colour.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, path, rect, stroke, type Definitions } from '../svg.ts';
import { castShadow, drawBall, drawRoom } from './room.ts';

/** A still life: a vase of flowers and fruit, or balls and blocks, in side light. */
export function drawStillLife(scene: Scene, defs: Definitions): string {
  const { has, h, w, palette } = scene;
  const chance = scene.random('still-life');
  const dark = has('dark') || has('night');
  const wall = adjust(
    mix(turnHue(palette.accent, chance.range(120, 210)), hex('#a9a489'), 0.62),
    dark ? -0.3 : chance.range(-0.02, 0.08),
    0.7,
  );
  const floor = adjust(mix(palette.accent, hex('#cdb190'), 0.74), dark ? -0.3 : 0, 0.8);
  const edge = h * (h > w ? 0.72 : 0.68);
  const room = drawRoom(scene, defs, wall, floor, edge);
  const y = edge + (h - edge) * 0.42;
  const body =
    has('ball') && !has('flowers')
      ? drawSolids(scene, defs, floor, y, chance)
      : drawVase(scene, defs, { floor, y, chance });
  const beam = scene.side === 1 ? [0, w * 0.8] : [w, w * 0.2];
  const light = rect(
    0,
    0,
    w,
    h,
    defs.linearBetween(
      [beam[0] ?? 0, 0],
      [beam[1] ?? w, h],
      [
        [0, [255, 240, 208], 0.2],
        [0.5, [255, 240, 208], 0],
        [1, [20, 12, 20], 0.2],
      ],
    ),
  );
  return defs.toString() + room + body + light;
}

function drawVase(
  scene: Scene,
  defs: Definitions,
  { floor, y, chance }: { floor: Colour; y: number; chance: Random },
): string {
  const { has, palette, side, w, h } = scene;
  const s = Math.min(1.45, w / 700, h / 900);
  const x = w * (0.5 - side * 0.06);
  const clay = mix(hex('#efe7d8'), palette.accent, has('flowers') ? 0.06 : 0.4);
  const tall = chance.range(300, 350) * s;
  const wide = chance.range(92, 112) * s;
  const neck = wide * chance.range(0.3, 0.42);
  const top = y - tall;
  const fill = defs.linear(
    side === 1
      ? [
          [0, mix(clay, adjust(clay, -0.2), 0.4)],
          [0.26, mix(clay, [255, 252, 244], 0.5)],
          [0.6, adjust(clay, -0.1)],
          [1, adjust(clay, -0.36)],
        ]
      : [
          [0, adjust(clay, -0.36)],
          [0.4, adjust(clay, -0.1)],
          [0.74, mix(clay, [255, 252, 244], 0.5)],
          [1, mix(clay, adjust(clay, -0.2), 0.4)],
        ],
    1,
    0,
  );
  const vase = path(
    `M${n(x - neck)} ${n(top)}C${n(x - neck * 0.8)} ${n(top + tall * 0.2)} ${n(x - wide)} ${n(top + tall * 0.34)} ${n(x - wide)} ${n(top + tall * 0.62)}C${n(x - wide)} ${n(y - 18)} ${n(x - wide * 0.66)} ${n(y)} ${n(x - wide * 0.5)} ${n(y)}Q${n(x)} ${n(y + 12)} ${n(x + wide * 0.5)} ${n(y)}C${n(x + wide * 0.66)} ${n(y)} ${n(x + wide)} ${n(y - 18)} ${n(x + wide)} ${n(top + tall * 0.62)}C${n(x + wide)} ${n(top + tall * 0.34)} ${n(x + neck * 0.8)} ${n(top + tall * 0.2)} ${n(x + neck)} ${n(top)}Z`,
    fill,
  );
  const mouth = ellipse(x, top, neck, neck * 0.24, css(adjust(clay, -0.42)));
  const shadow = castShadow(scene, defs, x, y - 2, wide * 2.3, wide * 0.28, floor);
  const flowers = drawBouquet(scene, defs, { x, top, s, chance });
  const lemon = mix(hex('#e8bf3c'), palette.accent, 0.12);
  const fruit =
    drawBall(scene, defs, x + side * wide * 1.75, y + 36 * s, 32 * s, lemon, floor) +
    drawBall(scene, defs, x + side * wide * 2.35, y + 24 * s, 29 * s, adjust(lemon, -0.03), floor);
  return shadow + flowers.behind + vase + mouth + flowers.before + fruit;
}

function drawBouquet(
  scene: Scene,
  defs: Definitions,
  { x, top, s, chance }: { x: number; top: number; s: number; chance: Random },
): { behind: string; before: string } {
  const { palette } = scene;
  const behind: string[] = [];
  const before: string[] = [];
  const green = hex('#56693f');
  const heads = Array.from({ length: 9 }, (_, i) => {
    const angle = (i / 8 - 0.5) * 1.9 + chance.range(-0.14, 0.14);
    const reach = chance.range(120, 235) * s * (1 - Math.abs(angle) * 0.16);
    return {
      hx: x + Math.sin(angle) * reach,
      hy: top - Math.cos(angle) * reach,
      size: chance.range(34, 52) * s,
    };
  });
  for (const { hx, hy } of heads) {
    behind.push(
      stroke(
        `M${n(x)} ${n(top + 20)}Q${n(x + (hx - x) * 0.2)} ${n(top - 70 * s)} ${n(hx)} ${n(hy)}`,
        css(adjust(green, chance.range(-0.1, 0.03))),
        4.6 * s,
      ),
    );
  }
  for (let i = 0; i < 13; i += 1) {
    const angle = chance.range(-1.5, 1.5);
    const reach = chance.range(50, 150) * s;
    const [lx, ly] = [x + Math.sin(angle) * reach, top - Math.cos(angle) * reach * 0.9];
    const long = chance.range(30, 56) * s;
    behind.push(
      ellipse(
        lx,
        ly,
        long,
        long * 0.34,
        css(adjust(green, chance.range(-0.12, 0.1))),
        `transform="rotate(${n((angle * 180) / Math.PI - 90 + chance.range(-30, 30))} ${n(lx)} ${n(ly)})"`,
      ),
    );
  }
  for (const { hx, hy, size } of heads.toSorted((a, b) => a.hy - b.hy)) {
    const tone = turnHue(mix(palette.accent, hex('#e0714a'), 0.12), chance.range(-16, 22));
    before.push(drawBloom(scene, defs, { x: hx, y: hy, size, tone, chance }));
  }
  return { behind: behind.join(''), before: before.join('') };
}

/** A full flower: rings of petals that grow darker towards the heart. */
function drawBloom(
  scene: Scene,
  defs: Definitions,
  {
    x,
    y,
    size,
    tone,
    chance,
  }: { x: number; y: number; size: number; tone: Colour; chance: Random },
): string {
  const parts: string[] = [];
  for (const [ring, petals] of [9, 8, 6, 4].entries()) {
    const reach = size * (0.62 - ring * 0.16);
    const turn = chance.range(0, 6.28);
    for (let i = 0; i < petals; i += 1) {
      const angle = turn + (i / petals) * Math.PI * 2;
      const [px, py] = [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach * 0.88];
      const facing = (-Math.cos(angle) * scene.side - Math.sin(angle)) * 0.055;
      const colour = adjust(tone, 0.03 + facing - ring * 0.035 + chance.range(-0.025, 0.025));
      parts.push(
        ellipse(
          px,
          py,
          size * 0.4,
          size * 0.3,
          css(colour),
          `transform="rotate(${n((angle * 180) / Math.PI)} ${n(px)} ${n(py)})"`,
        ),
      );
    }
  }
  const heart = adjust(tone, -0.22);
  parts.push(
    ellipse(
      x,
      y,
      size * 0.3,
      size * 0.27,
      defs.radial([
        [0, heart, 0.95],
        [0.5, heart, 0.6],
        [1, heart, 0],
      ]),
    ),
  );
  return parts.join('');
}

function drawSolids(
  scene: Scene,
  defs: Definitions,
  floor: Colour,
  y: number,
  chance: Random,
): string {
  const { w, side, palette } = scene;
  const s = Math.min(1.35, w / 800);
  const at = (dx: number): number => w / 2 + dx * s * side;
  const tones = [
    palette.accent,
    turnHue(palette.accent, 150),
    mix(hex('#efe7d8'), palette.accent, 0.05),
    hex('#d09a4e'),
  ] as const;
  const block = (x: number, base: number, bw: number, bh: number, colour: Colour): string => {
    const lit = mix(colour, [255, 246, 226], 0.32);
    const fill = defs.linear(
      side === 1
        ? [
            [0, lit],
            [1, adjust(colour, -0.14)],
          ]
        : [
            [0, adjust(colour, -0.14)],
            [1, lit],
          ],
      1,
      0,
    );
    return (
      castShadow(scene, defs, x, base - 4, bw * 1.3, bh * 0.1 + 14, floor) +
      rect(x - bw / 2, base - bh, bw, bh, fill, 'rx="3"') +
      ellipse(x, base - bh, bw / 2, bw * 0.09, css(mix(colour, [255, 246, 226], 0.45)))
    );
  };
  return [
    block(at(150), y, 116 * s, chance.range(210, 270) * s, tones[3]),
    drawBall(scene, defs, at(-90), y + 8, chance.range(112, 134) * s, tones[0], floor),
    drawBall(scene, defs, at(64), y + 56, 66 * s, tones[1], floor),
    drawBall(scene, defs, at(-8), y + 84, 40 * s, tones[2], floor),
    drawBall(scene, defs, at(280), y + 36, 30 * s, tones[2], floor),
  ].join('');
}

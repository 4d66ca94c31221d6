import { css, hex, mix } from '../colour.ts';
import { hasWater } from '../land/places.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, polygon, rect, type Definitions } from '../svg.ts';

/** A small house with lit windows and smoke from its chimney. */
export function drawHouse(
  scene: Scene,
  defs: Definitions,
  x: number,
  groundAt: (x: number) => number,
): string {
  const { palette, has } = scene;
  const wet = hasWater(scene);
  const ground = wet ? scene.horizon + 8 : groundAt(x) + 26;
  const s = wet ? 0.6 : 1.05;
  const lit = palette.time !== 'noon';
  const wallColour = mix(mix(hex('#c9b49a'), palette.accent, 0.3), palette.near, lit ? 0.55 : 0.15);
  const wall = defs.linear(
    [
      [0, mix(wallColour, palette.glow, 0.22)],
      [1, mix(wallColour, palette.near, 0.4)],
    ],
    1,
    0.3,
  );
  const side = defs.linear([
    [0, mix(wallColour, palette.near, 0.35)],
    [1, mix(wallColour, palette.near, 0.7)],
  ]);
  const roofColour = has('snow')
    ? mix(hex('#eef3f8'), palette.cloudShade, 0.2)
    : mix(palette.accent, palette.near, 0.6);
  const roof = defs.linear([
    [0, mix(roofColour, palette.glow, 0.2)],
    [1, roofColour],
  ]);
  const lamp = lit ? css(palette.lamp) : css(mix(palette.near, palette.top, 0.4));
  const glow = lit
    ? ellipse(
        20,
        -34,
        150,
        96,
        defs.radial([
          [0, palette.lamp, 0.42],
          [0.5, palette.lamp, 0.12],
          [1, palette.lamp, 0],
        ]),
      )
    : '';
  const body = [
    rect(46, -138, 17, 48, css(mix(palette.near, palette.haze, 0.15))),
    polygon(
      [
        [-82, 6],
        [-18, 6],
        [-18, -60],
        [-50, -104],
        [-82, -60],
      ],
      side,
    ),
    polygon(
      [
        [-18, 6],
        [92, 6],
        [92, -60],
        [-18, -60],
      ],
      wall,
    ),
    polygon(
      [
        [-50, -110],
        [64, -110],
        [104, -54],
        [-14, -54],
      ],
      roof,
    ),
    polygon(
      [
        [-50, -110],
        [-14, -54],
        [-22, -52],
        [-52, -98],
        [-84, -54],
        [-92, -58],
      ],
      css(mix(roofColour, palette.near, 0.35)),
    ),
    rect(6, -46, 22, 25, lamp, 'rx="1.5"'),
    rect(52, -46, 22, 25, lamp, 'rx="1.5"'),
    rect(-60, -42, 18, 48, css(mix(palette.near, palette.lamp, 0.12))),
    rect(16, -46, 2, 25, css(palette.near)) + rect(62, -46, 2, 25, css(palette.near)),
    glow,
  ].join('');
  const mirror = wet
    ? `<g transform="translate(${n(x)} ${n(ground + 4)}) scale(${s} ${-s})" opacity="0.3">${body}</g>`
    : '';
  return `${mirror}${smoke(scene, defs, x + 54 * s, ground - 142 * s, s)}<g transform="translate(${n(x)} ${n(ground)}) scale(${s})">${body}</g>`;
}

function smoke(scene: Scene, defs: Definitions, x: number, y: number, s: number): string {
  const chance = scene.random('smoke');
  const puff = defs.radial([
    [0, scene.palette.cloudLit, 0.26],
    [0.6, scene.palette.cloudLit, 0.1],
    [1, scene.palette.cloudLit, 0],
  ]);
  return Array.from({ length: 12 }, (_, i) => {
    const size = (9 + i * 4.6) * s;
    const drift = -scene.side * (i * i * 0.9) + chance.range(-6, 6);
    return ellipse(x + drift * s, y - i * 15 * s, size, size * 0.9, puff);
  }).join('');
}

/** A castle of towers on its hill. */
export function drawCastle(
  scene: Scene,
  defs: Definitions,
  x: number,
  groundAt: (x: number) => number,
): string {
  const { palette, horizon } = scene;
  const chance = scene.random('castle');
  const ground = hasWater(scene) ? horizon + 4 : Math.min(groundAt(x), horizon + 130) + 10;
  const stone = mix(
    mix(palette.haze, hex('#8b8078'), 0.4),
    palette.near,
    palette.time === 'noon' ? 0.4 : 0.68,
  );
  const fromLeft = scene.light.x < x;
  const face = (light: number): string => {
    const bright = mix(stone, palette.glow, 0.26 * light);
    const shade = mix(stone, palette.near, 0.6);
    return defs.linear(
      fromLeft
        ? [
            [0, bright],
            [1, shade],
          ]
        : [
            [0, shade],
            [1, bright],
          ],
      1,
      0,
    );
  };
  const roof = face(0.5);
  const lamp = css(palette.lamp);
  const parts: string[] = [];
  const hill = defs.linear([
    [0, mix(stone, palette.near, 0.5)],
    [0.55, mix(stone, palette.near, 0.8), 0.8],
    [1, palette.near, 0],
  ]);
  parts.push(
    `<path d="M${n(x - 330)} ${n(ground + 60)}Q${n(x - 160)} ${n(ground - 10)} ${n(x - 120)} ${n(ground - 36)}L${n(x + 130)} ${n(ground - 40)}Q${n(x + 180)} ${n(ground)} ${n(x + 340)} ${n(ground + 60)}Z" fill="${hill}"/>`,
  );
  const towers = [
    { dx: -96, wide: 40, tall: 120, spire: 54 },
    { dx: -44, wide: 36, tall: 180, spire: 74 },
    { dx: 8, wide: 54, tall: 232, spire: 100 },
    { dx: 58, wide: 34, tall: 158, spire: 66 },
    { dx: 104, wide: 42, tall: 110, spire: 50 },
  ];
  parts.push(rect(x - 112, ground - 106, 226, 90, face(0.6)));
  for (let i = 0; i < 12; i += 1)
    parts.push(rect(x - 112 + i * 19, ground - 114, 11, 10, css(mix(stone, palette.near, 0.25))));
  for (const tower of towers) {
    const tall = tower.tall * chance.range(0.9, 1.1);
    const left = x + tower.dx - tower.wide / 2;
    const top = ground - 20 - tall;
    parts.push(rect(left, top, tower.wide, tall + 10, face(1)));
    parts.push(rect(left - 4, top - 6, tower.wide + 8, 9, face(0.8)));
    parts.push(
      polygon(
        [
          [left - 6, top - 5],
          [left + tower.wide / 2, top - tower.spire],
          [left + tower.wide + 6, top - 5],
        ],
        roof,
      ),
    );
    parts.push(
      polygon(
        [
          [left + tower.wide / 2, top - tower.spire - 22],
          [left + tower.wide / 2 + 18, top - tower.spire - 16],
          [left + tower.wide / 2, top - tower.spire - 10],
        ],
        css(mix(palette.accent, palette.near, 0.2)),
      ),
    );
    for (let i = 0; i < 3; i += 1) {
      if (chance.chance(0.7))
        parts.push(
          rect(
            left + tower.wide * chance.range(0.2, 0.7),
            top + 18 + i * 34,
            5,
            11,
            lamp,
            'rx="2.4" opacity="0.85"',
          ),
        );
    }
  }
  return parts.join('');
}

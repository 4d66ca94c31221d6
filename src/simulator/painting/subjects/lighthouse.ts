import { css, hex, mix, type Colour } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { drawLamp } from './beams.ts';
import { drawCliff } from './cliff.ts';
import { planLighthouse } from './lighthouse-plan.ts';
import { drawFoam, drawSpray } from './surf.ts';
import { n, polygon, rect, stroke, type Definitions } from '../svg.ts';

/** A lighthouse on a cliff that comes in from the side, its lamp lit unless it is full day. */
export function drawLighthouse(scene: Scene, defs: Definitions): string {
  const { focus, has } = scene;
  const { ground, tall, lampY, lit } = planLighthouse(scene);
  return [
    drawTower(scene, defs, { x: focus, ground, tall }),
    drawCliff(scene, defs, ground),
    lit ? drawLamp(scene, defs, focus, lampY) : '',
    has('storm') || has('wild') ? drawSpray(scene, defs) : '',
    drawFoam(scene),
  ].join('');
}

function drawTower(
  scene: Scene,
  defs: Definitions,
  { x, ground, tall }: { x: number; ground: number; tall: number },
): string {
  const { palette, light } = scene;
  const foot = tall * 0.125;
  const head = tall * 0.078;
  const top = ground - tall * 0.86;
  const dim = palette.time === 'night' ? 0.55 : palette.time === 'noon' ? 0.05 : 0.34;
  const white = mix(hex('#f3ece0'), palette.cloudShade, dim);
  const band = mix(bandColour(scene), palette.cloudShade, dim * 0.8);
  const fromLeft = light.x < x;
  const rounded = (colour: Colour): string => {
    const [bright, shade] = [mix(colour, palette.glow, 0.3), mix(colour, palette.near, 0.72)];
    const stops = fromLeft
      ? ([
          [0, mix(bright, shade, 0.3)],
          [0.22, bright],
          [0.6, mix(bright, shade, 0.5)],
          [1, shade],
        ] as const)
      : ([
          [0, shade],
          [0.4, mix(bright, shade, 0.5)],
          [0.78, bright],
          [1, mix(bright, shade, 0.3)],
        ] as const);
    return defs.linearBetween([x - foot, 0], [x + foot, 0], stops);
  };
  const at = (t: number): number => foot + (head - foot) * (t * 1.25 - t * t * 0.25);
  const level = (t: number): number => ground + 8 - (ground + 8 - top) * t;
  const slice = (from: number, to: number, fill: string): string => {
    const sag = 4;
    return `<path d="M${n(x - at(from))} ${n(level(from))}Q${n(x)} ${n(level(from) + sag)} ${n(x + at(from))} ${n(level(from))}L${n(x + at(to))} ${n(level(to))}Q${n(x)} ${n(level(to) + sag)} ${n(x - at(to))} ${n(level(to))}Z" fill="${fill}"/>`;
  };
  const [whiteFill, bandFill] = [rounded(white), rounded(band)];
  const parts = [slice(0, 1, whiteFill), slice(0.2, 0.42, bandFill), slice(0.64, 0.86, bandFill)];
  const dark = css(mix(palette.near, palette.cloudShade, 0.2));
  for (const t of [0.13, 0.52, 0.92]) {
    const y = ground - (ground - top) * t;
    parts.push(
      rect(
        x - tall * 0.011,
        y - tall * 0.03,
        tall * 0.022,
        tall * 0.042,
        t > 0.4 ? css(palette.lamp) : dark,
        'rx="3" opacity="0.85"',
      ),
    );
  }
  // Gallery, lantern room and dome.
  const room = head * 0.72;
  const lampTop = ground - tall * 1.04;
  parts.push(rect(x - head * 1.5, top - 7, head * 3, 9, dark, 'rx="2"'));
  parts.push(stroke(`M${n(x - head * 1.45)} ${n(top - 22)}H${n(x + head * 1.45)}`, dark, 2.4));
  for (const t of [-1.4, -0.95, -0.5, 0, 0.5, 0.95, 1.4]) {
    parts.push(stroke(`M${n(x + head * t)} ${n(top - 22)}V${n(top - 4)}`, dark, 1.6));
  }
  parts.push(
    rect(
      x - room,
      lampTop,
      room * 2,
      top - lampTop,
      css(mix(palette.lamp, palette.near, palette.time === 'noon' ? 0.5 : 0.1)),
    ),
  );
  for (const t of [-1, -0.34, 0.34, 1]) {
    parts.push(stroke(`M${n(x + room * t)} ${n(lampTop)}V${n(top)}`, dark, 2.4));
  }
  parts.push(
    `<path d="M${n(x - room * 1.3)} ${n(lampTop + 2)}Q${n(x - room)} ${n(lampTop - room * 1.5)} ${n(x)} ${n(lampTop - room * 1.7)}Q${n(x + room)} ${n(lampTop - room * 1.5)} ${n(x + room * 1.3)} ${n(lampTop + 2)}Z" fill="${bandFill}"/>`,
  );
  parts.push(stroke(`M${n(x)} ${n(lampTop - room * 1.6)}v-16`, dark, 2.6));
  return parts.join('') + drawKeepersHouse(scene, x, ground, tall);
}

function drawKeepersHouse(scene: Scene, towerX: number, ground: number, tall: number): string {
  const { palette, side } = scene;
  const wide = tall * 0.34 * side;
  const x = towerX + side * tall * 0.19;
  const wall = css(mix(mix(hex('#d9d2c6'), palette.cloudShade, 0.5), palette.near, 0.3));
  const roof = css(mix(bandColour(scene), palette.near, 0.55));
  const y = ground + 2;
  const eaves = y - tall * 0.12;
  const walls = polygon(
    [
      [x, y + 26],
      [x + wide, y + 26],
      [x + wide, eaves],
      [x, eaves],
    ],
    wall,
  );
  const top = polygon(
    [
      [x - wide * 0.06, eaves + 2],
      [x + wide * 1.06, eaves + 2],
      [x + wide * 0.86, eaves - tall * 0.09],
      [x + wide * 0.14, eaves - tall * 0.09],
    ],
    roof,
  );
  const windows = [0.26, 0.62]
    .map((t) =>
      rect(x + wide * t - 5, eaves + tall * 0.035, 11, 14, css(palette.lamp), 'opacity="0.9"'),
    )
    .join('');
  return walls + top + windows;
}

function bandColour({ palette, has }: Scene): Colour {
  // Red is what people see before their eyes when they say lighthouse; a colour word repaints it.
  return has('dark') ? hex('#3a3438') : mix(hex('#b23a2e'), palette.accent, 0.55);
}

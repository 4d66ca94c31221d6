import { css, mix } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, rect, type Definitions } from '../svg.ts';
import { hasWater } from './places.ts';
import type { Land } from './landscape.ts';

/** A skyline in three depths, windows lit after dark, mirrored if there is a harbour. */
export function drawCity(scene: Scene, defs: Definitions): Land {
  const { horizon, h, w, palette } = scene;
  const wet = hasWater(scene);
  const base = wet ? horizon : h * 0.94;
  const rows = [0, 1, 2].map((row) => drawRow(scene, defs, row, base));
  const haze = ellipse(
    w / 2,
    base - 40,
    w * 0.8,
    240,
    defs.radial([
      [0, palette.glow, 0.34],
      [0.5, palette.haze, 0.16],
      [1, palette.haze, 0],
    ]),
  );
  const city = rows[0] + haze + rows[1] + rows[2];
  if (!wet) {
    const street = rect(0, base - 2, w, h - base + 4, css(palette.near));
    return { far: city + street, near: '', groundAt: () => base };
  }
  const clip = defs.clip(`<rect x="0" y="0" width="${n(w)}" height="${n(horizon)}"/>`);
  const mirror = `<g transform="translate(0 ${n(horizon * 2)}) scale(1 -1)" opacity="0.4">${city}</g>`;
  const deep = rect(
    0,
    horizon,
    w,
    h - horizon,
    defs.linear([
      [0, palette.water, 0],
      [1, palette.near, 0.6],
    ]),
  );
  return {
    far: `${mirror}${deep}<g clip-path="${clip}">${city}</g>${glints(scene)}`,
    near: '',
    groundAt: () => horizon,
  };
}

function drawRow(scene: Scene, defs: Definitions, row: number, base: number): string {
  const { w, palette, has } = scene;
  const chance = scene.random(`row${row}`);
  const near = [0.3, 0.62, 0.95][row] ?? 1;
  const colour = mix(mix(palette.haze, palette.mid, 0.5), palette.near, near);
  const fill = defs.linear([
    [0, mix(colour, palette.near, 0.12)],
    [1, mix(colour, palette.haze, 0.36 * (1 - near * 0.7))],
  ]);
  const lit = palette.time === 'noon' ? 0.06 : palette.time === 'night' ? 0.42 : 0.28;
  const parts: string[] = [];
  const tallest = base * ([0.62, 0.48, 0.3][row] ?? 0.3);
  let x = -20;
  while (x < w + 20) {
    const wide = chance.range(34, 92) * (0.8 + row * 0.2);
    const centre = 1 - Math.abs((x - scene.focus) / w) * 1.1;
    const tall = tallest * (0.3 + 0.7 * chance.next() ** 1.5 * (0.4 + Math.max(0, centre)));
    const top = base - tall;
    parts.push(rect(x, top, wide, tall + 2, fill));
    if (chance.chance(0.35))
      parts.push(rect(x + wide * 0.18, top - tall * 0.08, wide * 0.64, tall * 0.1, fill));
    if (chance.chance(0.2)) parts.push(rect(x + wide / 2 - 1.5, top - 60, 3, 62, fill));
    parts.push(windows(scene, row, { x, top, wide, tall, lit, night: has('night') }));
    x += wide * chance.range(0.82, 1.16);
  }
  return parts.join('');
}

function windows(
  scene: Scene,
  row: number,
  house: { x: number; top: number; wide: number; tall: number; lit: number; night: boolean },
): string {
  const chance = scene.random(`windows${row}:${Math.round(house.x)}`);
  const { palette } = scene;
  const size = [3.2, 5, 7][row] ?? 5;
  const pitch = size * 2.4;
  const lamps = [
    palette.lamp,
    mix(palette.lamp, palette.accent, 0.35),
    mix(palette.lamp, [255, 255, 255], 0.5),
  ];
  const byColour = ['', '', ''];
  const share = house.lit * chance.range(0.25, 1.2);
  for (let y = house.top + pitch; y < house.top + house.tall - pitch; y += pitch * 1.35) {
    for (let x = house.x + pitch * 0.7; x < house.x + house.wide - pitch; x += pitch) {
      if (!chance.chance(share)) continue;
      const colour = Math.floor(chance.next() * 3);
      byColour[colour] += `M${n(x)} ${n(y)}h${n(size)}v${n(size * 1.3)}h${n(-size)}z`;
    }
  }
  const opacity = [0.45, 0.7, 0.9][row] ?? 0.8;
  return byColour
    .map((d, i) =>
      d ? `<path d="${d}" fill="${css(lamps[i] ?? palette.lamp)}" opacity="${opacity}"/>` : '',
    )
    .join('');
}

/** Lamps drawn out in the water. */
function glints(scene: Scene): string {
  const chance = scene.random('glints');
  const { w, h, horizon, palette } = scene;
  return Array.from({ length: 90 }, () => {
    const t = chance.next() ** 1.5;
    const colour = css(mix(palette.lamp, palette.accent, chance.range(0, 0.5)));
    return ellipse(
      chance.range(0, w),
      horizon + 4 + t * (h - horizon) * 0.8,
      6 + t * 34,
      1 + t * 1.6,
      colour,
      `opacity="${chance.range(0.08, 0.36).toFixed(2)}"`,
    );
  }).join('');
}

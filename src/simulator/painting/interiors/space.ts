import { rasterise } from '../backdrop.ts';
import { adjust, css, hex, mix, turnHue, type Colour } from '../colour.ts';
import type { Drawing } from '../drawing.ts';
import { fbm, smoothstep } from '../noise.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, stroke, type Definitions } from '../svg.ts';

/** Space: clouds of gas, stars, and a banded planet that is lit from one side. */
export function drawSpace(scene: Scene, defs: Definitions): Drawing {
  const { has, palette } = scene;
  const chance = scene.random('space');
  const warm = mix(palette.accent, hex('#e08a4a'), 0.25);
  const cool = turnHue(warm, chance.range(110, 200));
  const planet =
    has('planet') || has('ring') || !has('stars') ? drawPlanet(scene, defs, warm, cool) : '';
  return {
    svg: defs.toString() + stars(scene, defs) + planet,
    backdrop: (longSide) => rasterise(scene, longSide, nebula(scene, warm, cool)),
  };
}

function nebula(
  scene: Scene,
  warm: Colour,
  cool: Colour,
): (x: number, y: number, out: Float32Array) => void {
  const { noise, palette, has } = scene;
  const void_ = mix(hex('#04050d'), palette.top, 0.22);
  const strength = has('dark') || has('quiet') ? 0.3 : 0.62;
  return (x, y, out) => {
    const px = x / 420 + 9;
    const py = y / 420;
    const warp = fbm(noise, px * 1.3 + 40, py * 1.3, 3) - 0.5;
    const first = fbm(noise, px + warp * 1.8, py + warp * 1.4, 5);
    const second = fbm(noise, px * 1.4 + 70 - warp, py * 1.4 + warp * 2, 5);
    const dust = smoothstep(0.5, 0.75, fbm(noise, px * 2 + warp * 3, py * 2 + 20, 4));
    const a = smoothstep(0.44, 0.82, first) * strength * (1 - dust * 0.8);
    const b = smoothstep(0.46, 0.85, second) * strength * 0.9 * (1 - dust * 0.6);
    const core = smoothstep(0.3, 0.7, a + b * 0.6) * 0.5;
    for (const part of [0, 1, 2] as const) {
      const gas =
        void_[part] + (warm[part] - void_[part]) * a * 0.85 + (cool[part] - void_[part]) * b * 0.75;
      out[part] = gas + (255 - gas) * core * 0.3;
    }
  };
}

function stars(scene: Scene, defs: Definitions): string {
  const chance = scene.random('stars');
  const { w, h } = scene;
  const halo = defs.radial([
    [0, [255, 255, 255], 0.9],
    [0.12, [210, 225, 255], 0.4],
    [1, [180, 200, 255], 0],
  ]);
  const small = Array.from({ length: Math.round((w * h) / 3600) }, () => {
    const size = 0.5 + chance.next() ** 6 * 2;
    const colour = chance.chance(0.25) ? '#ffdcb8' : '#e6eeff';
    return ellipse(
      chance.range(0, w),
      chance.range(0, h),
      size,
      size,
      colour,
      `opacity="${chance.range(0.2, 0.95).toFixed(2)}"`,
    );
  });
  const large = Array.from({ length: 9 }, () => {
    const size = chance.range(7, 17);
    return ellipse(chance.range(0, w), chance.range(0, h), size, size, halo);
  });
  return small.join('') + large.join('');
}

function drawPlanet(scene: Scene, defs: Definitions, warm: Colour, cool: Colour): string {
  const { w, h, side, has, noise } = scene;
  const chance = scene.random('planet');
  const radius = chance.range(190, 235);
  const x = w * (0.5 + side * 0.08);
  const y = h * chance.range(0.46, 0.54);
  const clip = defs.clip(`<circle cx="0" cy="0" r="${n(radius)}"/>`);
  const tones = [
    warm,
    mix(warm, hex('#f3e3c8'), 0.6),
    mix(warm, cool, 0.3),
    adjust(warm, -0.16),
    mix(warm, hex('#fff3df'), 0.35),
  ];
  const bands: string[] = [];
  let top = -radius;
  while (top < radius) {
    const tall = chance.range(0.06, 0.24) * radius;
    const tone = tones[Math.floor(chance.next() * tones.length)] ?? warm;
    let d = `M${n(-radius)} ${n(top)}`;
    for (let i = 0; i <= 24; i += 1) {
      const bx = -radius + (i / 24) * radius * 2;
      const curve = 0.09 * radius * (1 - (bx / radius) ** 2);
      d += `L${n(bx)} ${n(top + curve + (fbm(noise, i / 3 + top, top / 60, 4) - 0.5) * radius * 0.16)}`;
    }
    bands.push(
      `<path d="${d}L${n(radius)} ${n(radius)}L${n(-radius)} ${n(radius)}Z" fill="${css(tone)}" opacity="0.72"/>`,
    );
    top += tall;
  }
  const shadow = defs.radial(
    [
      [0, [255, 250, 235], 0.22],
      [0.35, [0, 0, 0], 0],
      [0.62, [3, 3, 12], 0.55],
      [0.9, [2, 2, 8], 0.97],
    ],
    0.3,
    0.3,
    0.82,
  );
  const air = defs.radial([
    [0, warm, 0],
    [0.82, warm, 0],
    [0.86, mix(warm, [255, 255, 255], 0.3), 0.34],
    [1, warm, 0],
  ]);
  const globe = `${ellipse(-radius * 0.05, -radius * 0.05, radius * 1.16, radius * 1.16, air)}<g clip-path="${clip}">${ellipse(0, 0, radius, radius, css(warm))}${bands.join('')}</g>${ellipse(0, 0, radius + 0.5, radius + 0.5, shadow)}`;
  const ringed = has('ring') || chance.chance(0.6);
  const rings = ringed ? drawRings(scene, radius, warm) : { behind: '', before: '' };
  const tilt = n(chance.range(-24, -10) * side);
  const moon = ellipse(
    -side * radius * 1.9,
    -radius * 0.95,
    20,
    20,
    defs.radial(
      [
        [0, [240, 235, 225]],
        [0.6, [120, 115, 115]],
        [1, [14, 14, 22]],
      ],
      0.3,
      0.3,
      0.75,
    ),
  );
  return `<g transform="translate(${n(x)} ${n(y)})">${moon}<g transform="rotate(${tilt})">${rings.behind}${globe}${rings.before}</g></g>`;
}

function drawRings(scene: Scene, radius: number, warm: Colour): { behind: string; before: string } {
  const chance = scene.random('rings');
  const halves = { behind: '', before: '' };
  for (let r = radius * 1.36; r < radius * 2.1; r += 3.4) {
    const gap = Math.abs(r - radius * 1.82) < 7;
    const opacity = (gap ? 0.05 : chance.range(0.2, 0.7)).toFixed(2);
    const colour = css(mix(warm, hex('#f0dcc0'), chance.range(0.25, 0.7)));
    const flat = n(r * 0.24);
    halves.behind += stroke(
      `M${n(-r)} 0A${n(r)} ${flat} 0 0 1 ${n(r)} 0`,
      colour,
      3.8,
      `opacity="${opacity}"`,
    );
    halves.before += stroke(
      `M${n(-r)} 0A${n(r)} ${flat} 0 0 0 ${n(r)} 0`,
      colour,
      3.8,
      `opacity="${opacity}"`,
    );
  }
  return halves;
}

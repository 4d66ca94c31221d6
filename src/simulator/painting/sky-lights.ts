import { css, mix } from './colour.ts';
import { hasWater } from './land/places.ts';
import type { Scene } from './scene.ts';
import { ellipse, n, type Definitions } from './svg.ts';

/** Stars, and the disc of sun or moon. */
export function drawLights(scene: Scene, defs: Definitions): string {
  return stars(scene) + disc(scene, defs);
}

function stars(scene: Scene): string {
  const { palette, has, w, horizon } = scene;
  const dark = palette.time === 'night' || palette.time === 'bluehour' || palette.time === 'dusk';
  if (has('storm') || has('rain') || !(has('stars') || (dark && !has('clouds')))) return '';
  const chance = scene.random('stars');
  const count = (has('stars') ? 420 : palette.time === 'night' ? 220 : 70) * (w / 1400 + 0.3);
  const parts: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const y = chance.next() ** 1.35 * horizon * 0.94;
    const x = chance.range(0, w);
    const size = 0.7 + chance.next() ** 7 * 2.6;
    const fade = (1 - (y / horizon) ** 2) * chance.range(0.25, 0.95);
    const colour = chance.chance(0.2) ? '#ffe2c4' : '#e9f0ff';
    parts.push(ellipse(x, y, size, size, colour, `opacity="${fade.toFixed(2)}"`));
    if (hasWater(scene) && has('stars') && fade > 0.4) {
      const mirrored = horizon + (horizon - y) * 0.85;
      parts.push(
        ellipse(
          x,
          mirrored,
          size * 1.6,
          size * 0.7,
          colour,
          `opacity="${(fade * 0.45).toFixed(2)}"`,
        ),
      );
    }
  }
  return parts.join('');
}

function disc(scene: Scene, defs: Definitions): string {
  const { palette, light } = scene;
  if (light.disc === 'hidden') return '';
  const { x, y, radius } = light;
  const white = [255, 252, 240] as const;
  const heart =
    light.disc === 'moon' ? mix(palette.glow, white, 0.75) : mix(palette.glow, white, 0.6);
  const halo = defs.radial([
    [0, palette.glow, 0.55],
    [0.25, palette.glow, 0.24],
    [0.55, palette.glow, 0.07],
    [1, palette.glow, 0],
  ]);
  const glow = ellipse(x, y, radius * 7, radius * 7, halo);
  if (light.disc === 'sun') {
    const face = defs.radial([
      [0, white],
      [0.75, heart],
      [0.93, mix(heart, palette.glow, 0.6), 0.9],
      [1, palette.glow, 0],
    ]);
    return glow + ellipse(x, y, radius, radius, face);
  }
  const chance = scene.random('moon');
  const face = defs.radial(
    [
      [0, heart],
      [0.8, heart],
      [1, mix(heart, palette.cloudShade, 0.3)],
    ],
    0.4,
    0.4,
    0.62,
  );
  const seas = Array.from({ length: 7 }, () => {
    const turn = chance.range(0, Math.PI * 2);
    const far = chance.range(0, radius * 0.62);
    const size = chance.range(0.1, 0.27) * radius;
    return ellipse(
      x + Math.cos(turn) * far,
      y + Math.sin(turn) * far,
      size,
      size * 0.8,
      css(mix(heart, palette.cloudShade, 0.36)),
      'opacity="0.2"',
    );
  });
  const clip = defs.clip(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}"/>`);
  return `${glow}${ellipse(x, y, radius, radius, face)}<g clip-path="${clip}">${seas.join('')}</g>`;
}

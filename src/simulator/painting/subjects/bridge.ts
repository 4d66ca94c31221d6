import { css, hex, mix } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { n, path, rect, stroke, type Definitions } from '../svg.ts';

/** A stone bridge of round arches across the water, mirrored in it. */
export function drawBridge(scene: Scene, defs: Definitions): string {
  const { w, horizon, palette } = scene;
  const y = horizon + 14;
  const deck = y - 130;
  const arches = Math.max(3, Math.round(w / 300));
  const span = (w + 60) / arches;
  const stoneColour = mix(
    mix(hex('#a08e7c'), palette.accent, 0.2),
    palette.near,
    palette.time === 'noon' ? 0.25 : 0.5,
  );
  const stone = defs.linearBetween(
    [0, deck - 20],
    [0, y],
    [
      [0, mix(stoneColour, palette.glow, 0.35)],
      [0.2, stoneColour],
      [1, mix(stoneColour, palette.near, 0.5)],
    ],
  );
  let outline = `M-30 ${n(deck)}Q${n(w / 2)} ${n(deck - 50)} ${n(w + 30)} ${n(deck)}L${n(w + 30)} ${n(y)}`;
  for (let i = arches - 1; i >= 0; i -= 1) {
    const left = -30 + i * span + 17;
    const right = -30 + (i + 1) * span - 17;
    const crown = deck + 14;
    outline += `L${n(right)} ${n(y)}C${n(right)} ${n(crown)} ${n(left)} ${n(crown)} ${n(left)} ${n(y)}`;
  }
  outline += `L-30 ${n(y)}Z`;
  const rail = stroke(
    `M-30 ${n(deck)}Q${n(w / 2)} ${n(deck - 50)} ${n(w + 30)} ${n(deck)}`,
    css(mix(stoneColour, palette.glow, 0.5)),
    7,
  );
  const lamps = palette.time === 'noon' ? '' : lampPosts(scene, defs, deck, arches, span);
  const bridge = path(outline, stone) + rail + lamps;
  const mirror = `<g transform="translate(0 ${n(y * 2)}) scale(1 -1)" opacity="0.34">${bridge}</g>`;
  return mirror + bridge + rect(0, y - 1, w, 3, css(palette.near), 'opacity="0.35"');
}

function lampPosts(
  scene: Scene,
  defs: Definitions,
  deck: number,
  arches: number,
  span: number,
): string {
  const { lamp, near } = scene.palette;
  const glow = defs.radial([
    [0, lamp, 0.95],
    [0.12, lamp, 0.5],
    [1, lamp, 0],
  ]);
  return Array.from({ length: arches + 1 }, (_, i) => {
    const x = -30 + i * span;
    const y = deck - 25 * (1 - ((x - scene.w / 2) / (scene.w / 2 + 30)) ** 2);
    return `${stroke(`M${n(x)} ${n(y)}v-44`, css(near), 3)}<circle cx="${n(x)}" cy="${n(y - 48)}" r="40" fill="${glow}"/>`;
  }).join('');
}

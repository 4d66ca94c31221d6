import { css, hex, mix } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, path, stroke, type Definitions } from '../svg.ts';

/** One broad tree: branches that fork, and leaves in clusters lit from the side of the light. */
export function drawTree(
  scene: Scene,
  defs: Definitions,
  x: number,
  groundAt: (x: number) => number,
): string {
  const { palette, has, light } = scene;
  const chance = scene.random('tree');
  const ground = groundAt(x) + 34;
  const bark = css(mix(palette.near, hex('#3a2a20'), 0.3));
  const wood: string[] = [];
  const tips: [number, number][] = [];
  const grow = (
    fromX: number,
    fromY: number,
    angle: number,
    length: number,
    width: number,
  ): void => {
    const toX = fromX + Math.sin(angle) * length;
    const toY = fromY - Math.cos(angle) * length;
    const bend = chance.range(-0.16, 0.16) * length;
    wood.push(
      stroke(
        `M${n(fromX)} ${n(fromY)}Q${n((fromX + toX) / 2 + bend)} ${n((fromY + toY) / 2)} ${n(toX)} ${n(toY)}`,
        bark,
        width,
      ),
    );
    if (width < 5) tips.push([toX, toY]);
    if (width < 2.2) return;
    const forks = width > 9 ? 3 : 2;
    for (let i = 0; i < forks; i += 1) {
      const spread = (i / (forks - 1) - 0.5) * chance.range(1, 1.5);
      grow(toX, toY, angle * 0.8 + spread, length * chance.range(0.66, 0.84), width * 0.62);
    }
  };
  grow(x, ground, chance.range(-0.08, 0.08), 104, 25);
  if (has('snow') && !has('flowers')) return wood.join('');
  const base = has('flowers')
    ? mix(palette.accent, [255, 235, 240], 0.3)
    : mix(hex('#4d6b3a'), palette.accent, 0.28);
  const dim = palette.time === 'noon' ? 0.1 : palette.time === 'night' ? 0.66 : 0.42;
  const leaf = mix(base, palette.near, dim);
  const bright = mix(leaf, palette.glow, 0.38);
  const shades = [mix(leaf, palette.near, 0.5), leaf, mix(leaf, bright, 0.5), bright].map(css);
  // One path for each shade, dark ones first: thousands of single leaves would take long to draw.
  const crown = ['', '', '', ''];
  const towards = light.x < x ? -1 : 1;
  const clusters = Math.min(9, Math.ceil(1100 / tips.length));
  for (const [tipX, tipY] of tips) {
    for (let i = 0; i < clusters; i += 1) {
      const dx = (chance.next() + chance.next() - 1) * 46;
      const dy = (chance.next() + chance.next() - 1) * 36;
      const side = (dx * towards) / 46 - dy / 36 + ((tipX - x) * towards) / 160;
      const facing = side + chance.range(-0.5, 0.5);
      const shade = facing > 1 ? 3 : facing > 0.35 ? 2 : facing > -0.4 ? 1 : 0;
      const r = chance.range(5, 14) * (shade === 0 ? 1.4 : 1);
      const flat = r * chance.range(0.6, 0.9);
      crown[shade] +=
        `M${n(tipX + dx - r)} ${n(tipY + dy)}a${n(r)} ${n(flat)} 0 1 0 ${n(r * 2)} 0a${n(r)} ${n(flat)} 0 1 0 ${n(-r * 2)} 0z`;
    }
  }
  const shadow = ellipse(
    x,
    ground + 6,
    170,
    16,
    defs.radial([
      [0, palette.near, 0.6],
      [1, palette.near, 0],
    ]),
  );
  return shadow + wood.join('') + crown.map((d, shade) => path(d, shades[shade] ?? '')).join('');
}

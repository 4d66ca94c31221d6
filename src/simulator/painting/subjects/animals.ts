import { css, hex, mix } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, path, polygon, type Definitions } from '../svg.ts';

/** A sitting fox that looks towards the light. */
export function drawFox(scene: Scene, defs: Definitions, x: number): string {
  const { palette } = scene;
  const fur = mix(hex('#c8662a'), palette.near, coolness(scene) * 0.6);
  const lit = mix(fur, palette.glow, 0.4);
  const dark = mix(fur, palette.near, 0.66);
  const coat = defs.linear(
    [
      [0, lit],
      [0.5, fur],
      [1, dark],
    ],
    1,
    0.7,
  );
  const white = css(mix(hex('#f4e8d8'), palette.near, coolness(scene) * 0.45));
  const ink = css(mix(palette.near, [10, 8, 12], 0.5));
  const body = [
    path('M34 -6C96 8 142 -22 128 -72C122 -92 104 -92 100 -74C96 -46 66 -36 38 -34Z', coat),
    path('M126 -64C134 -84 118 -98 104 -84C98 -76 110 -62 126 -64Z', white),
    path('M-30 2C-36 -40 -34 -84 -8 -112C10 -128 34 -100 44 -66C54 -34 56 -10 46 2Z', coat),
    path('M-28 2C-32 -36 -30 -70 -14 -96C-4 -82 -6 -40 -4 2Z', white, 'opacity="0.85"'),
    path('M-34 2C-38 -4 -20 -8 -14 0L-14 4L-34 4Z', ink) +
      path('M-10 2C-12 -6 4 -8 8 0L8 4L-10 4Z', ink),
    path(
      'M-66 -120C-58 -142 -34 -156 -10 -148L4 -184C16 -172 20 -150 16 -138C18 -116 2 -98 -22 -100C-38 -102 -54 -110 -66 -120Z',
      coat,
    ),
    path('M-36 -150L-34 -186C-20 -178 -12 -164 -10 -148Z', coat) +
      path('M4 -176C12 -168 14 -154 12 -144L2 -148Z', ink),
    path(
      'M-66 -120C-52 -122 -36 -126 -26 -118C-18 -108 -22 -100 -26 -100C-42 -102 -56 -110 -66 -120Z',
      white,
    ),
    ellipse(-64, -121, 5, 4.2, ink) +
      ellipse(-30, -133, 3.6, 4.6, ink) +
      ellipse(-31, -135, 1.1, 1.3, '#fff'),
  ].join('');
  return place(scene, defs, body, x, 1.5);
}

/** A sitting cat, seen from behind its shoulder. */
export function drawCat(scene: Scene, defs: Definitions, x: number): string {
  const { palette } = scene;
  const fur = mix(mix(hex('#3b3438'), palette.accent, 0.25), palette.near, coolness(scene) * 0.5);
  const coat = defs.linear(
    [
      [0, mix(fur, palette.glow, 0.42)],
      [0.45, fur],
      [1, mix(fur, palette.near, 0.6)],
    ],
    1,
    0.5,
  );
  const eye = css(mix(hex('#f0c34a'), palette.lamp, 0.4));
  const body = [
    path('M38 -4C90 6 112 -28 92 -62C86 -72 76 -66 80 -56C92 -30 70 -20 36 -26Z', coat),
    path('M-40 2C-50 -44 -34 -92 -4 -104C32 -92 56 -44 46 2Z', coat),
    path(
      'M-44 -112C-50 -142 -46 -166 -42 -174C-34 -168 -24 -160 -20 -156C-10 -160 4 -160 14 -156C20 -162 30 -170 36 -174C40 -162 42 -140 36 -112C28 -88 -32 -86 -44 -112Z',
      coat,
    ),
    ellipse(-22, -126, 6.4, 6, eye) + ellipse(-22, -126, 1.9, 5.6, css(palette.near)),
    ellipse(14, -126, 6.4, 6, eye) + ellipse(14, -126, 1.9, 5.6, css(palette.near)),
    path('M-7 -115L1 -115L-3 -110Z', css(mix(hex('#c98a86'), palette.near, 0.2))),
  ].join('');
  return place(scene, defs, body, x, 1.5);
}

/** Somebody who stands and looks into the picture. */
export function drawPerson(scene: Scene, defs: Definitions, x: number): string {
  const { palette } = scene;
  const coat = css(mix(palette.accent, palette.near, 0.5));
  const dark = css(palette.near);
  const body = [
    path('M-9 4L-7 -46L7 -46L9 4L3 4L0 -34L-3 4Z', dark),
    path('M-16 -38C-18 -74 -12 -92 0 -94C12 -92 18 -74 16 -38Q0 -32 -16 -38Z', coat),
    ellipse(0, -104, 8.6, 10, css(mix(palette.near, [150, 110, 84], 0.4))),
    path('M-10 -104C-11 -120 11 -120 10 -104C6 -112 -6 -112 -10 -104Z', dark),
    polygon(
      [
        [-15, -86],
        [-22, -50],
        [-17, -48],
        [-10, -78],
      ],
      coat,
    ) +
      polygon(
        [
          [15, -86],
          [22, -50],
          [17, -48],
          [10, -78],
        ],
        coat,
      ),
  ].join('');
  return place(scene, defs, body, x, 2);
}

/** Close before us, on a rise of ground at the lower edge. */
function place(scene: Scene, defs: Definitions, body: string, x: number, size: number): string {
  const { w, h, palette, has } = scene;
  const y = h - 74;
  const towards = scene.light.x < x ? 1 : -1;
  const ground = has('snow')
    ? mix(hex('#e6edf5'), palette.cloudShade, 0.34)
    : mix(palette.near, palette.haze, 0.1);
  const mound = path(
    `M0 ${n(y + 44)}Q${n(x - 260)} ${n(y + 10)} ${n(x)} ${n(y - 4)}Q${n(x + 280)} ${n(y + 6)} ${n(w)} ${n(y + 36)}V${n(h + 4)}H0Z`,
    defs.linear([
      [0, mix(ground, palette.glow, has('snow') ? 0.3 : 0.12)],
      [1, mix(ground, palette.near, has('snow') ? 0.3 : 0.6)],
    ]),
  );
  const shadow = ellipse(
    20,
    4,
    110,
    10,
    defs.radial([
      [0, palette.near, 0.7],
      [1, palette.near, 0],
    ]),
  );
  return `${mound}<g transform="translate(${n(x)} ${n(y)}) scale(${size * towards} ${size})">${shadow}${body}</g>`;
}

function coolness({ palette }: Scene): number {
  if (palette.time === 'noon') return 0.15;
  return palette.time === 'night' ? 0.85 : 0.5;
}

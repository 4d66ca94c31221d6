import { css, mix } from './colour.ts';
import { placeOf } from './land/places.ts';
import type { Scene } from './scene.ts';
import { ellipse, n, rect, stroke, type Definitions } from './svg.ts';

/** Weather in the air: behind the subject, and in front of everything. */
export function drawWeather(scene: Scene, defs: Definitions): { between: string; front: string } {
  const { has } = scene;
  const between = [has('fog') || placeOf(scene) === 'forest' ? fog(scene, defs, 5) : ''];
  const front = [has('fog') ? fog(scene, defs, 2) : ''];
  if (has('lightning')) between.push(lightning(scene));
  if (has('rain') || has('storm')) front.push(rain(scene));
  if (has('snow')) front.push(snow(scene, defs));
  return { between: between.join(''), front: front.join('') };
}

function fog(scene: Scene, defs: Definitions, banks: number): string {
  const chance = scene.random(`fog${banks}`);
  const { palette, w, h, horizon } = scene;
  const colour = mix(palette.haze, palette.cloudLit, 0.35);
  const strength = scene.has('fog') ? 0.6 : 0.32;
  const fill = defs.radial([
    [0, colour, strength],
    [0.45, colour, strength * 0.55],
    [1, colour, 0],
  ]);
  return Array.from({ length: banks }, (_, i) => {
    const y = horizon + (h - horizon) * (i / banks) * 0.8 + chance.range(-40, 40);
    return ellipse(chance.range(0, w), y, chance.range(0.5, 0.9) * w, chance.range(50, 110), fill);
  }).join('');
}

function rain(scene: Scene): string {
  const chance = scene.random('rain');
  const { w, h, palette, side } = scene;
  const slant = (scene.has('storm') ? 0.34 : 0.12) * -side;
  const colour = css(mix(palette.cloudLit, [220, 230, 240], 0.5));
  const sheets = [
    { count: 190, length: 46, width: 0.9, opacity: 0.2 },
    { count: 70, length: 90, width: 1.5, opacity: 0.16 },
  ];
  return sheets
    .map(({ count, length, width, opacity }) => {
      const drops = Array.from({ length: Math.round((count * w * h) / 1.3e6) }, () => {
        const x = chance.range(-0.1, 1.1) * w;
        const y = chance.range(-0.05, 1) * h;
        const long = length * chance.range(0.5, 1.2);
        return `M${n(x)} ${n(y)}l${n(long * slant)} ${n(long)}`;
      });
      return stroke(drops.join(''), colour, width, `opacity="${opacity}"`);
    })
    .join('');
}

function snow(scene: Scene, defs: Definitions): string {
  const chance = scene.random('flakes');
  const { w, h } = scene;
  const soft = defs.radial([
    [0, [255, 255, 255], 0.9],
    [0.4, [255, 255, 255], 0.6],
    [1, [255, 255, 255], 0],
  ]);
  const whiten = rect(0, 0, w, h, '#dfe8f2', 'opacity="0.06"');
  const flakes = Array.from({ length: Math.round((w * h) / 4200) }, () => {
    const size = 1.2 + chance.next() ** 4 * 9;
    const opacity = (0.85 - size * 0.04).toFixed(2);
    return ellipse(
      chance.range(0, w),
      chance.range(0, h),
      size,
      size,
      size > 2.5 ? soft : '#fff',
      `opacity="${opacity}"`,
    );
  });
  return whiten + flakes.join('');
}

function lightning(scene: Scene): string {
  const chance = scene.random('lightning');
  const { w, horizon, side } = scene;
  let x = w * (0.5 - side * chance.range(0.12, 0.3));
  let y = 0;
  let d = `M${n(x)} ${n(y)}`;
  let forks = '';
  while (y < horizon) {
    x += chance.range(-34, 34);
    y += chance.range(18, 46);
    d += `L${n(x)} ${n(Math.min(y, horizon))}`;
    if (chance.chance(0.16)) {
      forks += `M${n(x)} ${n(y)}l${n(chance.range(-70, 70))} ${n(chance.range(40, 90))}l${n(chance.range(-40, 40))} ${n(chance.range(30, 70))}`;
    }
  }
  const glow = [26, 12, 5].map((width) => stroke(d, '#cfd8ff', width, 'opacity="0.1"')).join('');
  return `${glow}${stroke(forks, '#e6ebff', 1.4, 'opacity="0.6"')}${stroke(d, '#fbfcff', 2.6)}`;
}

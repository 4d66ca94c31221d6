import { css, mix, adjust } from '../colour.ts';
import { fbm } from '../noise.ts';
import type { Scene } from '../scene.ts';
import { ellipse, n, polygon, rect, type Definitions, type Point } from '../svg.ts';
import { placeOf } from './places.ts';
import { drawSwells } from './swells.ts';
import { drawRidge, drawSnow, profileOf, type RidgeLayer } from './ridges.ts';

/** The land of a scene in two parts: subjects stand between them. */
export interface Land {
  far: string;
  near: string;
  /** Where a subject at `x` stands, in units from the top. */
  groundAt: (x: number) => number;
}

/** Draws hills, mountains, woods, dunes or a meadow; water gets a far shore only. */
export function drawLand(scene: Scene, defs: Definitions): Land {
  const place = placeOf(scene);
  const { horizon, h, has } = scene;
  const chance = scene.random('land');
  const shift = (): number => chance.range(3, 200);
  if (place === 'sea') {
    const swells = has('storm') || has('wild') ? drawSwells(scene, defs) : '';
    return { far: farShore(scene, defs, shift()) + swells, near: '', groundAt: () => horizon };
  }
  if (place === 'lake') return lakeShores(scene, defs, shift);
  const count = place === 'desert' ? 5 : place === 'meadow' ? 4 : 6;
  const wooded =
    place === 'forest' ||
    (place !== 'desert' && place !== 'meadow' && !has('snow') && chance.chance(0.75));
  const sharp = place === 'mountains' ? (has('soft') ? 0.45 : 0.8) : 0;
  const layers = Array.from({ length: count }, (_, i): RidgeLayer => {
    const t = i / (count - 1);
    const rise =
      place === 'mountains' ? 320 - t * 170 : place === 'desert' ? 120 + t * 60 : 130 + t * 50;
    const firs = wooded && t > 0.3 ? (place === 'forest' ? 50 + t * 150 : 26 + t * 90) : 0;
    return {
      base: horizon + (h - horizon) * t ** 1.25 * 0.82,
      rise,
      wave: (place === 'mountains' ? 420 : 520) * (0.8 + t * 0.9),
      sharp: sharp * (1 - t * 0.65),
      trees: firs,
      near: t,
      shift: shift(),
    };
  });
  const draw = (layer: RidgeLayer): string => {
    const foot = layer.base + layer.rise * 0.6 + (h - horizon) * 0.4;
    const snow = layer.sharp > 0.35 && layer.trees === 0 ? drawSnow(scene, layer) : '';
    return drawRidge(scene, defs, layer, Math.max(foot, layer.near >= 1 ? h + 10 : 0)) + snow;
  };
  // The nearest ridge but one carries the subject, the nearest frames it from below.
  const stage = layers.at(-2) ?? layers[0];
  const floor = rect(0, horizon + (h - horizon) * 0.5, scene.w, h, css(scene.palette.near));
  return {
    far: floor + layers.slice(0, -1).map(draw).join(''),
    near: layers.slice(-1).map(draw).join('') + (place === 'meadow' ? grass(scene) : ''),
    groundAt: stage ? profileOf(scene, stage) : () => horizon,
  };
}

function farShore(scene: Scene, defs: Definitions, shift: number): string {
  const layers = [0.05, 0.2].map((near, i): RidgeLayer => ({
    base: scene.horizon + 18 - i * 4,
    rise: 120 - i * 45,
    wave: 380,
    sharp: 0.35,
    trees: 0,
    near,
    shift: shift + i * 31,
  }));
  const clip = defs.clip(`<rect x="0" y="0" width="${n(scene.w)}" height="${n(scene.horizon)}"/>`);
  const drawn = layers.map((layer) => drawRidge(scene, defs, layer, scene.horizon)).join('');
  return `<g clip-path="${clip}" opacity="0.8">${drawn}</g>`;
}

function lakeShores(scene: Scene, defs: Definitions, shift: () => number): Land {
  const { horizon, w, h, palette, has } = scene;
  const peaks = has('mountains') || !has('forest');
  const layers = [0, 1, 2, 3].map((i): RidgeLayer => {
    const t = i / 3;
    return {
      base: horizon - 26 + t * 34,
      rise: (peaks ? 330 : 190) - t * (peaks ? 240 : 130),
      wave: 420 - t * 60,
      sharp: peaks ? 0.8 - t * 0.5 : 0.1,
      trees: t > 0.5 ? 34 * t : 0,
      near: 0.12 + t * 0.62,
      shift: shift(),
    };
  });
  const clip = defs.clip(`<rect x="0" y="0" width="${n(w)}" height="${n(horizon)}"/>`);
  const land = layers
    .map(
      (layer) =>
        drawRidge(scene, defs, layer, horizon) + (layer.sharp > 0.6 ? drawSnow(scene, layer) : ''),
    )
    .join('');
  const strength = has('quiet') ? 0.72 : 0.5;
  const depth = defs.linearBetween(
    [0, horizon],
    [0, h],
    [
      [0, palette.haze, 0.25],
      [0.12, palette.water, 0],
      [1, palette.near, 0.5],
    ],
  );
  const mirrored = `<g transform="translate(0 ${n(horizon * 2)}) scale(1 -1)" opacity="${strength}"><g clip-path="${clip}">${land}</g></g>`;
  return {
    far: `${mirrored}<g clip-path="${clip}">${land}</g>${rect(0, horizon, w, h - horizon, depth)}${ripples(scene)}`,
    near: '',
    groundAt: () => horizon,
  };
}

function ripples(scene: Scene): string {
  const chance = scene.random('ripples');
  const { horizon, w, h, palette } = scene;
  return Array.from({ length: 46 }, () => {
    const t = chance.next() ** 1.6;
    const y = horizon + 6 + t * (h - horizon);
    const length = 40 + t * 260 * chance.next();
    const x = chance.range(-0.1, 1) * w;
    const colour = css(chance.chance(0.6) ? palette.cloudLit : palette.near);
    return ellipse(x, y, length, 0.7 + t * 2, colour, `opacity="${n(0.1 + chance.next() * 0.16)}"`);
  }).join('');
}

function grass(scene: Scene): string {
  const chance = scene.random('grass');
  const { w, h, palette, has } = scene;
  const blades: string[] = [];
  const dark = css(palette.near);
  for (let i = 0; i < 260; i += 1) {
    const x = chance.range(-10, w + 10);
    const ground = h - (fbm(scene.noise, x / 200, 4.2, 2) - 0.3) * 60;
    const tall = chance.range(40, 130);
    const bend = chance.range(-22, 26);
    const points: Point[] = [
      [x - 3, ground + 60],
      [x + bend * 0.4 - 1, ground - tall * 0.5],
      [x + bend, ground - tall],
      [x + bend * 0.4 + 2, ground - tall * 0.5],
      [x + 3, ground + 60],
    ];
    blades.push(polygon(points, i % 3 === 0 ? css(adjust(palette.near, 0.07, 1.3)) : dark));
    if (has('flowers') || (has('meadow') && i % 6 === 0)) {
      const petal = mix(
        i % 2 === 0 ? palette.accent : palette.glow,
        palette.near,
        chance.range(0, 0.35),
      );
      const size = chance.range(4, 9.5);
      blades.push(ellipse(x + bend, ground - tall, size, size * 0.8, css(petal)));
    }
  }
  return blades.join('');
}

import { drawAbstract } from './interiors/abstract.ts';
import { drawCourtyard } from './interiors/courtyard.ts';
import { drawSpace } from './interiors/space.ts';
import { drawStillLife } from './interiors/still-life.ts';
import { drawTiles } from './interiors/tiles.ts';
import type { Drawing } from './drawing.ts';
import { drawCity } from './land/city.ts';
import { drawLand } from './land/landscape.ts';
import { hasWater, placeOf } from './land/places.ts';
import type { Scene } from './scene.ts';
import { drawLights } from './sky-lights.ts';
import { drawSubjects } from './subjects/subjects.ts';
import { Definitions } from './svg.ts';
import { drawWeather } from './weather.ts';

/** Draws whatever the prompt asks for: an interior of its own kind, or a landscape. */
export function drawScene(scene: Scene): Drawing {
  const { has } = scene;
  const defs = new Definitions();
  const outdoors = (
    ['lighthouse', 'boat', 'castle', 'mountains', 'sea', 'forest', 'lake'] as const
  ).some(has);
  if (has('tiles')) return { svg: drawTiles(scene, defs) };
  if (has('abstract') && !outdoors) return drawAbstract(scene);
  if (has('space') || (has('planet') && !outdoors)) return drawSpace(scene, defs);
  if (has('courtyard') && !outdoors) return { svg: drawCourtyard(scene, defs) };
  if ((has('stilllife') || has('ball') || onlyFlowers(scene)) && !outdoors) {
    return { svg: drawStillLife(scene, defs) };
  }
  return { svg: drawLandscape(scene, defs) };
}

function onlyFlowers({ has }: Scene): boolean {
  return (
    has('flowers') &&
    !(['meadow', 'house', 'tree', 'fox', 'cat', 'person', 'city'] as const).some(has)
  );
}

function drawLandscape(scene: Scene, defs: Definitions): string {
  const lights = drawLights(scene, defs);
  const city = placeOf(scene) === 'city' ? drawCity(scene, defs) : undefined;
  const land = city ?? drawLand(scene, defs);
  const subjects = drawSubjects(scene, defs, land.groundAt);
  const weather = drawWeather(scene, defs);
  const body = [
    lights,
    subjects.aloft,
    land.far,
    weather.between,
    // On water a subject stands before its reflection; on land the nearest ridge covers its foot.
    hasWater(scene) ? land.near + subjects.standing : subjects.standing + land.near,
    subjects.before,
    weather.front,
  ];
  return defs.toString() + body.join('');
}

import { hasWater } from './land/places.ts';
import type { Scene } from './scene.ts';
import { makeSky, type SkyAt } from './sky.ts';
import { makeWater } from './water.ts';

/** The soft part of a picture, computed point by point. */
export interface Raster {
  /** Red, green, blue for every point, row by row. */
  data: Uint8Array;
  width: number;
  height: number;
}

/**
 * Sky and water in few points: they are soft, so they are enlarged afterwards.
 * @param longSide points along the longer side
 */
export function paintBackdrop(scene: Scene, longSide: number): Raster {
  const sky = makeSky(scene);
  const water = hasWater(scene) ? makeWater(scene, sky) : undefined;
  return rasterise(scene, longSide, (x, y, out) => {
    if (water && y > scene.horizon) water(x, y, out);
    else sky(x, y, out);
  });
}

/** Computes a colour for every point of a small raster over the whole scene. */
export function rasterise(scene: { w: number; h: number }, longSide: number, at: SkyAt): Raster {
  const scale = longSide / Math.max(scene.w, scene.h);
  const width = Math.max(1, Math.round(scene.w * scale));
  const height = Math.max(1, Math.round(scene.h * scale));
  const data = new Uint8Array(width * height * 3);
  const out = new Float32Array(3);
  for (let row = 0, i = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, i += 3) {
      at(((column + 0.5) / width) * scene.w, ((row + 0.5) / height) * scene.h, out);
      data[i] = clamp(out[0]);
      data[i + 1] = clamp(out[1]);
      data[i + 2] = clamp(out[2]);
    }
  }
  return { data, width, height };
}

function clamp(value = 0): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

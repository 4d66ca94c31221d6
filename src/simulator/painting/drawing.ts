import type { Raster } from './backdrop.ts';

/** A scene as it is handed to the rasteriser. */
export interface Drawing {
  /** Everything with edges, without the enclosing `<svg>`. */
  svg: string;
  /** What lies behind it, if not sky and water; given the points along its longer side. */
  backdrop?: (longSide: number) => Raster;
}

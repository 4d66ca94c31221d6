/** How a picture lies in its box: larger than fitted by `zoom`, its middle off the box's by pixels. */
export interface Zoom {
  zoom: number;
  x: number;
  y: number;
}

/** Pixels of the page: the box, and the picture as it is fitted into it. */
export interface ZoomSpace {
  box: { width: number; height: number };
  fitted: { width: number; height: number };
  /** By how much the picture grows until one pixel of it is one of the page. */
  ownPixels: number;
}

/** A place in the box, from its middle. */
export interface Point {
  x: number;
  y: number;
}

/** The whole picture. */
export const fit: Zoom = { zoom: 1, x: 0, y: 0 };

/** By how much one press of a key or a button changes the size. */
export const zoomStep = 1.4;

/** Whether all of the picture is in sight, as it was fitted. */
export function isFit({ zoom }: Zoom): boolean {
  return Math.abs(zoom - 1) < 0.001;
}

/** The smallest and the largest that a picture can be made. */
export function zoomBounds({ ownPixels }: ZoomSpace): { min: number; max: number } {
  return { min: Math.min(1, ownPixels), max: Math.max(8, ownPixels * 4) };
}

/** Makes the picture larger or smaller, so that what lies at a point stays there. */
export function zoomAt(from: Zoom, by: number, at: Point, space: ZoomSpace): Zoom {
  const { min, max } = zoomBounds(space);
  const zoom = Math.min(max, Math.max(min, from.zoom * by));
  const grown = zoom / from.zoom;
  const x = at.x - (at.x - from.x) * grown;
  const y = at.y - (at.y - from.y) * grown;
  return within({ zoom, x, y }, space);
}

/** Moves the picture, as far as there is more of it to see. */
export function panBy(from: Zoom, by: Point, space: ZoomSpace): Zoom {
  return within({ ...from, x: from.x + by.x, y: from.y + by.y }, space);
}

/**
 * Between the whole picture and its own pixels, where these are larger; else between the whole and
 * two and a half times as large.
 */
export function zoomToggled(from: Zoom, at: Point, space: ZoomSpace): Zoom {
  if (!isFit(from)) return fit;
  const by = space.ownPixels > 1.2 ? space.ownPixels : 2.5;
  return zoomAt(from, by, at, space);
}

/** No edge of the picture comes further in than the box needs. */
export function within({ zoom, x, y }: Zoom, { box, fitted }: ZoomSpace): Zoom {
  const across = Math.max(0, (fitted.width * zoom - box.width) / 2);
  const down = Math.max(0, (fitted.height * zoom - box.height) / 2);
  return {
    zoom,
    x: Math.min(across, Math.max(-across, x)),
    y: Math.min(down, Math.max(-down, y)),
  };
}

/** In per cent of the picture's own pixels, such as "66%". */
export function zoomInWords({ zoom }: Zoom, { ownPixels }: ZoomSpace): string {
  return `${Math.round((zoom / ownPixels) * 100)}%`;
}

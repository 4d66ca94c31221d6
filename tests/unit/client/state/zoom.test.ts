import { expect, test } from 'vitest';
import {
  fit,
  isFit,
  panBy,
  within,
  zoomAt,
  zoomBounds,
  zoomInWords,
  zoomToggled,
  type ZoomSpace,
} from '../../../../src/client/state/zoom.ts';

/** A picture of 1600 × 1200 in a box of 1000 × 600. */
const space: ZoomSpace = {
  box: { width: 1000, height: 600 },
  fitted: { width: 800, height: 600 },
  ownPixels: 2,
};

/** Where in the picture, from its middle and as it is fitted, a point of the box is. */
const inPicture = (view: typeof fit, at: { x: number; y: number }) => ({
  x: (at.x - view.x) / view.zoom,
  y: (at.y - view.y) / view.zoom,
});

test('what lies under the pointer stays there', () => {
  const at = { x: 120, y: -90 };
  const near = zoomAt(fit, 3, at, space);
  const nearer = zoomAt(near, 1.5, at, space);
  expect(inPicture(near, at).x).toBeCloseTo(120);
  expect(inPicture(nearer, at).y).toBeCloseTo(-90);
});

test('no edge comes further in than the box needs', () => {
  const near = zoomAt(fit, 2, { x: 0, y: 0 }, space);
  expect(panBy(near, { x: 9_000, y: -9_000 }, space)).toEqual({ zoom: 2, x: 300, y: -300 });
  expect(within({ zoom: 1, x: 50, y: 50 }, space)).toEqual(fit);
});

test('it gets neither smaller than the whole nor larger than is of use', () => {
  expect(zoomAt(fit, 0.01, { x: 0, y: 0 }, space).zoom).toBe(1);
  expect(zoomAt(fit, 1_000, { x: 0, y: 0 }, space).zoom).toBe(8);
  // A small picture is fitted larger than its own pixels: those can be seen, too.
  expect(zoomBounds({ ...space, ownPixels: 0.5 }).min).toBe(0.5);
  expect(zoomBounds({ ...space, ownPixels: 5 }).max).toBe(20);
});

test('a double click goes to its own pixels and back', () => {
  const near = zoomToggled(fit, { x: 0, y: 0 }, space);
  expect(near.zoom).toBe(2);
  expect(zoomInWords(near, space)).toBe('100%');
  expect(zoomInWords(fit, space)).toBe('50%');
  expect(isFit(zoomToggled(near, { x: 0, y: 0 }, space))).toBe(true);
  // Where these are no larger than what is seen, it still comes closer.
  expect(zoomToggled(fit, { x: 0, y: 0 }, { ...space, ownPixels: 1 }).zoom).toBe(2.5);
});

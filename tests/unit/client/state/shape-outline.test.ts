import { expect, test } from 'vitest';
import { shapeOutline } from '../../../../src/client/state/shape-outline.ts';

test.each([
  [1024, 1024, '18.0px', '18.0px'],
  [1344, 768, '22.0px', '12.6px'],
  [512, 768, '12.0px', '18.0px'],
  [1024, 10, '22.0px', '8.3px'],
])('%i by %i is drawn %s wide and %s high', (width, height, w, h) => {
  expect(shapeOutline(width, height)).toEqual({ '--w': w, '--h': h });
});

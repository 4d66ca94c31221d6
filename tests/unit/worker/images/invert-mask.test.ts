import { decode, encode } from 'fast-png';
import { expect, test } from 'vitest';
import { invertedMask } from '../../../../src/worker/images/sources/invert-mask.ts';

test('black and white are exchanged, and what is transparent was black', () => {
  const data = Uint8Array.of(
    0,
    0,
    0,
    255,
    255,
    255,
    255,
    255,
    100,
    100,
    100,
    255,
    255,
    255,
    255,
    0,
  );
  const inverted = invertedMask(new Uint8Array(encode({ width: 4, height: 1, data, channels: 4 })));
  const { width, height, channels, data: made } = decode(inverted ?? new Uint8Array());
  expect({ width, height, channels }).toEqual({ width: 4, height: 1, channels: 1 });
  expect([...made]).toEqual([255, 0, 155, 255]);
});

test('what is no PNG, broken, or too large to be held, is not inverted', () => {
  const png = new Uint8Array(
    encode({ width: 8, height: 8, data: new Uint8Array(64), channels: 1 }),
  );
  expect(invertedMask(Uint8Array.of(1, 2, 3))).toBeNull();
  expect(invertedMask(png.subarray(0, -14))).toBeNull();
  const large = png.slice();
  new DataView(large.buffer).setUint32(16, 3_000);
  new DataView(large.buffer).setUint32(20, 3_000);
  expect(invertedMask(large)).toBeNull();
});

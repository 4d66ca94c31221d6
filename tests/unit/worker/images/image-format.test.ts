import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageFormat } from '../../../../src/worker/images/image-format.ts';

const picture = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: '#c96' } });

const made = {
  png: await picture().png().toBuffer(),
  jpeg: await picture().jpeg().toBuffer(),
  webp: await picture().webp().toBuffer(),
  avif: await picture().avif().toBuffer(),
};

const kinds = Object.entries(made).map(([kind, bytes]) => [kind, new Uint8Array(bytes)] as const);

test.each(kinds)('%s is known by its bytes', (kind, bytes) => {
  const contentType = `image/${kind}`;
  expect(imageFormat(bytes)).toEqual({ contentType, width: 40, height: 30, isWhole: true });
});

test.each(kinds)('%s that breaks off is known by its missing end', (_kind, bytes) => {
  for (const part of [0.6, 0.9]) {
    const cut = bytes.subarray(0, Math.floor(bytes.length * part));
    // Cut early it may not even have its head.
    expect(imageFormat(cut)?.isWhole ?? false).toBe(false);
  }
  expect(imageFormat(bytes.subarray(0, -4))?.isWhole ?? false).toBe(false);
});

test('a photo that lies on its side has the size that it is shown in', async () => {
  const bytes = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(imageFormat(new Uint8Array(bytes))).toMatchObject({ width: 30, height: 40 });
});

test.each([
  ['nothing', ''],
  ['a page', '<!doctype html><title>Sign in</title>'],
  [
    'an SVG',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>',
  ],
  ['a GIF', 'GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;'],
  ['a BMP', `BM${'\u0000'.repeat(60)}`],
  ['text that begins like JPEG', '\u00ff\u00d8 and nothing else'],
  ['JSON', '{"detail":"not found"}'],
])('%s is no image that we keep', (_name, text) => {
  expect(imageFormat(Uint8Array.from(text, (char) => char.charCodeAt(0)))).toBeNull();
});

test('a small file with a huge picture in it is refused', () => {
  const bomb = new Uint8Array(made.png);
  const view = new DataView(bomb.buffer);
  view.setUint32(16, 50_000);
  view.setUint32(20, 50_000);
  expect(imageFormat(bomb)).toBeNull();
  view.setUint32(16, 0);
  expect(imageFormat(bomb)).toBeNull();
});

import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { joined } from '../../../../../src/worker/images/files/bytes.ts';
import { imageTypes } from '../../../../../src/worker/images/files/image-head.ts';
import { inspectUpload } from '../../../../../src/worker/images/files/inspect-upload.ts';
import { jpegSegment } from '../../../../../src/worker/images/files/jpeg/jpeg-segments.ts';
import { pngChunk } from '../../../../../src/worker/images/files/png/png-chunks.ts';
import { stripMetadata } from '../../../../../src/worker/images/files/strip-metadata.ts';
import { webpChunk, webpFile } from '../../../../../src/worker/images/files/webp/webp-chunks.ts';
import { animation, asText, photo, picture, pixelsOf, secrets } from './samples.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe.each(imageTypes)('%s', (type) => {
  test('loses what a camera wrote, keeps its pixels to the bit and its colours', async () => {
    const given = await photo(type);
    const before = await sharp(given).metadata();
    // A GIF has no place for it.
    if (type !== 'image/gif') expect(asText(given)).toContain('SecretPlace');
    const stripped = stripMetadata(given, type);
    for (const secret of secrets) expect(asText(stripped)).not.toContain(secret);
    const after = await sharp(stripped).metadata();
    expect(after).toMatchObject({ width: 40, height: 30 });
    expect([after.exif, after.xmp, after.iptc, after.comments]).toEqual(Array(4).fill(undefined));
    expect(after.icc).toEqual(before.icc);
    expect(await pixelsOf(stripped)).toEqual(await pixelsOf(given));
    expect(inspectUpload(stripped)).toMatchObject({ ok: true, width: 40, height: 30 });
  });

  test('loses what was appended, and stays what it is', async () => {
    const given = await picture(type);
    const appended = bytesOf('PK\u0003\u0004<script>alert(1)</script>');
    const stripped = stripMetadata(joined([given, appended]), type);
    expect(asText(stripped)).not.toContain('script');
    expect(stripped).toEqual(stripMetadata(given, type));
    expect(await pixelsOf(stripped)).toEqual(await pixelsOf(given));
  });

  test('nothing is left to strip a second time', async () => {
    const once = stripMetadata(await photo(type), type);
    expect(stripMetadata(once, type)).toEqual(once);
  });
});

test.each(['image/jpeg', 'image/png', 'image/webp'] as const)(
  'of %s that lies on its side only that is kept',
  async (type) => {
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const given = await photo(type, orientation);
      const stripped = stripMetadata(given, type);
      for (const secret of secrets) expect(asText(stripped)).not.toContain(secret);
      const { orientation: kept, exif, autoOrient } = await sharp(stripped).metadata();
      expect(kept ?? 1).toBe(orientation);
      expect(exif?.length ?? 0).toBe(orientation === 1 ? 0 : type === 'image/jpeg' ? 32 : 26);
      expect(autoOrient.width).toBe(orientation >= 5 ? 30 : 40);
      expect((await sharp(stripMetadata(given, type, 1)).metadata()).exif).toBeUndefined();
    }
  },
);

test.each(['image/gif', 'image/webp'] as const)('%s goes on moving', async (type) => {
  const given = await animation(type);
  expect(inspectUpload(given)).toMatchObject({ ok: true, isAnimated: true });
  const stripped = stripMetadata(given, type);
  const shown = async (bytes: Uint8Array) => {
    const { pages, loop, delay, pageHeight } = await sharp(bytes, { animated: true }).metadata();
    return { pages, loop, delay, pageHeight };
  };
  expect(await shown(stripped)).toEqual({ pages: 3, loop: 2, delay: [90, 80, 70], pageHeight: 30 });
  expect(await shown(stripped)).toEqual(await shown(given));
  expect(await pixelsOf(stripped)).toEqual(await pixelsOf(given));
});

test('a GIF loses its comments and what other programs keep in it', async () => {
  const given = await animation('image/gif');
  // After the head and the table of colours.
  const at = 13 + ((given[10] ?? 0) & 0x80 ? 3 * 2 ** (((given[10] ?? 0) & 7) + 1) : 0);
  const extensions = bytesOf('!\u00fe\u0006Secret\0!\u00ff\u000bXMP DataXMP\u0006Secret\0');
  const spoken = joined([given.subarray(0, at), extensions, given.subarray(at)]);
  expect(asText(spoken)).toContain('Secret');
  expect(stripMetadata(spoken, 'image/gif')).toEqual(stripMetadata(given, 'image/gif'));
});

test('a PNG loses texts, unknown chunks, and known ones that are longer than they can be', async () => {
  const given = await picture('image/png');
  const hidden = [
    pngChunk('tEXt', bytesOf('Comment\0Secret')),
    pngChunk('zzZz', bytesOf('Secret')),
    pngChunk('tIME', bytesOf('Secret!')),
    pngChunk('gAMA', bytesOf('Secret in what is four bytes')),
  ];
  const spoken = joined([given.subarray(0, 33), ...hidden, given.subarray(33)]);
  expect(stripMetadata(spoken, 'image/png')).toEqual(stripMetadata(given, 'image/png'));
  const gamma = joined([
    given.subarray(0, 33),
    pngChunk('gAMA', Uint8Array.of(0, 0, 0xb1, 0x8f)),
    given.subarray(33),
  ]);
  expect(stripMetadata(gamma, 'image/png')).toEqual(gamma);
});

test('an animated PNG keeps its frames', async () => {
  const given = await picture('image/png');
  const control = pngChunk('acTL', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0));
  const frame = pngChunk('fcTL', new Uint8Array(26));
  const pixels = pngChunk('fdAT', new Uint8Array(40));
  const end = given.length - 12;
  const moving = joined([
    given.subarray(0, 33),
    control,
    frame,
    given.subarray(33, end),
    frame,
    pixels,
    given.subarray(end),
  ]);
  expect(inspectUpload(moving)).toMatchObject({ ok: true, isAnimated: true });
  expect(stripMetadata(moving, 'image/png')).toEqual(moving);
});

test('a JPEG loses comments, thumbnails, what cameras write, and further images behind it', async () => {
  const given = await picture('image/jpeg');
  const jfif = jpegSegment(
    0xe0,
    joined([bytesOf('JFIF\0\u0001\u0002\0\0H\0H\u0002\u0001'), bytesOf('Secret')]),
  );
  const hidden = [
    jpegSegment(0xe0, bytesOf('JFXX\0\u0010Secret')),
    jpegSegment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0Secret')),
    jpegSegment(0xe2, bytesOf('MPF\0Secret')),
    jpegSegment(0xed, bytesOf('Photoshop 3.0\0Secret')),
    jpegSegment(0xee, bytesOf('Adobe\0d\0\0\0\0\u0001Secret')),
    jpegSegment(0xef, bytesOf('Secret')),
    jpegSegment(0xfe, bytesOf('Secret')),
    bytesOf('Secret between two segments'),
  ];
  const spoken = joined([given.subarray(0, 2), jfif, ...hidden, given.subarray(2), given]);
  const stripped = stripMetadata(spoken, 'image/jpeg');
  expect(asText(stripped)).not.toContain('Secret');
  expect(stripped.length).toBeLessThan(given.length + 18 + 16 + 1);
  expect(await pixelsOf(stripped)).toHaveLength(40 * 30 * 3);
  expect((await sharp(stripped).metadata()).density).toBe(72);
});

test('of a progressive JPEG every scan is kept', async () => {
  const noise = sharp(randomBytes(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } });
  const given = new Uint8Array(await noise.jpeg({ progressive: true }).toBuffer());
  expect(await pixelsOf(stripMetadata(given, 'image/jpeg'))).toEqual(await pixelsOf(given));
});

test.each([
  ['lossless', { lossless: true }],
  ['lossy', {}],
])(
  'a WebP of the %s kind loses unknown chunks and keeps what is transparent',
  async (_name, how) => {
    const image = sharp({
      create: {
        width: 40,
        height: 30,
        channels: 4,
        background: { r: 200, g: 90, b: 30, alpha: 0.4 },
      },
    });
    const given = new Uint8Array(await image.webp(how).toBuffer());
    const spoken = webpFile([given.subarray(12), webpChunk('SECR', bytesOf('Secret'))]);
    const stripped = stripMetadata(spoken, 'image/webp');
    expect(asText(stripped)).not.toContain('Secret');
    expect(await pixelsOf(stripped)).toEqual(await pixelsOf(given));
    const onSide = stripMetadata(given, 'image/webp', 6);
    expect(await sharp(onSide).metadata()).toMatchObject({ orientation: 6, hasAlpha: true });
    expect(await pixelsOf(onSide)).toEqual(await pixelsOf(given));
  },
);

test('an AVIF that moves as well, whose pictures lie anywhere, loses its metadata all the same', async () => {
  const given = await photo('image/avif');
  const moov = bytesOf('\0\0\0\u0018moov\0\0\0\u0010udtaSecrets!');
  const stripped = stripMetadata(joined([given, moov]), 'image/avif');
  for (const secret of [...secrets, 'Secrets!']) expect(asText(stripped)).not.toContain(secret);
  expect(stripped.length).toBe(given.length + moov.length);
  expect(stripped.subarray(0, 4)).toEqual(given.subarray(0, 4));
});

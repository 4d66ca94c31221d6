import { describe, expect, test } from 'vitest';
import { limits } from '../../../../../src/protocol/limits.ts';
import { joined } from '../../../../../src/worker/images/files/bytes.ts';
import { imageTypes } from '../../../../../src/worker/images/files/image-head.ts';
import { inspectUpload } from '../../../../../src/worker/images/files/inspect-upload.ts';
import { pngChunk, pngSignature } from '../../../../../src/worker/images/files/png/png-chunks.ts';
import { stripMetadata } from '../../../../../src/worker/images/files/strip-metadata.ts';
import { webpChunk, webpFile } from '../../../../../src/worker/images/files/webp/webp-chunks.ts';
import { Random } from '../../../../chaos/random.ts';
import { animation, asText, photo, picture, pixelsOf } from './samples.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

const refusalOf = (bytes: Uint8Array) => {
  const inspected = inspectUpload(bytes);
  return inspected.ok ? null : inspected.refusal;
};

describe.each(imageTypes)('%s', (type) => {
  test('is taken for what it is', async () => {
    expect(inspectUpload(await picture(type))).toEqual({
      ok: true,
      contentType: type,
      width: 40,
      height: 30,
      orientation: 1,
      isAnimated: false,
    });
  });

  test('that breaks off is refused in words, wherever it does', async () => {
    const given = await photo(type);
    // A GIF may lack the byte that ends it.
    const last = type === 'image/gif' ? given.length - 2 : given.length - 1;
    for (let length = 1; length <= last; length += 7) {
      const refusal = refusalOf(given.subarray(0, length));
      expect(refusal?.message, `${length} of ${given.length} bytes`).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('with any bytes changed is taken or refused, and never breaks the reader', async () => {
    const random = new Random(5);
    const given = await photo(type);
    for (let round = 0; round < 400; round += 1) {
      const changed = given.slice();
      for (let times = random.between(1, 8); times > 0; times -= 1) {
        changed[random.between(0, changed.length - 1)] = random.pick([
          0, 1, 0x7f, 0x80, 0xff, 0x2c,
        ]);
      }
      const inspected = inspectUpload(changed);
      if (inspected.ok) stripMetadata(changed, inspected.contentType);
    }
  });
});

test('bytes by chance after each beginning never break the reader', () => {
  const random = new Random(7);
  const starts = [
    '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR',
    '\u00ff\u00d8\u00ff',
    'RIFF\u00ff\u00ff\0\0WEBPVP8X\n\0\0\0',
    'GIF89a',
    '\0\0\0\u0018ftypavif\0\0\0\0avifmif1\0\0\u0001\0meta\0\0\0\0',
  ];
  for (let round = 0; round < 500; round += 1) {
    const tail = Uint8Array.from({ length: random.between(0, 600) }, () =>
      random.chance(0.3) ? random.pick([0, 1, 8, 0xff]) : random.between(0, 255),
    );
    const bytes = joined([bytesOf(random.pick(starts)), tail]);
    const inspected = inspectUpload(bytes);
    if (inspected.ok) stripMetadata(bytes, inspected.contentType);
  }
});

test.each([
  ['nothing', '', 'This file is empty. Choose another one.'],
  [
    'an SVG',
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    'SVG',
  ],
  ['a page', '\n<!doctype html><script>alert(1)</script>', 'a web page'],
  ['a PDF', '%PDF-1.7\n', 'a PDF'],
  ['HEIC', '\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'Save it as JPEG'],
  ['a film', '\0\0\0\u0018ftypisom\0\0\0\0isommp42', 'not a picture that Darkroom can show'],
  ['a zip', 'PK\u0003\u0004', 'not a picture that Darkroom can show'],
  ['text', 'hello', 'not a picture that Darkroom can show'],
])('%s is refused in words', (_name, content, words) => {
  expect(refusalOf(bytesOf(content))).toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(words),
  });
});

/** The head of a PNG, and hardly more. */
const pngOf = (width: number, height: number) => {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 2, 0, 0, 0], 8);
  const empty = new Uint8Array();
  return joined([
    pngSignature,
    pngChunk('IHDR', head),
    pngChunk('IDAT', empty),
    pngChunk('IEND', empty),
  ]);
};

const bombs: [name: string, bytes: () => Promise<Uint8Array> | Uint8Array][] = [
  ['a PNG', () => pngOf(30_000, 30_000)],
  ['a PNG that overflows', () => pngOf(0xffffffff, 0xffffffff)],
  [
    'a JPEG',
    async () => {
      const bytes = await picture('image/jpeg');
      const at = bytes.findIndex((byte, index) => byte === 0xff && bytes[index + 1] === 0xc0);
      bytes.set([0xff, 0xff, 0xff, 0xff], at + 5);
      return bytes;
    },
  ],
  [
    'a WebP',
    () =>
      webpFile([
        webpChunk('VP8X', Uint8Array.of(2, 0, 0, 0, 0xff, 0xff, 0x3f, 0xff, 0xff, 0x3f)),
        webpChunk('ANMF', new Uint8Array(16)),
      ]),
  ],
  [
    'a GIF',
    async () => {
      const bytes = await picture('image/gif');
      bytes.set([0xff, 0xff, 0xff, 0xff], 6);
      return bytes;
    },
  ],
  [
    'a GIF with a huge picture on a small canvas',
    async () => {
      const bytes = await picture('image/gif');
      const at = bytes.indexOf(0x2c, 13 + 3 * 2 ** (((bytes[10] ?? 0) & 7) + 1));
      bytes.set([0xff, 0xff, 0xff, 0xff], at + 5);
      return bytes;
    },
  ],
  [
    'an AVIF',
    async () => {
      const bytes = await picture('image/avif');
      const at = asText(bytes).indexOf('ispe');
      new DataView(bytes.buffer).setUint32(at + 8, 9_000);
      new DataView(bytes.buffer).setUint32(at + 12, 9_000);
      return bytes;
    },
  ],
];

test.each(bombs)('%s of a few bytes with a huge picture in it is refused', async (_name, make) => {
  const bytes = await make();
  expect(bytes.length).toBeLessThan(10_000);
  expect(refusalOf(bytes)).toMatchObject({
    code: 'too_large',
    message: expect.stringMatching(/^This picture is too large: \d+ by \d+\./),
  });
});

test('what is called AVIF and is compressed as HEIC is, is refused', async () => {
  const bytes = await picture('image/avif');
  bytes.set(bytesOf('hvc1'), asText(bytes).indexOf('av01'));
  expect(refusalOf(bytes)).toMatchObject({ code: 'invalid' });
});

test('an animation of absurdly many pictures is refused', async () => {
  const given = await animation('image/gif');
  const start = 13 + 3 * 2 ** (((given[10] ?? 0) & 7) + 1);
  const frames = Array<Uint8Array>(400).fill(given.subarray(start, -1));
  const gif = joined([given.subarray(0, start), ...frames, Uint8Array.of(0x3b)]);
  expect(refusalOf(gif)?.message).toBe('This animation has too many pictures; 1000 are the most.');
  const frame = webpChunk('ANMF', new Uint8Array(16));
  const flags = webpChunk('VP8X', Uint8Array.of(2, 0, 0, 0, 7, 0, 0, 7, 0, 0));
  const webp = webpFile([flags, ...Array<Uint8Array>(limits.uploads.frames + 1).fill(frame)]);
  expect(refusalOf(webp)?.message).toContain('too many pictures');
  const png = await picture('image/png');
  const control = pngChunk('acTL', Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0));
  const apng = joined([png.subarray(0, 33), control, png.subarray(33)]);
  expect(refusalOf(apng)?.message).toContain('too many pictures');
});

test('more bytes than are taken are refused, whatever they are', () => {
  const refusal = refusalOf(new Uint8Array(limits.uploads.bytes + 1));
  expect(refusal).toEqual({
    code: 'too_large',
    message: 'This file is too large. A picture can have 20 MB.',
  });
});

const polyglots: [name: string, bytes: () => Promise<Uint8Array> | Uint8Array][] = [
  [
    'a GIF of nothing but its name, and a script',
    () => bytesOf('GIF89a;<script>alert(1)</script>'),
  ],
  [
    'a GIF that is a script too',
    async () => {
      const gif = await picture('image/gif');
      // Its width is the beginning of a comment, whose end comes after the picture.
      gif.set([0x2f, 0x2a], 6);
      return joined([gif, bytesOf('*/=1;alert(1)//<script>')]);
    },
  ],
  [
    'a PNG that is a zip too',
    async () =>
      joined([await picture('image/png'), bytesOf('PK\u0003\u0004<script>PK\u0005\u0006')]),
  ],
  [
    'a PNG with a script in a chunk',
    async () => {
      const png = await picture('image/png');
      const text = pngChunk('tEXt', bytesOf('Comment\0<script>alert(1)</script>'));
      return joined([png.subarray(0, 33), text, png.subarray(33)]);
    },
  ],
  [
    'a JPEG that is a page too',
    async () => {
      const jpeg = await picture('image/jpeg');
      const page = bytesOf('<html><script>alert(1)</script>');
      const comment = joined([Uint8Array.of(0xff, 0xfe, 0, page.length + 2), page]);
      return joined([jpeg.subarray(0, 2), comment, jpeg.subarray(2), page]);
    },
  ],
  [
    'a WebP with a page behind it',
    async () => joined([await picture('image/webp'), bytesOf('<html><script>')]),
  ],
  [
    'an AVIF with a page behind it',
    async () => joined([await picture('image/avif'), bytesOf('\0\0\0\u0014uuid<script>..')]),
  ],
];

test.each(polyglots)('of %s nothing is kept but the picture', async (_name, make) => {
  const bytes = await make();
  expect(asText(bytes)).toContain('<script>');
  const inspected = inspectUpload(bytes);
  if (!inspected.ok) {
    expect(inspected.refusal.message).toMatch(/^[A-Z].*\.$/);
    return;
  }
  const stripped = stripMetadata(bytes, inspected.contentType);
  expect(asText(stripped)).not.toMatch(/script|PK/);
  expect((await pixelsOf(stripped)).length).toBeGreaterThan(0);
});

import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { encodePicture } from '../../../src/simulator/painting/encode-picture.ts';
import { encodePreview } from '../../../src/simulator/painting/encode-preview.ts';
import { paint } from '../../../src/simulator/painting/paint.ts';
import { readPrompt } from '../../../src/simulator/painting/read-prompt.ts';
import { blendSource } from '../../../src/simulator/painting/source-image.ts';
import type { PaintOrder } from '../../../src/simulator/painting/scene.ts';

const order: PaintOrder = { prompt: 'a lighthouse in a storm', seed: 1, width: 384, height: 256 };

async function print(change: Partial<PaintOrder> = {}): Promise<string> {
  const painting = await paint({ ...order, ...change });
  return createHash('sha256').update(painting.data).digest('hex');
}

test('the same prompt, seed and size give the same pixels', async () => {
  expect(await print()).toBe(await print());
});

test('another seed, wording, negative prompt or size gives other pixels', async () => {
  const prints = await Promise.all([
    print(),
    print({ seed: 2 }),
    print({ prompt: 'a lighthouse in a storm, zyx' }),
    print({ negative_prompt: 'lighthouse' }),
    print({ width: 320 }),
  ]);
  expect(new Set(prints).size).toBe(5);
});

test.each([
  [512, 512],
  [384, 1024],
  [1024, 384],
  [257, 1440],
])('a picture of %i by %i has as many pixels', async (width, height) => {
  const painting = await paint({ ...order, width, height });
  expect(painting).toMatchObject({ width, height });
  expect(painting.data).toHaveLength(width * height * 3);
});

test.each([
  'a vase of flowers',
  'blue tiles',
  'a ringed planet',
  'an arch and a ball',
  'marbled ink',
  'a city by the harbour at night',
  'a castle, a bridge, a boat, a tree, a cat, birds and balloons in the snow',
  '',
  '<svg>&"\'</svg> \u0000 💥',
])('"%s" can be painted', async (prompt) => {
  const painting = await paint({ ...order, prompt });
  expect(new Set(painting.data).size).toBeGreaterThan(20);
});

test('every format is encoded as what it says', async () => {
  const painting = await paint(order);
  const formats = await Promise.all(
    (['png', 'jpg', 'webp'] as const).map(
      async (format) => (await sharp(await encodePicture(painting, format, 80)).metadata()).format,
    ),
  );
  expect(formats).toEqual(['png', 'jpeg', 'webp']);
});

test('previews stay under 16 KB however noisy they are', async () => {
  const painting = await paint({ ...order, width: 512, height: 512 }, 96);
  for (const share of [0.02, 0.3, 0.6, 1]) {
    expect((await encodePreview(painting, share, 5)).length).toBeLessThan(16_384);
  }
});

test('what the negative prompt names, or the prompt after "no", is left out', () => {
  expect(readPrompt('a boat by a lighthouse', 'boats').concepts).not.toContain('boat');
  expect(readPrompt('a lake, no people', '').concepts).not.toContain('person');
  expect(readPrompt('a boat by a lighthouse', '').concepts).toContain('boat');
});

test('a picture to start from shows through, less the stronger the prompt', async () => {
  const red = await sharp({
    create: { width: 40, height: 40, channels: 3, background: '#ff0000' },
  })
    .png()
    .toBuffer();
  const painting = await paint(order);
  const redness = async (strength: number): Promise<number> => {
    const { data } = await blendSource(painting, red, strength);
    return data.filter((_, i) => i % 3 === 0).reduce((sum, part) => sum + part, 0);
  };
  expect(await redness(0)).toBeGreaterThan(await redness(0.5));
  expect(await redness(0.5)).toBeGreaterThan(await redness(1));
});

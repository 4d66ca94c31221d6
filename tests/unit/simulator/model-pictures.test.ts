import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { startSimulator } from './start-simulator.ts';
import { dataUri, firstPicture, runModel, twoHalves } from './run-model.ts';

const prompt = 'a lighthouse at dusk';
const picture = dataUri(await twoHalves(60, 40));

type Case = [
  name: string,
  input: Record<string, unknown>,
  made: { format: string; width: number; height: number },
  output: 'one' | 'list',
];

const SEEDED: Case[] = [
  [
    'black-forest-labs/flux-schnell',
    { prompt, megapixels: '0.25', aspect_ratio: '16:9', output_format: 'jpg' },
    { format: 'jpeg', width: 672, height: 384 },
    'list',
  ],
  [
    'black-forest-labs/flux-dev',
    { prompt, megapixels: '0.25', image: picture, prompt_strength: 0.5 },
    { format: 'webp', width: 624, height: 416 },
    'list',
  ],
  [
    'black-forest-labs/flux-1.1-pro',
    { prompt, aspect_ratio: 'custom', width: 270, height: 300, image_prompt: picture },
    { format: 'webp', width: 256, height: 288 },
    'one',
  ],
  [
    'black-forest-labs/flux-kontext-pro',
    { prompt: 'make it night', input_image: picture, output_format: 'jpg' },
    { format: 'jpeg', width: 1248, height: 832 },
    'one',
  ],
  [
    'stability-ai/sdxl',
    { prompt, width: 320, height: 256, negative_prompt: 'boats' },
    { format: 'png', width: 320, height: 256 },
    'list',
  ],
  [
    'stability-ai/stable-diffusion-3.5-large',
    { prompt, aspect_ratio: '9:16' },
    { format: 'webp', width: 768, height: 1344 },
    'one',
  ],
  [
    'ideogram-ai/ideogram-v3-turbo',
    { prompt, resolution: '512x1536', aspect_ratio: '3:1', style_reference_images: [picture] },
    { format: 'png', width: 512, height: 1536 },
    'one',
  ],
  [
    'qwen/qwen-image',
    { prompt, aspect_ratio: '1:1', image_size: 'optimize_for_speed', output_format: 'png' },
    { format: 'png', width: 1024, height: 1024 },
    'list',
  ],
  [
    'community/painter',
    { prompt, width: 200, height: 100 },
    { format: 'png', width: 200, height: 100 },
    'one',
  ],
];

const UNSEEDED: Case[] = [
  [
    'google/imagen-4',
    { prompt, aspect_ratio: '4:3', output_format: 'png' },
    { format: 'png', width: 1152, height: 896 },
    'one',
  ],
  [
    'google/nano-banana',
    { prompt, image_input: [picture, picture], aspect_ratio: '1:1' },
    { format: 'jpeg', width: 1024, height: 1024 },
    'one',
  ],
  [
    'bytedance/seedream-4',
    { prompt, size: '1K', aspect_ratio: '16:9' },
    { format: 'jpeg', width: 1360, height: 768 },
    'list',
  ],
  [
    'recraft-ai/recraft-v3',
    { prompt, size: '1024x1365', style: 'realistic_image/b_and_w' },
    { format: 'webp', width: 1024, height: 1365 },
    'one',
  ],
];

// Large pictures on a machine that is busy with other tests take their time.
vi.setConfig({ testTimeout: 60_000 });

test.each(SEEDED)('%s paints, and the same again with the same seed', async (...given) => {
  const [name, input, made, output] = given;
  const simulator = await startSimulator({ seconds: 0.02 });
  const run = await runModel(simulator, name, { ...input, seed: 7 });
  expect(Array.isArray(run.output)).toBe(output === 'list');
  const bytes = await firstPicture(run);
  expect(await sharp(bytes).metadata()).toMatchObject(made);
  const again = await runModel(simulator, name, { ...input, seed: 7 });
  expect(bytes.equals(await firstPicture(again))).toBe(true);
});

test.each(UNSEEDED)('%s has no seed, and begins with another each time', async (...given) => {
  const [name, input, made, output] = given;
  const simulator = await startSimulator({ seconds: 0.02 });
  const run = await runModel(simulator, name, input);
  expect(Array.isArray(run.output)).toBe(output === 'list');
  expect(await sharp(await firstPicture(run)).metadata()).toMatchObject(made);
  const seedOf = ({ logs }: { logs: string }) => /^Using seed: (\d+)\n/.exec(logs)?.[1];
  const again = await runModel(simulator, name, input);
  expect(seedOf(again)).toMatch(/^\d+$/);
  expect(seedOf(again)).not.toBe(seedOf(run));
});

test.each(['all-of', 'sixty-inputs', 'no-fields', 'unknown-types'])(
  'strange/%s paints all the same',
  async (name) => {
    const simulator = await startSimulator({ seconds: 0.02 });
    const input = name === 'no-fields' ? {} : { prompt };
    const run = await runModel(simulator, `strange/${name}`, input);
    const size = { format: 'webp', width: 512, height: 512 };
    expect(await sharp(await firstPicture(run)).metadata()).toMatchObject(size);
  },
);

test('seedream paints 4096 by 4096 when it is asked to, and a series of pictures', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const large = { prompt, size: 'custom', width: 4096, height: 4096 };
  const bytes = await firstPicture(await runModel(simulator, 'bytedance/seedream-4', large));
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 4096, height: 4096 });
  const series = { prompt, size: '1K', sequential_image_generation: 'auto', max_images: 15 };
  const input = { ...series, image_input: [picture, picture] };
  const run = await runModel(simulator, 'bytedance/seedream-4', input);
  expect(run.output).toHaveLength(13);
  const address = run.output?.[12] ?? '';
  expect(address).toContain('/out-12.jpg');
  expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
});

test('real-esrgan makes a picture larger without a word, and it stays what it was', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const input = { image: picture, scale: 2.5 };
  const bytes = await firstPicture(await runModel(simulator, 'nightmareai/real-esrgan', input));
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 150, height: 100, channels: 3 });
  expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect([...data.subarray(-3)]).toEqual([0, 0, 255]);
  const huge = { image: dataUri(await twoHalves(3000, 2000)), scale: 10 };
  const most = await firstPicture(await runModel(simulator, 'nightmareai/real-esrgan', huge));
  const { width, height } = await sharp(most).metadata();
  expect([width * height <= 16_800_000, Math.round((100 * width) / height)]).toEqual([true, 150]);
});

test('strange/text-out answers in words', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const run = await runModel(simulator, 'strange/text-out', { prompt });
  expect(run).toMatchObject({ status: 'succeeded', output: `I have thought about: ${prompt}` });
});

test('a secret is shown as stars once it was sent, and the ledger has the input as it came', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const input = { prompt, api_key: 'sk-of-mine' };
  const { id } = await runModel(simulator, 'strange/secret', input);
  const shown = await simulator.client.predictions.get(id);
  expect(shown.input).toEqual({ prompt, api_key: '**********' });
  expect((await simulator.ledger()).predictions[0]?.input).toEqual(input);
});

test('a model that nothing was ever pushed to has no version and cannot be run', async () => {
  const { call, client } = await startSimulator();
  expect((await client.models.get('strange', 'no-version')).latest_version).toBeNull();
  const path = '/v1/models/strange/no-version/predictions';
  const body = JSON.stringify({ input: { prompt } });
  expect((await call(path, { method: 'POST', body })).status).toBe(404);
});

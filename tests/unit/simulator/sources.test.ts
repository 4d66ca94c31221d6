import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import { editSource } from '../../../src/simulator/painting/edit-source.ts';
import { paint } from '../../../src/simulator/painting/paint.ts';
import { startSimulator, temporaryDir } from './start-simulator.ts';
import { dataUri, firstPicture, halfMask, meanOfHalf, runModel, twoHalves } from './run-model.ts';

// Large pictures on a machine that is busy with other tests take their time.
vi.setConfig({ testTimeout: 60_000 });

const prompt = 'a green forest';
const source = await twoHalves(240, 160);
const image = dataUri(source);
const mask = dataUri(await halfMask(240, 160));
const SDXL = 'stability-ai/sdxl';

/** A web server that gives this picture, and counts how often it was asked. */
async function serve(bytes: Buffer) {
  const asked: string[] = [];
  const { promise: isAsked, resolve } = Promise.withResolvers<void>();
  let held = Promise.resolve();
  const answer = async (path: string | undefined, response: ServerResponse) => {
    asked.push(path ?? '');
    resolve();
    await held;
    response.statusCode = path === '/gone.png' ? 404 : 200;
    response.end(bytes);
  };
  const server = createServer((request, response) => {
    void answer(request.url, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await once(server.close(), 'close');
  };
  onTestFinished(close);
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const holdUntil = (event: Promise<void>) => {
    held = event;
  };
  return { origin: `http://127.0.0.1:${port}`, asked, isAsked, holdUntil, close };
}

test('a mask keeps what is black of sdxl, and what is white of ideogram', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const sides = { width: 240, height: 160 };
  const input = { prompt, image, mask, prompt_strength: 1, ...sides };
  const sdxl = await firstPicture(await runModel(simulator, SDXL, input));
  expect(await meanOfHalf(sdxl, 'left')).toEqual([255, 0, 0]);
  expect(await meanOfHalf(sdxl, 'right')).not.toEqual([0, 0, 255]);
  const run = await runModel(simulator, 'ideogram-ai/ideogram-v3-turbo', { prompt, image, mask });
  const ideogram = await firstPicture(run);
  expect((await meanOfHalf(ideogram, 'right'))[2]).toBeGreaterThan(250);
  expect((await meanOfHalf(ideogram, 'left'))[0]).toBeLessThan(200);
});

test.each([
  ['black-forest-labs/flux-kontext-pro', { input_image: image }],
  ['google/nano-banana', { image_input: [image] }],
  ['bytedance/seedream-4', { image_input: [image], size: '1K' }],
])('%s changes a picture that one still knows', async (name, sources) => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const run = await runModel(simulator, name, { prompt: 'make it night', ...sources });
  const edited = await firstPicture(run);
  const { width, height } = await sharp(edited).metadata();
  expect(width / height).toBeCloseTo(1.5, 1);
  const [left, right] = [await meanOfHalf(edited, 'left'), await meanOfHalf(edited, 'right')];
  const [red = 0, , redAsBlue = 0] = left;
  const [blueAsRed = 0, , blue = 0] = right;
  expect(red - redAsBlue).toBeGreaterThan(60);
  expect(blue - blueAsRed).toBeGreaterThan(60);
  expect(left).not.toEqual([255, 0, 0]);
});

test('another instruction makes another picture of the same', async () => {
  const small = { width: 48, height: 32 };
  const edit = async (words: string) =>
    (await editSource(await paint({ prompt: words, seed: 1, ...small }), [source], words)).data;
  const [night, gold, again] = [
    await edit('make it night'),
    await edit('paint it golden'),
    await edit('make it night'),
  ];
  expect(night.equals(gold)).toBe(false);
  expect(night.equals(again)).toBe(true);
});

test('a second picture is to be seen in what nano-banana makes', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const make = async (images: string[]): Promise<Buffer> => {
    const input = { prompt, image_input: images, output_format: 'png' };
    return firstPicture(await runModel(simulator, 'google/nano-banana', input));
  };
  const white = { create: { width: 20, height: 20, channels: 3 as const, background: '#fff' } };
  const second = dataUri(await sharp(white).png().toBuffer());
  const brightest = async (picture: Buffer): Promise<number> => {
    const { width, height } = await sharp(picture).metadata();
    const foot = { left: 0, top: height - Math.floor(height / 10), width, height: 20 };
    const { channels } = await sharp(await sharp(picture).extract(foot).toBuffer()).stats();
    return Math.min(...channels.map(({ max }) => max));
  };
  expect(await brightest(await make([image, second]))).toBe(255);
  expect(await brightest(await make([image]))).toBeLessThan(255);
});

test('a picture is fetched once and kept: its address may be gone when it is painted', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const server = await serve(source);
  const input = { prompt, image: `${server.origin}/a.png`, prompt_strength: 0, width: 240 };
  const run = await runModel(simulator, SDXL, { ...input, height: 160 });
  await server.close();
  expect(await meanOfHalf(await firstPicture(run), 'left')).toEqual([255, 0, 0]);
  expect(server.asked).toEqual(['/a.png']);
  expect((await simulator.ledger()).predictions[0]?.input).toEqual({ ...input, height: 160 });
});

test('a restart goes on with what was being fetched, and until then nothing starts', async () => {
  const stateDir = temporaryDir();
  const server = await serve(source);
  const first = await startSimulator({ seconds: 0.02, stateDir });
  const { promise: fetched, resolve } = Promise.withResolvers<void>();
  server.holdUntil(fetched);
  const input = { prompt, image: `${server.origin}/a.png` };
  const model = 'black-forest-labs/flux-dev';
  const created = await first.client.predictions.create({ model, input });
  await server.isAsked;
  expect((await first.client.predictions.get(created.id)).status).toBe('starting');
  await first.close();
  resolve();
  const second = await startSimulator({ seconds: 0.02, stateDir });
  const { id } = created;
  const again = new URL(`/v1/predictions/${id}`, second.url).href;
  const moved = { ...created, urls: { get: again, cancel: `${again}/cancel` } };
  const done = await second.client.wait(moved, { interval: 20 });
  expect(done.status).toBe('succeeded');
  expect(server.asked).toEqual(['/a.png', '/a.png']);
});

test('one that is gone, is no picture, or only half of one makes the prediction fail', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const { origin } = await serve(source);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  const bad = [
    [`${origin}/gone.png`, /^Failed to download http.*: 404/],
    ['http://127.0.0.1:1/refused.png', /^Failed to download/],
    ['ftp://127.0.0.1/a.png', /^Failed to download/],
    [dataUri(Buffer.from('hello'), 'text/plain'), /^cannot identify image file data:text/],
    [dataUri(Buffer.from(svg), 'image/svg+xml'), /^cannot identify image file/],
    [dataUri(source.subarray(0, source.length / 2)), /^cannot identify image file/],
    [`${simulator.url}/v1/files/none`, /: 404 Not Found$/],
  ] as const;
  for (const [address, words] of bad) {
    const run = await runModel(simulator, SDXL, { prompt, image: address });
    expect(run, address).toMatchObject({ status: 'failed', output: null });
    expect(run.error).toMatch(words);
  }
  const masked = await runModel(simulator, SDXL, { prompt, image, mask: `${origin}/gone.png` });
  expect(masked.status).toBe('failed');
});

test('a picture lies upright before anything is made of it', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const turned = await sharp(source).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const input = { image: dataUri(turned, 'image/jpeg'), scale: 1 };
  const run = await runModel(simulator, 'nightmareai/real-esrgan', input);
  expect(await sharp(await firstPicture(run)).metadata()).toMatchObject({
    width: 160,
    height: 240,
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import { imageSize } from 'image-size';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import {
  addressesOf,
  makeClock,
  startSimulator,
  type StartedSimulator,
} from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';

/** A simulator with one finished PNG that meets this, and its address. */
async function spoiled(
  then: object,
  where: object = {},
): Promise<StartedSimulator & { address: string; id: string }> {
  const clock = makeClock();
  const simulator = await startSimulator({ now: clock.now });
  await simulator.script([{ on: 'output', ...where, then }]);
  const input = { prompt: 'x', megapixels: '0.25', output_format: 'png', num_outputs: 2 };
  const { id } = await simulator.client.predictions.create({ model: SCHNELL, input });
  clock.pass(60);
  const [address = ''] = addressesOf((await simulator.client.predictions.get(id)).output);
  return { ...simulator, address, id };
}

const bytesOf = async (address: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(address)).arrayBuffer());

test.each([
  [{ file: 'missing' }, 404],
  [{ file: 'forbidden' }, 403],
  [{ status: 500 }, 500],
])('a download can meet %j, and the next one goes well', async (then, status) => {
  const { address, ledger } = await spoiled(then);
  expect((await fetch(address)).status).toBe(status);
  expect(await sharp(await bytesOf(address)).metadata()).toMatchObject({ format: 'png' });
  const counted = (await ledger()).predictions[0]?.calls.filter(({ kind }) => kind === 'output');
  expect(counted).toMatchObject([
    { status: 200, count: 1 },
    { status, count: 1 },
  ]);
});

test('an address can expire under a download, and a GET gives another', async () => {
  const { address, client, id } = await spoiled({ file: 'expired' });
  expect((await fetch(address)).status).toBe(403);
  expect((await fetch(address)).status).toBe(403);
  const [fresh = ''] = addressesOf((await client.predictions.get(id)).output);
  expect((await fetch(fresh)).status).toBe(200);
});

test.each([
  ['html', '<!doctype html>'],
  ['svg', '<svg '],
  ['text', 'The picture could not be found'],
])('%s can come under the type of a picture', async (file, begin) => {
  const response = await fetch((await spoiled({ file })).address);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(await response.text()).toMatch(begin);
});

test('a file can be empty', async () => {
  const response = await fetch((await spoiled({ file: 'empty' })).address);
  expect(response.headers.get('content-length')).toBe('0');
  expect(await response.text()).toBe('');
});

test('the first bytes can be wrong although the rest is right', async () => {
  const { address } = await spoiled({ file: 'wrong_magic' });
  const [bad, good] = [await bytesOf(address), await bytesOf(address)];
  expect(bad.subarray(16).equals(good.subarray(16))).toBe(true);
  await expect(sharp(bad).metadata()).rejects.toThrow('unsupported image format');
});

test('the head can be right although the rest is noise', async () => {
  const { address } = await spoiled({ file: 'broken_rest' });
  const bytes = await bytesOf(address);
  expect(imageSize(bytes)).toMatchObject({ type: 'png', width: 512, height: 512 });
  await expect(sharp(bytes).raw().toBuffer()).rejects.toThrow();
});

test('a few bytes can promise 50,000 by 50,000 pixels', async () => {
  const bytes = await bytesOf((await spoiled({ file: 'bomb_header' })).address);
  expect(bytes.length).toBeLessThan(1000);
  expect(imageSize(bytes)).toMatchObject({ type: 'png', width: 50_000, height: 50_000 });
});

test(
  'a small file can truly be a picture of 30,000 by 30,000 pixels',
  { timeout: 30_000 },
  async () => {
    const bytes = await bytesOf((await spoiled({ file: 'bomb' })).address);
    expect(bytes.length).toBeLessThan(300_000);
    const picture = sharp(bytes, { limitInputPixels: false });
    expect(await picture.metadata()).toMatchObject({ width: 30_000, height: 30_000 });
    // Its last corner is there, so all before it has been decoded.
    const corner = { left: 29_990, top: 29_990, width: 10, height: 10 };
    expect(await picture.extract(corner).raw().toBuffer()).toHaveLength(300);
    await expect(sharp(bytes).raw().toBuffer()).rejects.toThrow('exceeds pixel limit');
  },
);

test.each(['polyglot', 'trailing_html'])('a file can be a picture and a page: %s', async (file) => {
  const bytes = await bytesOf((await spoiled({ file })).address);
  expect(imageSize(bytes).type).toBe('png');
  expect(bytes.toString('latin1')).toContain('<!doctype html><script>');
});

test('a length can be too large, or huge, for what then comes', async () => {
  for (const file of ['length_too_large', 'length_huge', 'truncated']) {
    const { address } = await spoiled({ file });
    const response = await fetch(address);
    const said = Number(response.headers.get('content-length'));
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    const real = (await bytesOf(address)).length;
    expect(said).toBe({ length_too_large: real + 1000, length_huge: 10 * 1024 ** 3 }[file] ?? real);
  }
});

test('a length can be too small for what then comes', async () => {
  const { address } = await spoiled({ file: 'length_too_small' });
  const short = await bytesOf(address);
  const whole = await bytesOf(address);
  expect(short.length).toBe(Math.floor(whole.length / 2));
});

test('a file can go on past 32 MiB without having said so, and then end', async () => {
  const response = await fetch((await spoiled({ file: 'oversize' })).address);
  expect(response.headers.get('content-length')).toBeNull();
  expect((await response.arrayBuffer()).byteLength).toBe(33 * 1024 * 1024);
});

test('a file can trickle', async () => {
  const response = await fetch((await spoiled({ file: 'slow' })).address);
  const reader = response.body?.getReader();
  const [first, second] = [await reader?.read(), await reader?.read()];
  expect(first?.value).toHaveLength(64);
  expect(second?.value).toHaveLength(64);
  await reader?.cancel();
});

test('a file can stop half way on a connection that stays open', async () => {
  const { address } = await spoiled({ file: 'stalled' });
  const gone = new AbortController();
  const response = await fetch(address, { signal: gone.signal });
  const half = Math.floor((await bytesOf(address)).length / 2);
  const reader = response.body?.getReader();
  let bytes = 0;
  while (bytes < half) bytes += (await reader?.read())?.value?.length ?? Infinity;
  expect(bytes).toBe(half);
  const next = reader?.read();
  gone.abort();
  await expect(next).rejects.toThrow('aborted');
});

test('a redirect leads a client that follows it to a canary', async () => {
  let visits = 0;
  const canary = createServer((_, response) => {
    visits += 1;
    response.end();
  });
  canary.listen(0, '127.0.0.1');
  await once(canary, 'listening');
  onTestFinished(() => void canary.close());
  const { port } = z.object({ port: z.number() }).parse(canary.address());
  const { address, script } = await spoiled({ redirect: `http://127.0.0.1:${port}/canary` });
  const response = await fetch(address, { redirect: 'manual' });
  expect(response.status).toBe(302);
  expect(visits).toBe(0);
  await script([{ on: 'output', then: { redirect: `http://127.0.0.1:${port}/canary` } }]);
  await (await fetch(address)).text();
  expect(visits).toBe(1);
});

test('a fault can be for one picture, or for finished ones alone', async () => {
  const { address } = await spoiled({ file: 'missing' }, { picture: 1, part: 'final' });
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(address.replace('out-0', 'out-1'))).status).toBe(404);
});

test('a fault for previews leaves the finished picture alone', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ seconds: 10, now: clock.now });
  await script([{ on: 'output', part: 'preview', times: 9, then: { file: 'missing' } }]);
  const input = { prompt: 'x', megapixels: '0.25' };
  const { id } = await client.predictions.create({ model: SCHNELL, input });
  clock.pass(3);
  const [preview = ''] = addressesOf((await client.predictions.get(id)).output);
  expect((await fetch(preview)).status).toBe(404);
  clock.pass(60);
  const [picture = ''] = addressesOf((await client.predictions.get(id)).output);
  expect((await fetch(picture)).status).toBe(200);
});

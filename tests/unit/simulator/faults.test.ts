import { expect, test } from 'vitest';
import { addressesOf, makeClock, startSimulator } from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const CREATE = `/v1/models/${SCHNELL}/predictions`;
const body = JSON.stringify({ input: { prompt: 'A Fox' } });

test('a connection dropped after accepting leaves exactly one prediction in the ledger', async () => {
  const { call, script, ledger } = await startSimulator();
  await script([{ on: 'create', after_accept: true, then: { reset: true } }]);
  await expect(call(CREATE, { method: 'POST', body })).rejects.toThrow('fetch failed');
  expect(await ledger()).toMatchObject({
    calls: [{ kind: 'create', status: 0, billable: true }],
    predictions: [{ input: { prompt: 'A Fox' } }],
  });
});

test('a connection dropped before accepting leaves none', async () => {
  const { call, script, ledger } = await startSimulator();
  await script([{ on: 'create', then: { reset: true } }]);
  await expect(call(CREATE, { method: 'POST', body })).rejects.toThrow('fetch failed');
  expect((await ledger()).predictions).toEqual([]);
  expect((await call(CREATE, { method: 'POST', body })).status).toBe(201);
});

test('a 429 with Retry-After strikes as often as asked, and only where the prompt fits', async () => {
  const { call, script } = await startSimulator();
  const detail = 'Request was throttled. Your rate limit resets in ~30s.';
  await script([
    {
      on: 'create',
      prompt_includes: 'fox',
      times: 2,
      then: { status: 429, headers: { 'retry-after': '30' }, body: { detail } },
    },
  ]);
  const other = JSON.stringify({ input: { prompt: 'a cat' } });
  const statuses: number[] = [];
  for (const sent of [other, body, body, body]) {
    const response = await call(CREATE, { method: 'POST', body: sent });
    statuses.push(response.status);
    if (response.status !== 429) continue;
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await response.json()).toEqual({ detail });
  }
  expect(statuses).toEqual([201, 429, 429, 201]);
});

test('a 503 can hide that the prediction was accepted', async () => {
  const { call, script, ledger } = await startSimulator();
  await script([{ on: 'create', after_accept: true, then: { status: 503 } }]);
  expect((await call(CREATE, { method: 'POST', body })).status).toBe(503);
  expect((await ledger()).predictions).toHaveLength(1);
});

test.each([
  [{ fail: 'NSFW content detected' }, { status: 'failed', error: 'NSFW content detected' }],
  [{ hang: 'starting' }, { status: 'starting', output: null }],
  [{ hang: 'processing' }, { status: 'processing' }],
  [{ abort: true }, { status: 'aborted', started_at: null }],
  [{ status: 'pondering' }, { status: 'pondering' }],
  [{ output: null }, { status: 'succeeded', output: null }],
  [{ output: 'file:///etc/passwd' }, { status: 'succeeded', output: 'file:///etc/passwd' }],
])('a prediction can be made to go %j', async (then, expected) => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'prediction', then }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(60);
  expect(await client.predictions.get(id)).toMatchObject(expected);
});

test.each([
  ['missing', 404],
  ['html', 200],
  ['svg', 200],
])('an output can be %s', async (file, status) => {
  const { client, script } = await startSimulator();
  await script([{ on: 'output', then: { file } }]);
  const prediction = await client.predictions.create({
    model: SCHNELL,
    input: { prompt: 'x', megapixels: '0.25' },
    wait: true,
  });
  const [url = ''] = addressesOf(prediction.output);
  const response = await fetch(url);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('image/webp');
  expect((await response.text()).slice(0, 4)).not.toBe('RIFF');
  expect((await (await fetch(url)).text()).slice(0, 4)).toBe('RIFF');
});

test('a truncated output promises more than it sends', async () => {
  const { client, script } = await startSimulator();
  await script([{ on: 'output', then: { file: 'truncated' } }]);
  const input = { prompt: 'x', megapixels: '0.25' };
  const prediction = await client.predictions.create({ model: SCHNELL, input, wait: true });
  const [url = ''] = addressesOf(prediction.output);
  const response = await fetch(url);
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000);
  await expect(response.arrayBuffer()).rejects.toThrow('terminated');
});

test('an endless output does not end', async () => {
  const { client, script } = await startSimulator();
  await script([{ on: 'output', then: { file: 'endless' } }]);
  const input = { prompt: 'x', megapixels: '0.25' };
  const prediction = await client.predictions.create({ model: SCHNELL, input, wait: true });
  const [url = ''] = addressesOf(prediction.output);
  const reader = (await fetch(url)).body?.getReader();
  let bytes = 0;
  while (bytes < 5_000_000) bytes += (await reader?.read())?.value?.length ?? Infinity;
  expect(bytes).toBeLessThan(Infinity);
  await reader?.cancel();
});

test('junk, cancel and list faults strike where they are meant to, and DELETE clears them', async () => {
  const { call, client, script } = await startSimulator();
  await script([
    { on: 'get', then: { junk: '<html>' } },
    { on: 'list', then: { status: 500 } },
    { on: 'cancel', then: { status: 500 } },
    { on: 'model', then: { status: 502 } },
  ]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  expect(await (await call(`/v1/predictions/${id}`)).text()).toBe('<html>');
  expect((await call('/v1/predictions')).status).toBe(500);
  expect((await call(`/v1/predictions/${id}/cancel`, { method: 'POST' })).status).toBe(500);
  expect((await call('/simulator/faults', { method: 'DELETE' })).status).toBe(204);
  expect((await call(`/v1/models/${SCHNELL}`)).status).toBe(200);
});

test('a script that cannot be understood is refused in words', async () => {
  const { script } = await startSimulator();
  const rules = [
    { on: 'create', then: {} },
    { on: 'create', then: { status: 500, reset: true } },
    { on: 'nothing', then: { status: 500 } },
  ];
  for (const rule of rules) {
    const response = await script([rule]);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ title: 'Invalid fault script' });
  }
});

import { once } from 'node:events';
import Replicate from 'replicate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { spawnSimulator } from './spawn-simulator.ts';
import { addressesOf, makeClock, startSimulator, temporaryDir } from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const DEV = 'black-forest-labs/flux-dev';

test('state, logs and previews follow from the record and the clock', async () => {
  const clock = makeClock();
  const { client } = await startSimulator({ seconds: 10, now: clock.now });
  const input = { prompt: 'a boat', seed: 7, num_outputs: 2 };
  const { id } = await client.predictions.create({ model: SCHNELL, input });
  expect(await client.predictions.get(id)).toMatchObject({ status: 'starting', logs: '' });
  clock.pass(0.48 + 2.1);
  const half = await client.predictions.get(id);
  expect(half).toMatchObject({ status: 'processing', completed_at: null });
  expect(half.logs).toMatch(
    /^Using seed: 7\n\r {2}0%\|.*\r 25%\|██▌ {7}\| 1\/4 .*\r 50%\|█████ {5}\| 2\/4/,
  );
  const previews = addressesOf(half.output);
  expect(previews).toHaveLength(2);
  const preview = Buffer.from(await (await fetch(previews[0] ?? '')).arrayBuffer());
  expect(preview.length).toBeLessThan(16_384);
  expect(await sharp(preview).metadata()).toMatchObject({ format: 'png', width: 96, height: 96 });
  clock.pass(2);
  const done = await client.predictions.get(id);
  expect(done).toMatchObject({ status: 'succeeded', metrics: { predict_time: 4 } });
  expect(done.output).toEqual(
    [0, 1].map((i) => expect.stringContaining(`/out-${i}.webp`) as unknown),
  );
});

test('a finished picture cannot be had early', async () => {
  const clock = makeClock();
  const { client, call } = await startSimulator({ seconds: 10, now: clock.now });
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(3);
  expect((await call(`/files/${id}/out-0.webp`)).status).toBe(404);
  expect((await call(`/files/${id}/preview-0-4.png`)).status).toBe(404);
});

test('output files expire, and an hour later so does all that went in and out', async () => {
  const clock = makeClock();
  const { client } = await startSimulator({ fileSeconds: 60, now: clock.now });
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(5);
  const [url = ''] = addressesOf((await client.predictions.get(id)).output);
  expect((await fetch(url)).status).toBe(200);
  clock.pass(60);
  expect((await fetch(url)).status).toBe(404);
  clock.pass(3600);
  const later = await client.predictions.get(id);
  expect(later).toMatchObject({ status: 'succeeded', data_removed: true, input: {}, output: null });
});

test('Cancel-After aborts what has not started and cancels what runs', async () => {
  const clock = makeClock();
  const { call, client } = await startSimulator({ seconds: 100, now: clock.now });
  const create = async (after: string): Promise<string> => {
    const response = await call(`/v1/models/${DEV}/predictions`, {
      method: 'POST',
      headers: { 'cancel-after': after },
      body: JSON.stringify({ input: { prompt: 'x' } }),
    });
    return z.object({ id: z.string() }).parse(await response.json()).id;
  };
  const early = await create('10s');
  const late = await create('1m');
  clock.pass(120);
  expect(await client.predictions.get(early)).toMatchObject({
    status: 'aborted',
    started_at: null,
  });
  expect(await client.predictions.get(late)).toMatchObject({ status: 'canceled' });
});

test('Prefer: wait=1 answers after that time though the picture is not ready', async () => {
  const { call } = await startSimulator({ seconds: 600 });
  const response = await call(`/v1/models/${SCHNELL}/predictions`, {
    method: 'POST',
    headers: { prefer: 'wait=1' },
    body: JSON.stringify({ input: { prompt: 'x' } }),
  });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ status: 'starting' });
});

test(
  'after SIGKILL and a restart every prediction ends and the ledger is whole',
  { timeout: 30_000 },
  async () => {
    const stateDir = temporaryDir();
    const first = await spawnSimulator(stateDir);
    const before = new Replicate({ auth: 't', baseUrl: `${first.url}/v1`, useFileOutput: false });
    const created = await before.predictions.create({
      model: DEV,
      input: { prompt: 'x', seed: 1 },
    });
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const second = await spawnSimulator(stateDir);
    const after = new Replicate({ auth: 't', baseUrl: `${second.url}/v1`, useFileOutput: false });
    const done = await after.wait(created, { interval: 50 });
    expect(done.status).toBe('succeeded');
    const ledger: unknown = await (await fetch(`${second.url}/simulator/ledger`)).json();
    expect(ledger).toMatchObject({
      calls: [{ kind: 'create', prediction_id: created.id, status: 201, billable: true }],
      predictions: [{ id: created.id, status: 'succeeded', billable: true }],
    });
    second.process.kill('SIGTERM');
    expect(await once(second.process, 'exit')).toEqual([0, null]);
  },
);

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { addressesOf, makeClock, startSimulator, temporaryDir } from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const input = { prompt: 'x', megapixels: '0.25', num_outputs: 2 };
const hashesSchema = z.object({
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
});

async function digest(address: string): Promise<{ sha256: string; bytes: number }> {
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

test('what the pictures of a prediction hash to can be asked before anybody has seen them', async () => {
  const clock = makeClock();
  const { call, client } = await startSimulator({ now: clock.now });
  const { id } = await client.predictions.create({ model: SCHNELL, input });
  const asked = await call(`/simulator/predictions/${id}/sha256`);
  const { files } = hashesSchema.parse(await asked.json());
  clock.pass(60);
  const addresses = addressesOf((await client.predictions.get(id)).output);
  expect(files.map(({ name }) => name)).toEqual(['out-0.webp', 'out-1.webp']);
  for (const [index, address] of addresses.entries()) {
    expect(files[index]).toMatchObject(await digest(address));
  }
  expect((await call('/simulator/predictions/none/sha256')).status).toBe(404);
});

test('the hashes are those of the pictures, whatever a fault made of a download', async () => {
  const clock = makeClock();
  const { call, client, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'output', then: { file: 'html' } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input });
  clock.pass(60);
  const [address = ''] = addressesOf((await client.predictions.get(id)).output);
  const spoiled = await digest(address);
  const asked = await call(`/simulator/predictions/${id}/sha256`);
  const [file] = hashesSchema.parse(await asked.json()).files;
  expect(file).not.toMatchObject(spoiled);
  expect(file).toMatchObject(await digest(address));
});

test('the hashes outlast a restart', async () => {
  const stateDir = temporaryDir();
  const first = await startSimulator({ stateDir });
  const { id } = await first.client.predictions.create({ model: SCHNELL, input });
  const path = `/simulator/predictions/${id}/sha256`;
  const before: unknown = await (await first.call(path)).json();
  await first.close();
  const second = await startSimulator({ stateDir });
  expect(await (await second.call(path)).json()).toEqual(before);
});

test('the ledger says what each prediction costs and came to', async () => {
  const clock = makeClock();
  const { client, script, ledger } = await startSimulator({ seconds: 10, now: clock.now });
  const outcomes = [
    { pictures: 3 },
    { fail_like: 'nsfw' },
    { hang: 'starting' },
    { abort: true },
    { output: null },
  ];
  for (const then of outcomes) {
    await script([{ on: 'prediction', then }]);
    await client.predictions.create({ model: SCHNELL, input });
  }
  clock.pass(60);
  const { predictions } = await ledger();
  expect(predictions).toMatchObject([
    { outcome: 'succeed', status: 'succeeded', billable: true, pictures: 3 },
    { outcome: 'fail', status: 'failed', billable: true },
    { outcome: 'hang', status: 'starting', billable: false, completed_at: null },
    { outcome: 'abort', status: 'aborted', billable: false },
    { outcome: 'output', status: 'succeeded', billable: true },
  ]);
});

test(
  'the ledger of five hundred predictions is asked for without painting any',
  { timeout: 30_000 },
  async () => {
    const { call, ledger } = await startSimulator();
    const post = { method: 'POST', body: JSON.stringify({ input }) };
    for (let done = 0; done < 500; done += 1) {
      const made = await call(`/v1/models/${SCHNELL}/predictions`, post);
      const { id } = z.object({ id: z.string() }).parse(await made.json());
      await call(`/v1/predictions/${id}`);
    }
    const { predictions, calls } = await ledger();
    expect(calls).toHaveLength(500);
    expect(predictions).toHaveLength(500);
    expect(predictions.every((one) => one.calls[0]?.kind === 'get')).toBe(true);
  },
);

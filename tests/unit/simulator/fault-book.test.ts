import { once } from 'node:events';
import { expect, test } from 'vitest';
import { spawnSimulator } from './spawn-simulator.ts';
import { startSimulator, temporaryDir } from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const CREATE = `/v1/models/${SCHNELL}/predictions`;
const body = JSON.stringify({ input: { prompt: 'A Fox' } });

test('faults, and how often they have struck, survive SIGKILL', { timeout: 30_000 }, async () => {
  const stateDir = temporaryDir();
  const statuses: number[] = [];
  const script = [{ on: 'create', prompt_includes: 'fox', times: 2, then: { status: 503 } }];
  for (const rules of [script, [], []]) {
    const { url, process } = await spawnSimulator(stateDir);
    const post = (path: string, sent: string): Promise<Response> =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
        body: sent,
      });
    expect((await post('/simulator/faults', JSON.stringify(rules))).status).toBe(201);
    statuses.push((await post(CREATE, body)).status);
    process.kill('SIGKILL');
    await once(process, 'exit');
  }
  expect(statuses).toEqual([503, 503, 201]);
});

test('a fault that two calls run into at once strikes one of them', async () => {
  const { call, script } = await startSimulator();
  await script([{ on: 'create', then: { hold: 20, status: 503 } }]);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call(CREATE, { method: 'POST', body })),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 503]);
});

test('the oldest rule that fits strikes first, and rules for other prompts are left alone', async () => {
  const { call, script } = await startSimulator();
  await script([
    { on: 'create', prompt_includes: 'cat', then: { status: 500 } },
    { on: 'create', prompt_includes: 'FOX', then: { status: 502 } },
    { on: 'create', then: { status: 503 } },
  ]);
  const statuses: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    statuses.push((await call(CREATE, { method: 'POST', body })).status);
  }
  expect(statuses).toEqual([502, 503, 201]);
});

test('how a prediction goes is settled when it is created, and survives a restart', async () => {
  const stateDir = temporaryDir();
  const first = await startSimulator({ stateDir });
  await first.script([{ on: 'prediction', then: { fail_like: 'nsfw' } }]);
  const { id } = await first.client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  await first.call('/simulator/faults', { method: 'DELETE' });
  await first.close();
  const { client } = await startSimulator({ stateDir });
  await expect
    .poll(async () => (await client.predictions.get(id)).status, { timeout: 10_000 })
    .toBe('failed');
});

test.each([
  [{ on: 'create', then: { refuse: 'no_credit', status: 402 } }, 'exclude one another'],
  [{ on: 'create', then: { refuse: 'no_credit', retry_after: 3 } }, 'throttled'],
  [{ on: 'create', then: { refuse: 'throttled', retry_after_in: 'body' } }, 'needs one'],
  [{ on: 'create', then: { hold_until_webhook: 'start' } }, 'after_accept'],
  [{ on: 'get', then: { stale_ms: 5, status: 500 } }, 'stale'],
  [{ on: 'model', then: { stale_ms: 5 } }, 'stale_ms'],
  [{ on: 'prediction', then: {} }, 'says nothing'],
  [{ on: 'prediction', then: { fail: 'x', output: null } }, 'exclude one another'],
  [{ on: 'prediction', then: { for_ms: 5 } }, 'for_ms goes with status'],
  [{ on: 'prediction', then: { seconds: 5, factor: 2 } }, 'exclude one another'],
  [{ on: 'prediction', then: { fresh_address: true } }, 'files_kept_ms'],
  [{ on: 'webhook', then: {} }, 'says nothing'],
  [{ on: 'webhook', then: { drop: true, repeat: 2 } }, 'dropped'],
  [{ on: 'webhook', then: { forge: true, signatures: ['current'] } }, 'exclude one another'],
])('%j is refused in words', async (rule, words) => {
  const { script } = await startSimulator();
  const response = await script([rule]);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(words);
});

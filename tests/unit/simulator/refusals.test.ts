import { expect, test } from 'vitest';
import { startSimulator, type StartedSimulator } from './start-simulator.ts';

const SCHNELL = '/v1/models/black-forest-labs/flux-schnell/predictions';

async function post(
  { call }: StartedSimulator,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const response = await call(path, { method: 'POST', body: JSON.stringify(body), headers });
  return { status: response.status, body: await response.json() };
}

test('without a token everything under /v1 is refused with 401', async () => {
  const { url } = await startSimulator();
  for (const authorization of [undefined, '', 'Bearer', 'Bearer ']) {
    const response = await fetch(`${url}/v1/predictions`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ title: 'Unauthenticated', status: 401 });
  }
});

test.each([
  [{}, 'required', 'input', 'prompt is required'],
  [{ prompt: 3 }, 'invalid_type', 'input.prompt', 'Expected: string'],
  [{ prompt: 'x', num_outputs: 5 }, 'number_lte', 'input.num_outputs', 'equal to 4'],
  [{ prompt: 'x', num_outputs: 0 }, 'number_gte', 'input.num_outputs', 'equal to 1'],
  [{ prompt: 'x', seed: 1.5 }, 'invalid_type', 'input.seed', 'Expected: integer'],
  [{ prompt: 'x', aspect_ratio: '7:5' }, 'enum', 'input.aspect_ratio', '"16:9"'],
  [{ prompt: 'x', sparkle: true }, 'additional_property_not_allowed', 'input', 'sparkle'],
])('input %j is refused with 422 as %s', async (input, type, field, words) => {
  const simulator = await startSimulator();
  const answer = await post(simulator, SCHNELL, { input });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    title: 'Input validation failed',
    status: 422,
    invalid_fields: [{ type, field, description: expect.stringContaining(words) as unknown }],
  });
  expect((await simulator.ledger()).predictions).toEqual([]);
});

test('an unknown version, and a community model without one, are refused with 422', async () => {
  const simulator = await startSimulator();
  for (const version of ['f'.repeat(64), 'stability-ai/sdxl', 'nobody/nothing', '']) {
    const { status, body } = await post(simulator, '/v1/predictions', {
      version,
      input: { prompt: 'x' },
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ title: 'Invalid version or not permitted' });
  }
});

test('what is not there is a 404: models, predictions, community models by name', async () => {
  const simulator = await startSimulator();
  const paths = ['/v1/models/nobody/nothing', '/v1/predictions/nothing', '/files/no/out-0.png'];
  for (const path of paths) expect((await simulator.call(path)).status).toBe(404);
  for (const model of ['nobody/nothing', 'stability-ai/sdxl']) {
    const { status } = await post(simulator, `/v1/models/${model}/predictions`, {
      input: { prompt: 'x' },
    });
    expect(status).toBe(404);
  }
});

test('a webhook goes to https or to this machine, nowhere else', async () => {
  const simulator = await startSimulator();
  const webhook = 'http://example.com/hook';
  const { status } = await post(simulator, SCHNELL, { input: { prompt: 'x' }, webhook });
  expect(status).toBe(422);
});

test('a Cancel-After that cannot be read is refused', async () => {
  const simulator = await startSimulator();
  for (const after of ['soon', '1s']) {
    const body = { input: { prompt: 'x' } };
    const { status } = await post(simulator, SCHNELL, body, { 'cancel-after': after });
    expect(status).toBe(422);
  }
});

test('the controls answer only to requests that are addressed to this machine', async () => {
  const { createSimulator } = await import('../../../src/simulator/app.ts');
  const { temporaryDir } = await import('./start-simulator.ts');
  const simulator = createSimulator({ stateDir: temporaryDir(), seconds: 1, fileSeconds: 1 });
  const response = await simulator.app.request('http://rebound.example/simulator/ledger');
  expect(response.status).toBe(403);
  simulator.close();
});

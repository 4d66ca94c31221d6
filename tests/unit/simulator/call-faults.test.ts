import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeClock, startSimulator } from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const CREATE = `/v1/models/${SCHNELL}/predictions`;
const create = { method: 'POST', body: JSON.stringify({ input: { prompt: 'A Fox' } }) };
const created = z.object({ id: z.string(), status: z.string() });
const listed = z.object({ results: z.array(z.object({ id: z.string(), status: z.string() })) });

test.each([
  ['unauthenticated', 401, { title: 'Unauthenticated', status: 401 }],
  ['no_credit', 402, { title: 'Insufficient credit', status: 402 }],
  ['not_found', 404, { title: 'Not found', status: 404 }],
  ['invalid_version', 422, { title: 'Invalid version or not permitted', status: 422 }],
  [
    'invalid_input',
    422,
    {
      title: 'Input validation failed',
      detail: '- input.num_outputs: Must be less than or equal to 4\n',
      status: 422,
      invalid_fields: [
        {
          type: 'number_lte',
          field: 'input.num_outputs',
          description: 'Must be less than or equal to 4',
        },
      ],
    },
  ],
  ['server_error', 500, { status: 500 }],
  ['unavailable', 503, { status: 503 }],
])('a create can be refused as %s in the words of Replicate', async (refuse, status, body) => {
  const { call, script, ledger } = await startSimulator();
  await script([{ on: 'create', prompt_includes: 'fox', then: { refuse } }]);
  const response = await call(CREATE, create);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject(body);
  expect(await ledger()).toMatchObject({ calls: [{ status, billable: false }], predictions: [] });
});

test('what stands before the API answers in HTML', async () => {
  const { call, script } = await startSimulator();
  await script([{ on: 'create', then: { refuse: 'bad_gateway' } }]);
  const response = await call(CREATE, create);
  expect(response.status).toBe(502);
  expect(response.headers.get('content-type')).toBe('text/html');
});

test.each([
  [{}, null, undefined],
  [{ retry_after: 7 }, '7', 7],
  [{ retry_after: 7, retry_after_in: 'header' }, '7', undefined],
  [{ retry_after: 7, retry_after_in: 'body' }, null, 7],
  [{ retry_after: 7, retry_after_in: 'date' }, 'Mon, 23 Nov 2026 12:00:07 GMT', undefined],
])('a throttled create with %j says when to come back', async (told, header, inBody) => {
  const { call, script } = await startSimulator({ now: makeClock().now });
  await script([{ on: 'create', then: { refuse: 'throttled', ...told } }]);
  const response = await call(CREATE, create);
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe(header);
  const body = z
    .object({ detail: z.string(), retry_after: z.number().optional() })
    .parse(await response.json());
  expect(body.detail).toMatch(/^Request was throttled\./);
  expect(body.retry_after).toBe(inBody);
});

test('a refusal can hide that the prediction was accepted', async () => {
  const { call, script, ledger } = await startSimulator();
  await script([{ on: 'create', after_accept: true, then: { refuse: 'bad_gateway' } }]);
  expect((await call(CREATE, create)).status).toBe(502);
  expect(await ledger()).toMatchObject({
    calls: [{ kind: 'create', status: 502, billable: true }],
    predictions: [{ input: { prompt: 'A Fox' } }],
  });
});

test.each([
  [false, 0],
  [true, 1],
])('an answer that is held with after_accept %s has made %i yet', async (after_accept, made) => {
  const { call, script, ledger } = await startSimulator();
  await script([{ on: 'create', after_accept, then: { hold: 60_000 } }]);
  const gone = new AbortController();
  const sent = call(CREATE, { ...create, signal: gone.signal });
  const answered = sent.then(() => true).catch(() => false);
  await expect
    .poll(async () => (await (await call('/simulator/faults')).json()) as unknown, {
      timeout: 10_000,
    })
    .toEqual({ pending: [] });
  expect((await ledger()).predictions).toHaveLength(made);
  gone.abort();
  expect(await answered).toBe(false);
});

test('a create can be answered in junk, and a connection reset on every call', async () => {
  const { call, client, script } = await startSimulator();
  await script([{ on: 'create', then: { junk: '{"id":' } }]);
  expect(await (await call(CREATE, create)).text()).toBe('{"id":');
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  await script(['get', 'list', 'cancel', 'model'].map((on) => ({ on, then: { reset: true } })));
  const calls: [string, object][] = [
    [`/v1/predictions/${id}`, {}],
    ['/v1/predictions', {}],
    [`/v1/predictions/${id}/cancel`, { method: 'POST' }],
    [`/v1/models/${SCHNELL}`, {}],
  ];
  for (const [path, init] of calls) {
    await expect(call(path, init)).rejects.toThrow('fetch failed');
    expect((await call(path, init)).status).toBe(200);
  }
});

test('a cancel can be refused, and the prediction then succeeds late', async () => {
  const clock = makeClock();
  const { call, client, script } = await startSimulator({ seconds: 10, now: clock.now });
  await script([{ on: 'cancel', then: { refuse: 'server_error' } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  const cancel = await call(`/v1/predictions/${id}/cancel`, { method: 'POST' });
  expect(cancel.status).toBe(500);
  clock.pass(60);
  expect((await client.predictions.get(id)).status).toBe('succeeded');
});

test('a cancel can be taken although its answer says otherwise', async () => {
  const { call, client, script } = await startSimulator({ seconds: 10 });
  await script([{ on: 'cancel', after_accept: true, then: { status: 500 } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  expect((await call(`/v1/predictions/${id}/cancel`, { method: 'POST' })).status).toBe(500);
  expect((await client.predictions.get(id)).status).toBe('canceled');
});

test('a GET and a list can show what was true some time ago', async () => {
  const clock = makeClock();
  const { call, client, script } = await startSimulator({ seconds: 10, now: clock.now });
  const first = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(60);
  const second = await client.predictions.create({ model: SCHNELL, input: { prompt: 'y' } });
  expect((await client.predictions.get(first.id)).status).toBe('succeeded');
  const stale_ms = 57_000;
  await script([
    { on: 'get', then: { stale_ms } },
    { on: 'list', then: { stale_ms } },
  ]);
  expect((await client.predictions.get(first.id)).status).toBe('processing');
  const list = async (): Promise<{ id: string; status: string }[]> =>
    listed.parse(await (await call('/v1/predictions')).json()).results;
  expect(await list()).toEqual([{ id: first.id, status: 'processing' }]);
  expect((await list()).map(({ id }) => id)).toEqual([second.id, first.id]);
});

test('a prediction can be missing from lists for a while', async () => {
  const clock = makeClock();
  const { call, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'prediction', prompt_includes: 'fox', then: { unlisted_ms: 5000 } }]);
  const { id } = created.parse(await (await call(CREATE, create)).json());
  const list = async (): Promise<string[]> =>
    listed.parse(await (await call('/v1/predictions')).json()).results.map((one) => one.id);
  clock.pass(4.9);
  expect(await list()).toEqual([]);
  expect((await call(`/v1/predictions/${id}`)).status).toBe(200);
  clock.pass(0.1);
  expect(await list()).toEqual([id]);
});

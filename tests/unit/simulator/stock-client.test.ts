import sharp from 'sharp';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { addressesOf, makeClock, startSimulator } from './start-simulator.ts';

const pageSchema = z.object({
  previous: z.string().nullable(),
  next: z.string().nullable(),
  results: z.array(z.unknown()),
});
const SDXL = 'stability-ai/sdxl';
const SCHNELL = 'black-forest-labs/flux-schnell';

test('the stock client creates a prediction by model and waits for its picture', async () => {
  const { client } = await startSimulator();
  const created = await client.predictions.create({
    model: SCHNELL,
    input: { prompt: 'a quiet lake', megapixels: '0.25', aspect_ratio: '3:2' },
  });
  expect(created.status).toBe('starting');
  const done = await client.wait(created, { interval: 50 });
  expect(done.status).toBe('succeeded');
  expect(done.metrics?.predict_time).toBeCloseTo(0.08);
  const [url = ''] = addressesOf(done.output);
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toBe('image/webp');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 608, height: 416 });
});

test('run in its default mode is answered when the picture is ready', async () => {
  const { client, url } = await startSimulator();
  const model = await client.models.get('stability-ai', 'sdxl');
  const output = await client.run(`${SDXL}:${model.latest_version?.id ?? ''}`, {
    input: { prompt: 'a fox', width: 384, height: 384, num_outputs: 2 },
  });
  expect(output).toHaveLength(2);
  expect(addressesOf(output)[1]).toMatch(new RegExp(`^${url}/files/[a-z0-9]{26}/out-1\\.png$`));
});

test('a hash, owner/name:hash and the name of an official model are all versions', async () => {
  const { client } = await startSimulator();
  const model = await client.models.get('stability-ai', 'sdxl');
  const hash = model.latest_version?.id ?? '';
  for (const version of [hash, `${SDXL}:${hash}`, SCHNELL]) {
    const created = await client.predictions.create({ version, input: { prompt: 'x' } });
    expect(created.status).toBe('starting');
  }
});

test('a cancelled prediction stays cancelled and has no output', async () => {
  const clock = makeClock();
  const { client } = await startSimulator({ seconds: 10, now: clock.now });
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(2);
  expect((await client.predictions.get(id)).status).toBe('processing');
  expect((await client.predictions.cancel(id)).status).toBe('canceled');
  clock.pass(60);
  expect(await client.predictions.get(id)).toMatchObject({ status: 'canceled', output: null });
});

test('the stock client throws a refusal with the words of Replicate', async () => {
  const { client, script } = await startSimulator();
  await script([{ on: 'create', then: { refuse: 'no_credit' } }]);
  const created = client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  await expect(created).rejects.toThrow(
    /failed with status 402 .*"title":"Insufficient credit".*"status":402/,
  );
});

test('the stock client repeats a throttled create, and is taken', async () => {
  const { client, script, ledger } = await startSimulator();
  const then = { refuse: 'throttled', retry_after: 1, retry_after_in: 'body' };
  await script([{ on: 'create', times: 2, then }]);
  await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  const { calls, predictions } = await ledger();
  expect(calls.map(({ status }) => status)).toEqual([429, 429, 201]);
  expect(predictions).toHaveLength(1);
});

test('the ledger shows that the stock client pays twice for a broken answer', async () => {
  const { client, script, ledger } = await startSimulator();
  await script([{ on: 'create', after_accept: true, then: { reset: true } }]);
  await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  const { calls, predictions } = await ledger();
  expect(calls.map(({ status, billable }) => [status, billable])).toEqual([
    [0, true],
    [201, true],
  ]);
  expect(predictions).toHaveLength(2);
});

test('the schema has what a form needs: order, bounds, enums by reference', async () => {
  const { client } = await startSimulator();
  const { latest_version: version } = await client.models.get('stability-ai', 'sdxl');
  expect(version?.openapi_schema).toMatchObject({
    components: {
      schemas: {
        Input: {
          properties: {
            prompt: { type: 'string', 'x-order': 0 },
            width: { type: 'integer', default: 1024 },
            prompt_strength: { minimum: 0, maximum: 1 },
            scheduler: { allOf: [{ $ref: '#/components/schemas/scheduler' }] },
          },
        },
        Output: { type: 'array', items: { type: 'string', format: 'uri' } },
        scheduler: { enum: expect.arrayContaining(['K_EULER', 'DDIM']) as unknown },
      },
    },
  });
  const versions = await client.models.versions.list('stability-ai', 'sdxl');
  expect(versions).toMatchObject({ results: [{ id: version?.id }] });
});

test('lists newest first, a hundred a page, with cursors both ways', async () => {
  const clock = makeClock();
  const { client, url } = await startSimulator({ now: clock.now });
  for (let i = 0; i < 103; i += 1) {
    await client.predictions.create({ model: SCHNELL, input: { prompt: `picture ${i}` } });
  }
  const pages: string[][] = [];
  for await (const page of client.paginate(() => client.predictions.list())) {
    pages.push(page.map(({ input }) => z.object({ prompt: z.string() }).parse(input).prompt));
  }
  expect(pages.map((page) => page.length)).toEqual([100, 3]);
  expect(pages[0]?.[0]).toBe('picture 102');
  expect(pages[1]).toEqual(['picture 2', 'picture 1', 'picture 0']);
  const headers = { authorization: 'Bearer test' };
  const read = async (address: string | null): Promise<z.infer<typeof pageSchema>> =>
    pageSchema.parse(await (await fetch(address ?? '', { headers })).json());
  const first = await read(`${url}/v1/predictions`);
  expect(first.previous).toBeNull();
  const second = await read(first.next);
  expect(second.next).toBeNull();
  const back = await read(second.previous);
  expect(back.results).toHaveLength(100);
});

import { env } from 'cloudflare:workers';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { imageFailures } from '../../src/domain/image-failures.ts';
import { readModel, readModels } from '../../src/worker/models/model-catalog.ts';
import { saidModel } from '../../src/worker/models/said-model.ts';

const painter = 'community/painter';
const sdxl = 'stability-ai/sdxl';
const dayMs = 24 * 60 * 60_000;

/** Nobody is there to be asked. */
const alone = { ...env, REPLICATE_BASE_URL: 'http://127.0.0.1:9/v1' };

/** What Replicate is asked for, by path. */
function callsToReplicate(): string[] {
  const calls: string[] = [];
  const { fetch } = globalThis;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    calls.push(new URL(input instanceof Request ? input.url : input).pathname);
    return fetch(input, init);
  });
  onTestFinished(() => spy.mockRestore());
  return calls;
}

const age = async (ms: number) => {
  await env.DB.prepare('UPDATE model SET fetched_at = fetched_at - ?').bind(ms).run();
};

const kept = async (id: string) =>
  env.DB.prepare('SELECT * FROM model WHERE id = ?').bind(id).first();

beforeEach(async () => {
  await env.DB.prepare('DELETE FROM model').run();
});

test('Replicate is asked once a day, with one call each', async () => {
  const calls = callsToReplicate();
  const ids = [painter, sdxl];
  const paths = ids.map((id) => `/v1/models/${id}`);
  const first = await readModels(env, ids);
  expect(first).toMatchObject([{ ok: true, model: { by: 'version' } }, { ok: true }]);
  expect(calls).toEqual(paths);
  await age(dayMs - 60_000);
  expect(await readModels(env, ids)).toEqual(first);
  expect(calls).toEqual(paths);
  await age(60_000);
  expect(await readModels(env, ids)).toEqual(first);
  expect(calls).toEqual([...paths, ...paths]);
});

test('of what a model says of itself only its inputs and its output are kept', async () => {
  await readModel(env, 'strange/all-of');
  const { document } = (await kept('strange/all-of')) ?? {};
  const { components, ...rest } = JSON.parse(String(document));
  expect(rest).toEqual({});
  expect(Object.keys(components.schemas).toSorted()).toEqual(
    ['Input', 'Output', 'short_words', 'size', 'style'].toSorted(),
  );
});

test('where Replicate cannot be reached an older copy stands in, and a curated model by itself', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const before = await readModel(env, painter);
  await age(30 * dayMs);
  const read = await readModels(alone, [painter, sdxl, 'acme/unknown']);
  expect(before).toMatchObject({ ok: true, stands_in: false });
  expect(read[0]).toEqual({ ...before, stands_in: true });
  expect(read[1]).toMatchObject({ ok: true, model: { id: sdxl }, stands_in: true });
  const problem = imageFailures.provider_unavailable.sentence;
  expect(read[2]).toEqual({ ok: false, code: 'unknown_model', problem });
  const lines = said.mock.calls.map(([line]) => String(line));
  expect(lines).toContain(
    JSON.stringify({ event: 'model_not_read', model: painter, status: null }),
  );
});

test('where nobody answers, only some are asked for', async () => {
  const calls = callsToReplicate();
  const ids = Array.from({ length: 20 }, (_, index) => `acme/model-${index}`);
  const read = await readModels(alone, ids);
  expect(read).toHaveLength(20);
  expect(read.every((one) => !one.ok)).toBe(true);
  expect(calls).toHaveLength(5);
});

test('without a token the curated ones are there, and of others is said what to set', async () => {
  const calls = callsToReplicate();
  const read = await readModels({ ...env, REPLICATE_API_TOKEN: '' }, [sdxl, painter]);
  expect(read).toMatchObject([
    { ok: true, model: { id: sdxl } },
    { ok: false, code: 'not_configured', problem: imageFailures.not_configured.sentence },
  ]);
  expect(calls).toEqual([]);
});

test('what is odd in an answer of Replicate is refused, or made plain', () => {
  const model = {
    owner: 'acme',
    name: 'night-painter',
    description: 'Paints\n\u202Eat  night',
    visibility: 'public',
    is_official: true,
    latest_version: { id: 'v1', openapi_schema: { components: { schemas: { Input: {} } } } },
  };
  const id = 'Acme/Night-Painter';
  expect(saidModel(id, model)).toMatchObject({
    ok: true,
    model: {
      id: 'acme/night-painter',
      name: 'Night painter',
      description: 'Paints at night',
      by: 'model',
      document: '{"components":{"schemas":{"Input":{}}}}',
    },
  });
  // Without the word a curated model is asked for as we know it, another by its version.
  const { is_official: _, ...unsaid } = model;
  expect(saidModel(id, unsaid)).toMatchObject({ model: { by: 'version' } });
  const flux = { ...unsaid, owner: 'black-forest-labs', name: 'flux-dev' };
  expect(saidModel('black-forest-labs/flux-dev', flux)).toMatchObject({ model: { by: 'model' } });
  const noSuch = 'There is no public model of that name on Replicate.';
  // Our token may see it, and nobody here is to.
  expect(saidModel(id, { ...model, visibility: 'private' })).toMatchObject({ problem: noSuch });
  expect(saidModel(id, 'not a model')).toMatchObject({ problem: noSuch });
  const huge = { components: { schemas: { Input: { title: 'x'.repeat(300_000) } } } };
  const long = { ...model, latest_version: { id: 'v1', openapi_schema: huge } };
  expect(saidModel(id, long)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/too long/),
  });
});

import { expect, test } from 'vitest';
import type { PredictionInput } from '../../../../src/domain/models/prediction-input.ts';
import {
  cancelPrediction,
  checkPrediction,
  createPrediction,
} from '../../../../src/worker/images/replicate.ts';
import { findPredictions as find } from '../../../../src/worker/images/find-predictions.ts';
import type { ReplicateSettings } from '../../../../src/worker/settings.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';

const chat = 'c'.repeat(22);
const findPredictions = (
  settings: ReplicateSettings,
  asked: PredictionInput,
  submittedAt: number,
) => find(settings, asked, submittedAt, chat);

const effect = { attempt: 1, cancel_after_ms: 300_000 };
const lookOf = (prompt: string): PredictionInput => ({
  model: 'stability-ai/sdxl',
  by: 'version',
  input: { prompt, width: 384, height: 384, seed: 1 },
  files: [],
});

/** A simulator of its own, since neither lists nor models have a prompt that a rule could name. */
async function started() {
  const simulator = await startSimulator();
  const settings = {
    token: 'test',
    baseUrl: `${simulator.url}/v1`,
    publicUrl: null,
    webhookSecrets: [],
  };
  const posts = async () =>
    (await simulator.ledger()).calls.filter(({ kind }) => kind === 'create').length;
  return { ...simulator, settings, posts };
}

test.each([
  [{ refuse: 'not_found' }, { type: 'create_refused', code: 'model_not_found' }],
  [{ refuse: 'unauthenticated' }, { type: 'create_refused', code: 'unauthorized', detail: null }],
  [{ refuse: 'no_credit' }, { type: 'create_refused', code: 'no_credit', detail: null }],
  [
    { refuse: 'throttled', retry_after: 7 },
    { type: 'create_postponed', retry_after_ms: 7_000 },
  ],
  [{ refuse: 'unavailable' }, { type: 'create_postponed', retry_after_ms: 0 }],
  [{ junk: '{"id":' }, { type: 'create_postponed', retry_after_ms: 0 }],
  [{ reset: true }, { type: 'create_postponed', retry_after_ms: 0 }],
])('where the model cannot be looked up (%j) nothing is asked for', async (then, event) => {
  const { settings, script, posts } = await started();
  await script([{ on: 'model', then }]);
  expect(await createPrediction(settings, lookOf('a fox'), effect, null)).toMatchObject(event);
  expect(await posts()).toBe(0);
});

test.each([
  [{ reset: true }, false],
  [{ refuse: 'server_error' }, true],
  [{ status: 200, body: {} }, true],
])('a POST that is answered with %j is sent once, and its fate is open', async (then, answered) => {
  const { settings, script, posts } = await started();
  await script([{ on: 'create', times: 10, then }]);
  expect(await createPrediction(settings, lookOf('a fox'), effect, null)).toEqual({
    type: 'create_unknown',
    attempt: 1,
    answered,
  });
  expect(await posts()).toBe(1);
});

test('a server that is not there leaves everything open', async () => {
  const { settings, close } = await started();
  // The model is known by now.
  await createPrediction(settings, lookOf('a fox'), effect, null);
  await close();
  expect(await createPrediction(settings, lookOf('a fox'), effect, null)).toMatchObject({
    type: 'create_unknown',
    answered: false,
  });
  expect(await findPredictions(settings, lookOf('a fox'), Date.now())).toBeNull();
  expect(await checkPrediction(settings, 'p1')).toMatchObject({
    event: { type: 'check_failed', gone: false },
  });
  expect(await cancelPrediction(settings, 'p1')).toMatchObject({ type: 'cancel_failed' });
});

test.each([
  { refuse: 'unavailable' },
  { refuse: 'throttled' },
  { junk: '{"results":' },
  { status: 200, body: {} },
  { reset: true },
])('a list that cannot be had (%j) proves nothing', async (then) => {
  const { settings, script } = await started();
  const before = Date.now();
  await createPrediction(settings, lookOf('a fox'), effect, null);
  await script([{ on: 'list', then }]);
  expect(await findPredictions(settings, lookOf('a fox'), before)).toBeNull();
  expect((await findPredictions(settings, lookOf('a fox'), before))?.candidates).toHaveLength(1);
});

test('only what was asked for with the very same settings is ours, oldest first', async () => {
  const { settings } = await started();
  const before = Date.now();
  const ids: string[] = [];
  for (const prompt of ['a fox', 'a fish', 'a fox']) {
    const made = await createPrediction(settings, lookOf(prompt), effect, null);
    if (made.type !== 'created') throw new Error(made.type);
    ids.push(made.prediction_id);
  }
  expect(await findPredictions(settings, lookOf('a fox'), before)).toEqual({
    candidates: [ids[0], ids[2]],
    reachesBack: true,
  });
  const seed = { ...lookOf('a fox').input, seed: 2 };
  const other = { ...lookOf('a fox'), input: seed };
  expect((await findPredictions(settings, other, before))?.candidates).toEqual([]);
});

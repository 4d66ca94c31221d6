import { expect, test } from 'vitest';
import { ask, ends, room } from './support/image-requests.ts';
import {
  countOf,
  predictionOf,
  predictionsOf,
  refusedCreations,
  script,
} from './support/simulator-client.ts';

test.concurrent(
  'a POST that is taken only after we gave up never pays twice',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'taken too late';
    await script({ on: 'create', prompt_includes: prompt, then: { hold: 12_500 } });
    const since = Date.now();
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    // The one that was held, and none that was asked for in between.
    const { created_at } = await predictionOf(prompt);
    expect(Date.parse(created_at)).toBeGreaterThanOrEqual(since + 12_500);
  },
);

test.concurrent(
  'an answer that is held for 90 seconds is not waited for: the prediction is found and adopted',
  { timeout: 80_000 },
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'taken, and answered too late';
    const hold = { prompt_includes: prompt, after_accept: true, then: { hold: 90_000 } };
    await script({ on: 'create', ...hold });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

// From here on no call is held: that would hold up the queue, and give others the time they need.
test.each([
  [404, 'not_found', 'model_not_found', 'The requested resource could not be found.'],
  [422, 'invalid_input', 'invalid_input', 'num_outputs: Must be less than or equal to 4'],
  [
    422,
    'invalid_version',
    'invalid_input',
    "The specified version does not exist (or perhaps you don't have permission to use it?)",
  ],
])(
  'a %i (%s) ends the request at once, with the reason in words',
  async (status, refuse, code, detail) => {
    const { client } = await room();
    const before = await refusedCreations(status);
    const prompt = `refused as ${refuse}`;
    await script({ on: 'create', prompt_includes: prompt, times: 10, then: { refuse } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({
      status: 'failed',
      error: { code, detail, may_have_been_charged: false },
    });
    expect(await refusedCreations(status)).toBe(before + 1);
    expect(await predictionsOf(prompt)).toEqual([]);
  },
);

test.concurrent(
  'a broken connection after the POST was taken never pays twice',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'taken but not answered';
    await script({
      on: 'create',
      prompt_includes: prompt,
      after_accept: true,
      then: { reset: true },
    });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test.concurrent(
  'a prediction that the list still lacks is waited for, not asked for again',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'taken, and not in the list yet';
    const refuse = { after_accept: true, then: { refuse: 'server_error' } };
    await script(
      { on: 'create', prompt_includes: prompt, ...refuse },
      { on: 'prediction', prompt_includes: prompt, then: { unlisted_ms: 5_000 } },
    );
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test.concurrent.for<[string, object]>([
  ['500', { refuse: 'server_error' }],
  ['502 in HTML', { refuse: 'bad_gateway' }],
  ['503', { refuse: 'unavailable' }],
  ['200 that is no JSON', { junk: '{"id":' }],
  ['200 that is no prediction', { status: 200, body: { detail: 'fine' } }],
])(
  'a %s although the POST was taken never pays twice',
  async ([name, then], { onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = `taken, and answered with ${name}`;
    await script({ on: 'create', prompt_includes: prompt, after_accept: true, then });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test.concurrent(
  'a server error on the POST is looked into, then tried anew',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'refused with a server error';
    await script({ on: 'create', prompt_includes: prompt, then: { status: 503, body: {} } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test.concurrent(
  'two requests for the very same picture get a prediction each, lost answers or not',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const settings = { prompt: 'asked for twice with one seed', seed: 7 };
    await script({
      on: 'create',
      prompt_includes: settings.prompt,
      times: 2,
      after_accept: true,
      then: { reset: true },
    });
    const [one, two] = [await ask(client, settings), await ask(client, settings)];
    await Promise.all([ends(client, one.id), ends(client, two.id)]);
    const predictions = await predictionsOf(settings.prompt);
    expect(predictions).toHaveLength(2);
    // Neither of the images took the other one's.
    for (const prediction of predictions) {
      expect(countOf(prediction, 'get', 200)).toBeGreaterThan(0);
    }
  },
);

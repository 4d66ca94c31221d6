import { expect, test } from 'vitest';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { countOf, predictionOf, predictionsOf, script } from './support/simulator-client.ts';

test.concurrent.for<[string, object]>([
  ['500', { refuse: 'server_error' }],
  ['502 in HTML', { refuse: 'bad_gateway' }],
  ['503', { refuse: 'unavailable' }],
  ['401', { refuse: 'unauthenticated' }],
  ['200 that is no JSON', { junk: '{"id":' }],
  ['200 that is no prediction', { status: 200, body: { detail: 'fine' } }],
  ['200 about another one', { status: 200, body: { id: 'other', status: 'failed' } }],
])(
  'a %s on a check leads to another check, and to nothing else',
  async ([name, then], { onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = `checked, and answered with ${name}`;
    await script({ on: 'get', prompt_includes: prompt, then });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    // Throws where there are two.
    await predictionOf(prompt);
  },
);

test.concurrent(
  'a connection that breaks during a check leads to another check',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'checked, and cut off';
    await script({ on: 'get', prompt_includes: prompt, times: 2, then: { reset: true } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(countOf(await predictionOf(prompt), 'get', 0)).toBe(2);
  },
);

test('a check that is never answered is given up', async () => {
  const { client } = await room();
  const prompt = 'checked, and kept waiting';
  await script({ on: 'get', prompt_includes: prompt, then: { hold: 90_000 } });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('a throttled check waits as long as it was told', async () => {
  const { client } = await room();
  const prompt = 'checked too often';
  const then = { refuse: 'throttled', retry_after: 4 };
  await script({ on: 'get', prompt_includes: prompt, then });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  const prediction = await predictionOf(prompt);
  expect(countOf(prediction, 'get', 429)).toBe(1);
  // It was done long before: so this is the pause.
  const { submitted_at, predicted_at } = await rowOf(client, id);
  expect((predicted_at ?? 0) - (submitted_at ?? 0)).toBeGreaterThanOrEqual(4_000);
});

test.concurrent('answers from the past do no harm', async ({ onTestFinished }) => {
  const { client } = await room(onTestFinished);
  const prompt = 'told of how it was before';
  await script({ on: 'get', prompt_includes: prompt, times: 4, then: { stale_ms: 3_000 } });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test.concurrent(
  'a prediction that is gone ends its job, and may have been charged',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'made and forgotten';
    await script({ on: 'get', prompt_includes: prompt, times: 100, then: { refuse: 'not_found' } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({
      status: 'failed',
      error: { code: 'output_expired', may_have_been_charged: true },
    });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test.concurrent(
  'a state that nobody knows is checked until there is one that is known',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'ponders for a while';
    const then = { status: 'pondering', for_ms: 1_500 };
    await script({ on: 'prediction', prompt_includes: prompt, then });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test.concurrent.for<[string, object, string, RegExp | null, boolean]>([
  ['moderated', { fail_like: 'nsfw' }, 'moderated', /NSFW content detected/, true],
  ['found sensitive', { fail_like: 'sensitive' }, 'moderated', /flagged as sensitive/, true],
  ['out of memory', { fail_like: 'out_of_memory' }, 'prediction_failed', /CUDA/, true],
  ['aborted', { abort: true }, 'prediction_aborted', null, false],
])(
  'a prediction that is %s ends its job in words',
  async ([name, then, code, detail, charged], { onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = `ends as ${name}`;
    await script({ on: 'prediction', prompt_includes: prompt, then });
    const { id } = await ask(client, { prompt });
    const { status, image_url, error } = await ends(client, id);
    expect({ status, image_url }).toEqual({ status: 'failed', image_url: null });
    expect(error).toMatchObject({ code, may_have_been_charged: charged });
    if (detail === null) expect(error?.detail).toBeNull();
    else expect(error?.detail).toMatch(detail);
    expect(await rowOf(client, id)).toMatchObject({ status: 'failed', error: { code } });
    const prediction = await predictionOf(prompt);
    expect(prediction.billable).toBe(charged);
  },
);

test.concurrent.for(['shuffled', 'none', 'after_end'])(
  'where the progress is %s it never falls, and none is heard after the end',
  async (progress, { onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = `progress that is ${progress}`;
    const then = { progress, seconds: 2 };
    await script({ on: 'prediction', prompt_includes: prompt, then });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    // Whatever came late would have come before the answer to this.
    client.say({ type: 'message_send', client_id: 'and-then-0', text: 'Done' });
    await client.answerTo('and-then-0');
    const mine = client.heard.filter((said) => 'image_id' in said && said.image_id === id);
    expect(mine.at(-1)?.type).toBe('image_complete');
    const percents = mine.flatMap((said) =>
      said.type === 'image_progress' && said.progress !== null ? [said.progress] : [],
    );
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  },
);

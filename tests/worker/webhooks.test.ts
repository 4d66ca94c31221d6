import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { ask, ends, room } from './support/image-requests.ts';
import { predictionsOf, script } from './support/simulator-client.ts';
import { callsOf, deliver, predictionIn, tell, webhook } from './support/webhooks.ts';

/** From now on no check of that prompt's prediction says anything. */
const silenceChecks = (prompt: string) =>
  script({ on: 'get', prompt_includes: prompt, times: 100_000, then: { status: 503, body: {} } });

/** What a room keeps: everything that changes when anything does. */
async function kept(chat: string) {
  return runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, { storage }) => {
    const all = (query: string) => storage.sql.exec<Record<string, string>>(query).toArray();
    return {
      records: all('SELECT rev, kind, body FROM record ORDER BY rev'),
      jobs: all(`SELECT image_id, live, body FROM job`),
      webhooks: all('SELECT id FROM webhook'),
    };
  });
}

/** The job of the only image in a room. */
async function jobIn(chat: string): Promise<Record<string, unknown>> {
  const [job] = (await kept(chat)).jobs;
  return JSON.parse(job?.body ?? '{}');
}

test('a webhook brings the end where every check fails', async () => {
  const { chat, client } = await room();
  const prompt = 'told by a webhook alone';
  await silenceChecks(prompt);
  const { id } = await ask(client, { prompt });
  const prediction = await predictionIn(prompt);
  expect((await tell({ chat, image: id }, prediction)).status).toBe(204);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
  expect(await callsOf(prediction.id)).toMatchObject({ output: 1 });
});

test('without any webhook the checks bring the end', async () => {
  const { client } = await room();
  const { id, prompt } = await ask(client);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('a webhook that comes before the answer to the POST is believed', async () => {
  const { chat, client } = await room();
  const prompt = 'told before it was answered';
  const then = { hold: 5_000 };
  await script({ on: 'create', prompt_includes: prompt, after_accept: true, then });
  const { id } = await ask(client, { prompt });
  const prediction = await predictionIn(prompt);
  await tell({ chat, image: id }, prediction);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  // Nobody knew whom to ask: the answer with its id was still under way.
  expect(await callsOf(prediction.id)).toEqual({ output: 1, get: 0 });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('before the answer a webhook of another attempt, or of other words, is not believed', async () => {
  const { chat, client } = await room();
  const prompt = 'of another attempt';
  const then = { hold: 5_000 };
  await script({ on: 'create', prompt_includes: prompt, after_accept: true, then });
  const { id } = await ask(client, { prompt });
  const prediction = await predictionIn(prompt);
  await tell({ chat, image: id, attempt: 2 }, prediction);
  await tell({ chat, image: id }, { ...prediction, input: { ...prediction.input, prompt: 'no' } });
  await tell({ chat, image: id }, { ...prediction, model: 'ada/other' });
  expect(await jobIn(chat)).toMatchObject({ state: 'submitting', attempt: 1 });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
});

test('before the answer the prediction of a twin is not believed', async () => {
  const { chat, client } = await room();
  const twin = { prompt: 'one of two twins', seed: 5 };
  const first = await ask(client, twin);
  await ends(client, first.id);
  const prediction = await predictionIn(twin.prompt);
  const then = { hold: 5_000 };
  await script({ on: 'create', prompt_includes: twin.prompt, after_accept: true, then });
  const second = await ask(client, twin);
  await vi.waitFor(async () => expect(await predictionsOf(twin.prompt)).toHaveLength(2), 30_000);
  await tell({ chat, image: second.id }, prediction);
  const { jobs } = await kept(chat);
  const job = jobs.find(({ image_id }) => image_id === second.id);
  expect(JSON.parse(job?.body ?? '{}')).toMatchObject({ state: 'submitting', attempt: 1 });
  expect(await ends(client, second.id)).toMatchObject({ status: 'completed' });
});

test('what a webhook says of a failure is shown like what a check says', async () => {
  const { chat, client } = await room();
  const prompt = 'told of a failure';
  await silenceChecks(prompt);
  await script({ on: 'prediction', prompt_includes: prompt, then: { fail: 'NSFW content' } });
  const { id } = await ask(client, { prompt });
  await tell({ chat, image: id }, await predictionIn(prompt, 'failed'));
  expect(await ends(client, id)).toMatchObject({
    status: 'failed',
    error: { code: 'moderated', may_have_been_charged: true },
  });
});

test('a thousand repetitions of a webhook change nothing', async () => {
  const { chat, client } = await room();
  const prompt = 'repeated a thousand times';
  await silenceChecks(prompt);
  await script({ on: 'output', prompt_includes: prompt, then: { file: 'missing' } });
  const { id } = await ask(client, { prompt });
  const prediction = await predictionIn(prompt);
  const told = await webhook(prediction);
  const target = { chat, image: id };
  await deliver(target, told);
  // The output was not there: the job is back where the same words would set it off again.
  await vi.waitFor(
    async () => expect(await jobIn(chat)).toMatchObject({ state: 'running', refreshed: true }),
    30_000,
  );
  const before = await kept(chat);
  for (let sent = 0; sent < 1_000; sent += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(target, told)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  }
  expect((await kept(chat)).records).toEqual(before.records);
  expect((await kept(chat)).webhooks).toHaveLength(1);
  expect(await jobIn(chat)).toMatchObject({ state: 'running', refreshed: true });
  expect(await callsOf(prediction.id)).toMatchObject({ output: 1 });

  await tell(target, prediction);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await callsOf(prediction.id)).toMatchObject({ output: 2 });
});

test('after the end neither the same webhook nor another changes anything', async () => {
  const { chat, client } = await room();
  const { id, prompt } = await ask(client);
  const prediction = await predictionIn(prompt);
  const told = await webhook(prediction);
  await deliver({ chat, image: id }, told);
  await ends(client, id);
  const before = await kept(chat);
  for (const late of [
    told,
    await webhook(prediction),
    await webhook({ id: 'x', status: 'failed' }),
  ])
    expect((await deliver({ chat, image: id }, late)).status).toBe(204);
  expect(await kept(chat)).toEqual(before);
  expect(client.heard.filter(({ type }) => type === 'image_complete')).toHaveLength(1);
});

test('a prediction that is not the image’s own does not concern it', async () => {
  const { chat, client } = await room();
  const [mine, other] = ['hers alone', 'somebody else’s'];
  await silenceChecks(mine);
  await silenceChecks(other);
  const asked = [await ask(client, { prompt: mine }), await ask(client, { prompt: other })];
  const [image = '', another = ''] = asked.map(({ id }) => id);
  const [hers, theirs] = [await predictionIn(mine), await predictionIn(other)];
  const said = { ...hers, id: 'never-heard-of' };
  for (const one of [theirs, said]) {
    expect((await tell({ chat, image }, one)).status).toBe(204);
  }
  const { jobs } = await kept(chat);
  expect(jobs.map(({ body }) => JSON.parse(body ?? '{}').state)).toEqual(['running', 'running']);
  await tell({ chat, image }, hers);
  await tell({ chat, image: another }, theirs);
  expect(await ends(client, image)).toMatchObject({ status: 'completed', prompt: mine });
  expect(await ends(client, another)).toMatchObject({ status: 'completed', prompt: other });
  expect(await callsOf(hers.id)).toMatchObject({ output: 1 });
});

test('webhooks that race the checks end each image once', async () => {
  const { chat, client } = await room();
  const asked = await Promise.all(Array.from({ length: 10 }, () => ask(client)));
  await Promise.all(
    asked.map(async ({ id, prompt }) => {
      const prediction = await predictionIn(prompt);
      await Promise.all([
        tell({ chat, image: id }, prediction),
        tell({ chat, image: id }, prediction),
      ]);
    }),
  );
  const ended = await Promise.all(asked.map(({ id }) => ends(client, id)));
  expect(ended.map(({ status }) => status)).toEqual(asked.map(() => 'completed'));
  expect(client.heard.filter(({ type }) => type === 'image_complete')).toHaveLength(10);
  for (const { prompt } of asked) {
    const predictions = await predictionsOf(prompt);
    expect(predictions).toHaveLength(1);
    expect((await kept(chat)).jobs.every(({ live }) => Number(live) === 0)).toBe(true);
  }
});

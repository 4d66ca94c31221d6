import { createMessageBatch } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { QueueMessage } from '../../src/protocol/queue-message.ts';
import worker from '../../src/worker/index.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { predictionsOf, script } from './support/simulator-client.ts';

test('a broken connection after the POST was taken never pays twice', async () => {
  const { client } = await room();
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
});

test(
  'a POST that is taken only after we gave up never pays twice',
  { timeout: 60_000 },
  async () => {
    const { client } = await room();
    const prompt = 'taken too late';
    await script({ on: 'create', prompt_includes: prompt, then: { hold: 12_500 } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test(
  'a server error on the POST is looked into, then tried anew',
  { timeout: 40_000 },
  async () => {
    const { client } = await room();
    const prompt = 'refused with a server error';
    await script({ on: 'create', prompt_includes: prompt, then: { status: 503, body: {} } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);

test('a throttled POST waits and is then taken, once', { timeout: 20_000 }, async () => {
  const { client } = await room();
  const prompt = 'throttled at first';
  const then = { status: 429, headers: { 'Retry-After': '1' }, body: { detail: 'throttled' } };
  await script({ on: 'create', prompt_includes: prompt, times: 2, then });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test.each([
  ['422', { on: 'create', then: { status: 422, body: {} } }, 'invalid_input', false],
  ['NSFW', { on: 'prediction', then: { fail: 'NSFW content detected.' } }, 'moderated', true],
  [
    'failure',
    { on: 'prediction', then: { fail: 'CUDA out of memory' } },
    'prediction_failed',
    true,
  ],
  ['abort', { on: 'prediction', then: { abort: true } }, 'prediction_aborted', false],
  ['null', { on: 'prediction', then: { output: null } }, 'bad_output', true],
  [
    'foreign',
    { on: 'prediction', then: { output: ['http://127.0.0.1:1/x.png'] } },
    'bad_output',
    true,
  ],
  ['html', { on: 'output', times: 100, then: { file: 'html' } }, 'bad_output', true],
  ['svg', { on: 'output', times: 100, then: { file: 'svg' } }, 'bad_output', true],
])('%s ends the request with its reason in words', async (name, fault, code, charged) => {
  const { client } = await room();
  const prompt = `ends badly with ${name}`;
  await script({ ...fault, prompt_includes: prompt });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({
    status: 'failed',
    image_url: null,
    error: { code, may_have_been_charged: charged },
  });
  expect(await rowOf(client, id)).toMatchObject({ status: 'failed', error: { code } });
});

test('a dead letter ends nothing that may have been paid', async () => {
  const { chat, client } = await room();
  const { id, prompt } = await ask(client);
  await client.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'processing',
  );
  const body = { chat_id: chat, image_id: id };
  const batch = createMessageBatch('darkroom-images-dead', [
    { id: 'dead-1', timestamp: new Date(), attempts: 6, body },
  ]);
  await worker.queue(batch, env);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('a poisoned message on the queue hurts nobody', async () => {
  const { client } = await room();
  const queue: Queue = env.IMAGE_QUEUE;
  await queue.send({ chat_id: '../etc', image_id: 7 });
  await queue.send('junk');
  const { id } = await ask(client);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
});

test('the same message ten times over makes one prediction', async () => {
  const { chat, client } = await room();
  const { id, prompt } = await ask(client);
  await env.IMAGE_QUEUE.sendBatch(
    Array.from({ length: 10 }, () => ({ body: { chat_id: chat, image_id: id } })),
  );
  await ends(client, id);
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('a job whose message was lost is woken by the room itself', { timeout: 30_000 }, async () => {
  const { chat, client } = await room();
  const lost: unknown[] = [];
  const queue: Queue = Object.getPrototypeOf(env.IMAGE_QUEUE);
  // oxlint-disable-next-line typescript/unbound-method -- called on `this` below.
  const { sendBatch } = queue;
  const spy = vi.spyOn(queue, 'sendBatch').mockImplementation(function lose(
    this: Queue,
    messages,
    options,
  ) {
    const bodies = [...messages].map(({ body }) => body);
    const ours = bodies.some((body) => (body as QueueMessage).chat_id === chat);
    if (!ours || lost.length > 0) return sendBatch.call(this, messages, options);
    lost.push(...bodies);
    return Promise.resolve({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } });
  });
  onTestFinished(() => spy.mockRestore());
  const { id, prompt } = await ask(client);
  await vi.waitFor(() => expect(lost).toEqual([{ chat_id: chat, image_id: id }]));
  expect(await predictionsOf(prompt)).toEqual([]);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
});

import { createMessageBatch } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import worker from '../../src/worker/index.ts';
import { limits } from '../../src/protocol/limits.ts';
import type { QueueMessage } from '../../src/protocol/queue-message.ts';
import type { ImageRow } from '../../src/protocol/rows.ts';
import { chatOf, guest, type Visitor } from './support/people.ts';
import type { RoomClient } from '../support/room-client.ts';
import { connect } from './support/connect.ts';
import { predictionsOf, script } from './support/simulator-client.ts';

let count = 0;

/** Asks for an image; each prompt is another one, so that the ledger tells them apart. */
async function ask(client: RoomClient, settings: Record<string, unknown> = {}) {
  count += 1;
  const client_id = `request-${count}`;
  const prompt = `a lighthouse, number ${count}`;
  client.say({ type: 'image_request', client_id, prompt, width: 384, height: 384, ...settings });
  const answer = await client.answerTo(client_id);
  if (answer.type !== 'ack') throw new Error(answer.error.message);
  return { prompt, id: answer.id };
}

const ends = (client: RoomClient, id: string) =>
  client.hears('image_complete', ({ image_id }) => image_id === id);

async function rowOf(client: RoomClient, id: string): Promise<ImageRow> {
  const { images } = await client.hears('changes', (changes) =>
    changes.images.some((image) => image.id === id && image.completed_at !== null),
  );
  const row = images.find((image) => image.id === id);
  if (!row) throw new Error('no row');
  return row;
}

async function room(): Promise<{ ada: Visitor; chat: string; client: RoomClient }> {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  return { ada, chat, client: await connect(ada, chat) };
}

test('a prompt becomes an image that everybody in the chat gets', async () => {
  const { ada, chat, client } = await room();
  const lin = await guest('Lin');
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  const lins = await connect(lin, chat);
  const { id, prompt } = await ask(client, { width: 768, height: 512, seed: 7 });

  await lins.hears('image_progress', (said) => said.image_id === id && said.position === 1);
  await lins.hears('image_progress', (said) => said.image_id === id && (said.progress ?? 0) > 0);
  await lins.hears('image_progress', (said) => said.preview?.startsWith('data:image/') === true);
  const complete = await ends(lins, id);
  expect(complete).toMatchObject({ status: 'completed', prompt, error: null });

  const row = await rowOf(client, id);
  expect(row).toMatchObject({
    status: 'completed',
    requested_by: ada.id,
    width: 768,
    height: 512,
    seed: 7,
    model: 'stability-ai/sdxl',
    content_type: 'image/png',
    url: complete.image_url,
  });
  const served = await lin.send(row.url ?? '');
  const bytes = await served.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  expect([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(row.sha256);
  expect(bytes.byteLength).toBe(row.bytes);
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('progress never falls, and none is heard after the end', async () => {
  const { client } = await room();
  const { id } = await ask(client);
  await ends(client, id);
  const mine = client.heard.filter((said) => 'image_id' in said && said.image_id === id);
  expect(mine.at(-1)?.type).toBe('image_complete');
  const percents = mine.flatMap((said) =>
    said.type === 'image_progress' && said.progress !== null ? [said.progress] : [],
  );
  expect(percents).toEqual(percents.toSorted((a, b) => a - b));
});

test('the same request with the same seed gives the same bytes', async () => {
  const { client } = await room();
  const settings = { prompt: 'a red boat at dawn', seed: 11 };
  const [one, two] = [await ask(client, settings), await ask(client, settings)];
  await Promise.all([ends(client, one.id), ends(client, two.id)]);
  expect((await rowOf(client, one.id)).sha256).toBe((await rowOf(client, two.id)).sha256);
});

test('without a seed one is chosen, kept and sent', async () => {
  const { client } = await room();
  const { id, prompt } = await ask(client);
  await ends(client, id);
  const [prediction] = await predictionsOf(prompt);
  expect(prediction?.input.seed).toBe((await rowOf(client, id)).seed);
});

test('the finished record is in D1 with every field', async () => {
  const { chat, client } = await room();
  const { id, prompt } = await ask(client, { negative_prompt: 'boats' });
  await ends(client, id);
  const row = await rowOf(client, id);
  await vi.waitFor(async () => {
    const [found] = (await env.DB.prepare('SELECT * FROM image WHERE id = ?').bind(id).all())
      .results;
    expect(found).toMatchObject({
      prompt,
      negative_prompt: 'boats',
      status: 'completed',
      url: row.url,
      chat_id: chat,
      message_id: row.message_id,
      width: 384,
      height: 384,
      model: row.model,
      seed: row.seed,
      created_at: row.created_at,
      updated_at: row.updated_at,
      deleted_at: null,
    });
  });
});

test('images are served to members only, whole, in parts, and not twice', async () => {
  const { ada, client } = await room();
  const { id } = await ask(client);
  const { image_url: url } = await ends(client, id);
  const path = url ?? '';
  const whole = await ada.send(path);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  const bytes = new Uint8Array(await whole.arrayBuffer());

  const part = await ada.send(path, { headers: { range: 'bytes=10-19' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.byteLength}`);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20));
  const tail = await ada.send(path, { headers: { range: 'bytes=-5' } });
  expect(new Uint8Array(await tail.arrayBuffer())).toEqual(bytes.slice(-5));

  const etag = whole.headers.get('etag') ?? '';
  const known = await ada.send(path, { headers: { 'if-none-match': etag } });
  expect(known.status).toBe(304);
  expect((await ada.send(path, { method: 'HEAD' })).headers.get('content-length')).toBe(
    String(bytes.byteLength),
  );
  const download = await ada.send(`${path}?download`);
  expect(download.headers.get('content-disposition')).toBe(
    `attachment; filename="darkroom-${id}.png"`,
  );

  const eve = await guest('Eve');
  expect((await eve.send(path)).status).toBe(404);
  expect((await eve.send(path, { headers: { 'if-none-match': etag } })).status).toBe(404);
  const evesChat = await chatOf(eve);
  expect((await eve.send(`/chats/${evesChat}/images/${id}`)).status).toBe(404);
});

test.each([
  [{ prompt: '  ' }, 'invalid', 'prompt'],
  [{ prompt: 'x'.repeat(2001) }, 'invalid', 'prompt'],
  [{ width: 500 }, 'invalid', 'width'],
  [{ height: 2048 }, 'invalid', 'height'],
  [{ seed: 2_147_483_648 }, 'invalid', 'seed'],
  [{ model: 'acme/none' }, 'unknown_model', 'model'],
])('%j is refused in words and nothing is asked of the model', async (settings, code, field) => {
  const { client } = await room();
  count += 1;
  const request = { client_id: `request-${count}`, prompt: `never asked ${count}`, ...settings };
  client.say({ type: 'image_request', ...request });
  expect(await client.answerTo(request.client_id)).toMatchObject({
    type: 'refused',
    error: { code, field },
  });
  expect(await predictionsOf(`never asked ${count}`)).toEqual([]);
});

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
  ['401', { on: 'create', then: { status: 401, body: {} } }, 'unauthorized', false],
  ['402', { on: 'create', then: { status: 402, body: {} } }, 'no_credit', false],
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

test('who asked can cancel, others cannot', async () => {
  const { ada, chat, client } = await room();
  const lin = await guest('Lin');
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  const lins = await connect(lin, chat);
  const prompt = 'never ends by itself';
  await script({ on: 'prediction', prompt_includes: prompt, then: { hang: 'processing' } });
  const { id } = await ask(client, { prompt });
  await lins.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'processing',
  );
  lins.say({ type: 'image_cancel', client_id: 'cancel-of-lin', image_id: id });
  expect(await lins.answerTo('cancel-of-lin')).toMatchObject({ error: { code: 'not_allowed' } });
  client.say({ type: 'image_cancel', client_id: 'cancel-of-ada', image_id: id });
  expect(await client.answerTo('cancel-of-ada')).toMatchObject({ type: 'ack' });
  expect(await ends(lins, id)).toMatchObject({
    status: 'canceled',
    error: { code: 'canceled', may_have_been_charged: true },
  });
  expect(await rowOf(lins, id)).toMatchObject({ canceled_by: ada.id });
  const [prediction] = await predictionsOf(prompt);
  expect(prediction?.status).toBe('canceled');
});

test('whoever joins late gets the current progress', async () => {
  const { ada, chat, client } = await room();
  const prompt = 'slow enough to join';
  await script({ on: 'prediction', prompt_includes: prompt, then: { hang: 'processing' } });
  const { id } = await ask(client, { prompt });
  const heard = await client.hears('image_progress', (said) => said.status === 'processing');
  const late = await connect(ada, chat);
  const { progress } = await late.hears('snapshot');
  expect(progress).toMatchObject([{ image_id: id, status: 'processing' }]);
  expect(progress[0]?.progress ?? 0).toBeGreaterThanOrEqual(heard.progress ?? 0);
  client.say({ type: 'image_cancel', client_id: 'cancel-it-1', image_id: id });
  await ends(client, id);
});

test('one person can have only so many images in the making', async () => {
  const { client } = await room();
  const prompt = 'one of very many';
  await script({
    on: 'prediction',
    prompt_includes: prompt,
    times: 100,
    then: { hang: 'starting' },
  });
  const { perPerson } = limits.liveImages;
  const requests = Array.from({ length: perPerson + 1 }, (_, index) => ({
    type: 'image_request',
    client_id: `many-000${index}`,
    prompt,
  }));
  client.sendRaw(JSON.stringify(requests));
  expect(await client.answerTo(`many-000${perPerson}`)).toMatchObject({
    error: { code: 'too_many' },
  });
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

import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { callSimulator } from '../support/simulator-faults.ts';
import { chatImagesPrefix, keyOfPath, thumbnailKey } from '../../src/worker/images/image-key.ts';
import { r2ImageStore } from '../../src/worker/images/r2-image-store.ts';
import { storeOutput } from '../../src/worker/images/store-output.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { predictionsOf, script } from './support/simulator-client.ts';

// Storing is retried after a second and more.
vi.setConfig({ testTimeout: 40_000 });

const bucket: R2Bucket = Object.getPrototypeOf(env.IMAGES_BUCKET);

const keysOf = async (chat: string) =>
  (await env.IMAGES_BUCKET.list({ prefix: chatImagesPrefix(chat) })).objects.map(({ key }) => key);

test.each(['html', 'svg', 'endless'])('of an output that is %s nothing is kept', async (file) => {
  const { chat, client } = await room();
  const prompt = `an output that is ${file}`;
  await script({ on: 'output', prompt_includes: prompt, times: 50, then: { file } });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({
    status: 'failed',
    error: { code: 'bad_output', may_have_been_charged: true },
  });
  expect(await keysOf(chat)).toEqual([]);
});

test.each([
  ['breaks off', { file: 'truncated' }],
  ['is gone for a moment', { file: 'missing' }],
  ['redirects', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
  ['fails', { status: 503, body: {} }],
  ['is reset', { reset: true }],
])('an output that %s once is fetched again and not paid again', async (name, then) => {
  const { ada, client } = await room();
  const prompt = `an output that ${name}`;
  await script({ on: 'output', prompt_includes: prompt, then });
  const { id } = await ask(client, { prompt, model: 'black-forest-labs/flux-schnell' });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  const row = await rowOf(client, id);
  const bytes = await (await ada.send(row.url ?? '')).arrayBuffer();
  expect(bytes.byteLength).toBe(row.bytes);
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('an output that stays away is said to have expired', async () => {
  const { client } = await room();
  const prompt = 'an output that stays away';
  await script({ on: 'output', prompt_includes: prompt, times: 50, then: { file: 'missing' } });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({
    status: 'failed',
    error: { code: 'output_expired', may_have_been_charged: true },
  });
});

test('a store that fails once is asked again, and an image is complete only when it is there', async () => {
  const { ada, client } = await room();
  const put = vi.spyOn(bucket, 'put').mockRejectedValueOnce(new Error('R2 is away'));
  onTestFinished(() => put.mockRestore());
  const { id } = await ask(client);
  const { image_url: url } = await ends(client, id);
  expect((await ada.send(url ?? '')).status).toBe(200);
});

test('an image has a small WebP of it and a placeholder', async () => {
  const { ada, client } = await room();
  const { id } = await ask(client, { width: 1024, height: 768 });
  await ends(client, id);
  const row = await rowOf(client, id);
  expect(row.thumbnail_url).toBe(`${row.url}/thumbnail`);
  // 20 to 25 bytes, in base64.
  expect(row.placeholder).toMatch(/^[\w+/]{26,36}={0,2}$/);
  const served = await ada.send(row.thumbnail_url ?? '');
  expect(Object.fromEntries(served.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  const size = Number(served.headers.get('content-length'));
  expect(size).toBeLessThan((row.bytes ?? 0) / 4);
  expect(await env.IMAGES?.info(served.body ?? new ReadableStream())).toMatchObject({
    format: 'image/webp',
    width: 480,
    height: 360,
  });
  const etag = served.headers.get('etag') ?? '';
  const headers = { 'if-none-match': etag };
  expect((await ada.send(row.thumbnail_url ?? '', { headers })).status).toBe(304);
  await vi.waitFor(async () => {
    const kept = await env.DB.prepare('SELECT thumbnail_url, placeholder FROM image WHERE id = ?')
      .bind(id)
      .first();
    expect(kept).toEqual({ thumbnail_url: row.thumbnail_url, placeholder: row.placeholder });
  }, 30_000);
});

/** The address of an output that is there, and where to store it. */
async function anOutput() {
  const { chat, client } = await room();
  const { id, prompt } = await ask(client);
  await ends(client, id);
  const [prediction] = await predictionsOf(prompt);
  const { output } = await (
    await callSimulator(`${env.SIMULATOR}/v1/predictions/${prediction?.id}`, {
      headers: { authorization: 'Bearer x' },
    })
  ).json<{ output: string[] }>();
  return { chatId: 'x'.repeat(22), of: chat, url: output[0] ?? '' };
}

const failing = (error: Error) =>
  ({
    ...env.IMAGES,
    input: () => {
      throw error;
    },
  }) as ImagesBinding;

test.each([
  ['there is no Images binding', undefined],
  ['the month is used up', failing(new Error('IMAGES_TRANSFORM_ERROR 9423: too many'))],
])('where %s the image itself stands in', async (_name, images) => {
  const { chatId, url } = await anOutput();
  const store = r2ImageStore(env.IMAGES_BUCKET);
  const stored = await storeOutput({ store, images, chatId }, url);
  expect(stored).toMatchObject({ ok: true, image: { thumbnail_url: null, placeholder: null } });
  const key = `chats/${chatId}/images/${stored.ok ? stored.image.sha256 : ''}`;
  expect(await store.head(key)).not.toBeNull();
  expect(await store.head(thumbnailKey(key))).toBeNull();
  await store.delete([key]);
});

test('images from before are found by their ids', async () => {
  const { ada, chat, client } = await room();
  const { id } = await ask(client);
  const { image_url: url } = await ends(client, id);
  const object = await env.IMAGES_BUCKET.get(keyOfPath(url ?? ''));
  await env.IMAGES_BUCKET.put(`chats/${chat}/images/${id}`, (await object?.arrayBuffer()) ?? '');
  expect((await ada.send(`/chats/${chat}/images/${id}`)).status).toBe(200);
  for (const name of [id.slice(1), `${id}x`, 'A'.repeat(64), '../x', '%2e%2e', `${id}/thumbnail`]) {
    expect((await ada.send(`/chats/${chat}/images/${name}`)).status).toBe(404);
  }
});

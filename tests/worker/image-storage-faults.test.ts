import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { imageKey, partsOfKey, thumbnailKey } from '../../src/worker/images/image-key.ts';
import { connect } from './support/connect.ts';
import { ask, ends, keysOf, room, rowOf } from './support/image-requests.ts';
import { pictureHash, predictionOf, predictionsOf } from './support/simulator-client.ts';

type Put = (put: () => Promise<R2Object>) => Promise<R2Object | null>;

/**
 * Lets the writes of a room's pictures go as they are told, so many times; then as usual. Their
 * thumbnails go as usual.
 *
 * @returns how many were told so
 */
function spoilPuts(chat: string, spoiled: Put, times: number): () => number {
  const bucket: R2Bucket = Object.getPrototypeOf(env.IMAGES_BUCKET);
  // oxlint-disable-next-line typescript/unbound-method -- called on `this` below.
  const { put } = bucket;
  let count = 0;
  const spy = vi.spyOn(bucket, 'put').mockImplementation(async function spoil(
    this: R2Bucket,
    key: string,
    ...rest: unknown[]
  ) {
    const usual = () => Reflect.apply(put, this, [key, ...rest]);
    const isOurs = partsOfKey(key)?.chatId === chat && !partsOfKey(key)?.isThumbnail;
    if (!isOurs || count === times) return usual();
    count += 1;
    return spoiled(usual);
  });
  onTestFinished(() => spy.mockRestore());
  return () => count;
}

const fails: Put = () => Promise.reject(new Error('R2 is away'));

test.each<[string, Put]>([
  ['fail', fails],
  ['keep nothing although they say so', () => Promise.resolve(null)],
  [
    'are cut off after the bytes were kept',
    async (put) => {
      await put();
      throw new Error('cut off');
    },
  ],
])(
  'while writes to R2 %s they are done again, and the picture is paid once',
  async (_how, spoiled) => {
    const { ada, chat, client } = await room();
    const count = spoilPuts(chat, spoiled, 2);
    const { id, prompt } = await ask(client);
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    expect(count()).toBe(2);
    const row = await rowOf(client, id);
    expect(row.sha256).toBe(await pictureHash(await predictionOf(prompt)));
    expect((await ada.send(row.url ?? '')).status).toBe(200);
    const key = imageKey(chat, row.sha256 ?? '');
    expect(await keysOf(chat)).toEqual([key, thumbnailKey(key)]);
  },
);

test('R2 that never comes back ends the request, in words', { timeout: 90_000 }, async () => {
  const { chat, client } = await room();
  const count = spoilPuts(chat, fails, 100);
  const { id, prompt } = await ask(client);
  expect(await ends(client, id)).toMatchObject({
    status: 'failed',
    image_url: null,
    error: { code: 'storage_failed', may_have_been_charged: true },
  });
  expect(count()).toBe(5);
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('while D1 fails pictures are made, and afterwards D1 has them', async () => {
  const { chat, client } = await room();
  await env.DB.prepare('ALTER TABLE image RENAME TO image_away').run();
  const { id } = await ask(client);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  await env.DB.prepare('ALTER TABLE image_away RENAME TO image').run();
  await vi.waitFor(
    async () => {
      await runDurableObjectAlarm(env.CHAT_ROOM.getByName(chat));
      const query = env.DB.prepare('SELECT status FROM image WHERE id = ?').bind(id);
      expect((await query.all()).results).toEqual([{ status: 'completed' }]);
    },
    { timeout: 45_000, interval: 300 },
  );
});

test('a picture that nobody was there to see is there for whoever comes', async () => {
  const { ada, chat, client } = await room();
  const { id, prompt } = await ask(client);
  client.close();
  await vi.waitFor(
    async () => {
      const late = await connect(ada, chat);
      const { images } = await late.hears('snapshot');
      expect(images).toMatchObject([{ id, status: 'completed' }]);
    },
    { timeout: 30_000, interval: 500 },
  );
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

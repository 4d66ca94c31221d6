import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { RoomClient } from '../support/room-client.ts';
import { chatImagesPrefix, keyOfPath, thumbnailKey } from '../../src/worker/images/image-key.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import type { Visitor } from './support/people.ts';
import { done } from './support/rooms.ts';

const bucket: R2Bucket = Object.getPrototypeOf(env.IMAGES_BUCKET);

const keysOf = async (chat: string) =>
  (await env.IMAGES_BUCKET.list({ prefix: chatImagesPrefix(chat) })).objects.map(({ key }) => key);

/** Images with the same settings have the same bytes. */
const twin = { prompt: 'twins on a shore', seed: 5 };

async function remove(client: RoomClient, imageId: string): Promise<void> {
  const { message_id } = await rowOf(client, imageId);
  await done(client, { type: 'message_delete', message_id });
}

/** Somebody to be held up. Looked at again and again, for promises do not cross from one to another. */
function holdUp() {
  const state = { isHere: false, mayGo: false };
  return {
    arrives: () => vi.waitFor(() => expect(state.isHere).toBe(true), 30_000),
    letGo: () => {
      state.mayGo = true;
    },
    wait: async () => {
      state.isHere = true;
      while (!state.mayGo) await scheduler.wait(10);
    },
  };
}

/** Whether this image is really there, with the bytes that its row says. */
async function isWhole(person: Visitor, client: RoomClient, imageId: string): Promise<boolean> {
  const { url, sha256 } = await rowOf(client, imageId);
  const served = await person.send(url ?? '');
  const digest = await crypto.subtle.digest('SHA-256', await served.arrayBuffer());
  const hex = [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return served.status === 200 && hex === sha256;
}

test('the same bytes are kept once, as long as one image has them', async () => {
  const { ada, chat, client } = await room();
  const [one, two] = [await ask(client, twin), await ask(client, twin)];
  const [ended] = await Promise.all([ends(client, one.id), ends(client, two.id)]);
  const key = keyOfPath(ended.image_url ?? '');
  expect((await rowOf(client, two.id)).url).toBe(ended.image_url);
  expect(await keysOf(chat)).toEqual([key, thumbnailKey(key)]);

  await remove(client, one.id);
  // A third is removed with its bytes, so the first was dealt with before.
  const third = await ask(client);
  await ends(client, third.id);
  await remove(client, third.id);
  await vi.waitFor(
    async () => expect(await keysOf(chat)).toEqual([key, thumbnailKey(key)]),
    30_000,
  );
  expect(await isWhole(ada, client, two.id)).toBe(true);

  await remove(client, two.id);
  await vi.waitFor(async () => expect(await keysOf(chat)).toEqual([]), 30_000);
  expect((await ada.send(ended.image_url ?? '')).status).toBe(404);
});

test('other rooms keep their own', async () => {
  const [here, there] = [await room(), await room()];
  const [one, two] = [await ask(here.client, twin), await ask(there.client, twin)];
  const urls = await Promise.all([ends(here.client, one.id), ends(there.client, two.id)]);
  expect(new Set(urls.map(({ image_url }) => image_url)).size).toBe(2);
  await remove(here.client, one.id);
  await vi.waitFor(async () => expect(await keysOf(here.chat)).toEqual([]), 30_000);
  expect(await isWhole(there.ada, there.client, two.id)).toBe(true);
});

test('an image is stored anew whose bytes are being deleted for another', async () => {
  const { ada, client } = await room();
  const first = await ask(client, twin);
  await ends(client, first.id);
  const held = holdUp();
  // oxlint-disable-next-line typescript/unbound-method -- called on `this` below.
  const { delete: remover, put } = bucket;
  const deletes = vi.spyOn(bucket, 'delete').mockImplementation(async function late(
    this: R2Bucket,
    keys,
  ) {
    await held.wait();
    await remover.call(this, keys);
  });
  const puts = vi.spyOn(bucket, 'put').mockImplementation(put);
  onTestFinished(() => {
    held.letGo();
    deletes.mockRestore();
    puts.mockRestore();
  });
  await remove(client, first.id);
  await held.arrives();
  const second = await ask(client, twin);
  // Told twice to store it: what the first of them found there does not count.
  await vi.waitFor(() => expect(puts.mock.calls.length).toBeGreaterThanOrEqual(3), 30_000);
  held.letGo();
  expect(await ends(client, second.id)).toMatchObject({ status: 'completed' });
  expect(await isWhole(ada, client, second.id)).toBe(true);
});

test('an image is stored anew whose bytes were deleted before it was told of', async () => {
  const { ada, client } = await room();
  const first = await ask(client, twin);
  const { image_url: url } = await ends(client, first.id);
  const key = keyOfPath(url ?? '');
  const held = holdUp();
  // oxlint-disable-next-line typescript/unbound-method -- called on `this` below.
  const { head } = bucket;
  const heads = vi.spyOn(bucket, 'head').mockImplementationOnce(async function late(
    this: R2Bucket,
    asked,
  ) {
    const object = await head.call(this, asked);
    expect(object).not.toBeNull();
    await held.wait();
    return object;
  });
  onTestFinished(() => {
    held.letGo();
    heads.mockRestore();
  });
  const second = await ask(client, twin);
  await held.arrives();
  await remove(client, first.id);
  await vi.waitFor(async () => expect(await head.call(env.IMAGES_BUCKET, key)).toBeNull(), 30_000);
  held.letGo();
  expect(await ends(client, second.id)).toMatchObject({ status: 'completed' });
  expect(await isWhole(ada, client, second.id)).toBe(true);
});

test('of six that come and go at once the last is whole', async () => {
  const { ada, chat, client } = await room();
  const asked = await Promise.all(Array.from({ length: 6 }, () => ask(client, twin)));
  const kept = asked.pop();
  await Promise.all(
    asked.map(async ({ id }) => {
      await ends(client, id);
      await remove(client, id);
    }),
  );
  expect(await ends(client, kept?.id ?? '')).toMatchObject({ status: 'completed' });
  expect(await isWhole(ada, client, kept?.id ?? '')).toBe(true);
  expect(await keysOf(chat)).toHaveLength(2);
});

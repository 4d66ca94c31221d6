import { runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { uploadSchema } from '../../src/protocol/http.ts';
import { imageKey, imagePath, keyOfPath } from '../../src/worker/images/image-key.ts';
import { conversionOf } from '../../src/worker/images/sources/read-source.ts';
import { sourceAddress } from '../../src/worker/images/sources/source-address.ts';
import { callSimulator } from '../support/simulator-faults.ts';
import { connect } from './support/connect.ts';
import { deliver, intercept } from './support/image-queue.ts';
import { ask, ends, keysOf, room, rowOf } from './support/image-requests.ts';
import { origin, type Visitor } from './support/people.ts';
import { cornersAs, cornersPng, seen } from './support/pictures.ts';
import { done } from './support/rooms.ts';
import { pictureHash, predictionOf, predictionsOf, script } from './support/simulator-client.ts';

const kontext = 'black-forest-labs/flux-kontext-pro';
const secret = 'only-for-tests-only-for-tests-only-for-tests';

/** A picture of one colour, another for each number. */
async function plain(colour: number): Promise<Uint8Array<ArrayBuffer>> {
  const { encode } = await import('fast-png');
  const data = new Uint8Array(64 * 64 * 3).fill(colour);
  return new Uint8Array(encode({ width: 64, height: 64, data, channels: 3 }));
}

async function upload(person: Visitor, chat: string, bytes: BodyInit) {
  const init = { method: 'POST', body: bytes };
  const answer = await person.send(`/api/chats/${chat}/uploads`, init);
  return uploadSchema.parse(await answer.json());
}

const editOf = (uploadId: string, more: Record<string, unknown> = {}) => ({
  model: kontext,
  images: [{ upload_id: uploadId }],
  width: undefined,
  height: undefined,
  kind: 'edit',
  seed: 7,
  ...more,
});

/** What Replicate's Files API has under an address. */
async function fileAt(address: unknown) {
  const about = await callSimulator(String(address), { headers: { authorization: 'Bearer test' } });
  const download = await callSimulator(`${String(address)}/download`, {
    headers: { authorization: 'Bearer test' },
  });
  const { content_type, checksums } = await about.json<{
    content_type: string;
    checksums: { sha256: string };
  }>();
  return { content_type, sha256: checksums.sha256, bytes: await download.arrayBuffer() };
}

test('an edit of a picture that was brought in: uploaded once, and shown once', async () => {
  const { ada, chat, client } = await room();
  const brought = await upload(ada, chat, cornersPng());
  const [one, two] = await Promise.all([
    ask(client, editOf(brought.id)),
    ask(client, editOf(brought.id)),
  ]);
  for (const { id } of [one, two]) {
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  }
  const row = await rowOf(client, one.id);
  // Larger, and of the same shape.
  expect(row).toMatchObject({ kind: 'edit', images: [row.parent_id], width: 1248, height: 832 });
  const shown = client.heard.flatMap((said) =>
    said.type === 'changes' ? said.images.filter(({ kind }) => kind === 'upload') : [],
  );
  expect([...new Set(shown.map(({ id }) => id))]).toEqual([row.parent_id]);
  const { messages } = await (await connect(ada, chat)).hears('snapshot');
  expect(messages).toHaveLength(3);
  expect((await rowOf(client, two.id)).parent_id).toBe(row.parent_id);
  const { input } = await predictionOf(one.prompt);
  const file = await fileAt(input['input_image']);
  expect(file).toMatchObject({ content_type: 'image/png', sha256: shown[0]?.sha256 });
  // What is there already is not sent once more.
  const next = await ask(client, editOf(brought.id));
  await ends(client, next.id);
  const { input_image } = (await predictionOf(next.prompt)).input;
  const addresses = [one, two].map(async ({ prompt }) => (await predictionOf(prompt)).input);
  const known = (await Promise.all(addresses)).map((given) => given['input_image']);
  expect(known).toContain(input_image);
});

test('a picture and its mask go to the model that takes one, and the mask stays as long as the image', async () => {
  const { ada, chat, client } = await room();
  const [brought, mask] = [
    await upload(ada, chat, await plain(90)),
    await upload(ada, chat, await plain(255)),
  ];
  const images = [{ upload_id: brought.id }];
  const { id, prompt } = await ask(client, { images, mask: mask.id });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  const { input } = await predictionOf(prompt);
  const row = await rowOf(client, id);
  expect((await fileAt(input['mask'])).sha256).toBe(row.mask_sha256);
  // Run again with the same mask, which is named by the image that was made with it.
  const again = await ask(client, { images: [{ image_id: row.images[0] }], mask: id });
  expect(await ends(client, again.id)).toMatchObject({ status: 'completed' });
  const key = keyOfPath(mask.url);
  expect(await env.CHAT_ROOM.getByName(chat).deleteUnused([key])).toEqual([]);
  for (const image of [row, await rowOf(client, again.id)]) {
    expect(await keysOf(chat)).toContain(key);
    await done(client, { type: 'message_delete', message_id: image.message_id });
  }
  await vi.waitFor(async () => expect(await keysOf(chat)).not.toContain(key));
});

test('what models do not open is given to them as a PNG', async () => {
  expect(conversionOf('image/avif', [])).toBe('png');
  expect(conversionOf('image/gif', ['image/png', 'image/gif'])).toBe('png');
  expect(conversionOf('image/webp', ['image/png', 'image/jpeg'])).toBe('png');
  expect(conversionOf('image/webp', [])).toBeNull();
  expect(conversionOf('image/jpeg', ['image/png', 'image/jpeg'])).toBeNull();

  const { ada, chat, client } = await room();
  if (!env.IMAGES) throw new Error('no binding');
  const made = await env.IMAGES.input(new Blob([cornersPng()]).stream()).output({
    format: 'image/avif',
  });
  const brought = await upload(ada, chat, await made.response().arrayBuffer());
  expect(brought.content_type).toBe('image/avif');
  const { id, prompt } = await ask(client, editOf(brought.id));
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  const { content_type, bytes } = await fileAt((await predictionOf(prompt)).input['input_image']);
  expect(content_type).toBe('image/png');
  expect(await seen(new Uint8Array(bytes))).toMatchObject({ width: 48, height: 32 });
});

test('a source that is deleted while the image waits ends it, before anything is asked for', async () => {
  const { ada, chat, client } = await room();
  const bytes = await plain(120);
  const [brought, twin] = [await upload(ada, chat, bytes), await upload(ada, chat, bytes)];
  // The same bytes stay for another picture, and are not to be used all the same.
  await done(client, { type: 'message_send', text: '', uploads: [twin.id], reply_to: null });
  const taken = intercept(chat);
  const { id, prompt } = await ask(client, editOf(brought.id));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  const source = client.heard
    .flatMap((said) => (said.type === 'changes' ? said.images : []))
    .findLast(({ kind }) => kind === 'upload');
  await done(client, { type: 'message_delete', message_id: source?.message_id ?? '' });
  await deliver(taken);
  expect(await ends(client, id)).toMatchObject({
    status: 'failed',
    error: { code: 'source_gone', may_have_been_charged: false },
  });
  expect(await predictionsOf(prompt)).toEqual([]);
});

test('an object that the store has lost ends it as well', async () => {
  const { ada, chat, client } = await room();
  const brought = await upload(ada, chat, await plain(130));
  await env.IMAGES_BUCKET.delete(keyOfPath(brought.url));
  const { id, prompt } = await ask(client, editOf(brought.id));
  expect(await ends(client, id)).toMatchObject({ error: { code: 'source_gone' } });
  expect(await predictionsOf(prompt)).toEqual([]);
});

test('after a lost answer the prediction with our picture is adopted, not that with another', async () => {
  const [here, there] = [await room(), await room()];
  const prompt = 'as it was, but at night';
  const neighbours = await upload(there.ada, there.chat, await plain(10));
  const neighbour = await ask(there.client, editOf(neighbours.id, { prompt }));
  await ends(there.client, neighbour.id);
  const [other] = await predictionsOf(prompt);
  await script({
    on: 'create',
    prompt_includes: prompt,
    after_accept: true,
    then: { reset: true },
  });
  const ours = await upload(here.ada, here.chat, await plain(200));
  const { id } = await ask(here.client, editOf(ours.id, { prompt }));
  expect(await ends(here.client, id)).toMatchObject({ status: 'completed' });
  const all = await predictionsOf(prompt);
  expect(all).toHaveLength(2);
  const mine = all.find((one) => one.id !== other?.id);
  if (!mine || !other) return expect.fail('no such predictions');
  expect((await rowOf(here.client, id)).sha256).toBe(await pictureHash(mine));
  expect(await pictureHash(mine)).not.toBe(await pictureHash(other));
});

test('a signed address gives one picture to whoever has it, for two hours, and nothing else', async () => {
  const { ada, chat } = await room();
  const { url } = await upload(ada, chat, await cornersAs('image/webp'));
  const sha256 = url.slice(-64);
  const now = Date.now();
  const get = (address: string) => exports.default.fetch(new Request(address));
  const address = await sourceAddress(origin, secret, { chatId: chat, sha256, as: null }, now);
  // The same for the same attempt.
  expect(await sourceAddress(origin, secret, { chatId: chat, sha256, as: null }, now)).toBe(
    address,
  );
  const answer = await get(address);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const source = { chatId: chat, sha256, as: 'png' } as const;
  const converted = await get(await sourceAddress(origin, secret, source, now));
  expect(converted.headers.get('content-type')).toBe('image/png');
  expect(await seen(new Uint8Array(await converted.arrayBuffer()))).toMatchObject({ width: 48 });

  const other = await upload(ada, chat, await plain(77));
  const past = now - 4 * 60 * 60_000;
  const wrong = [
    address.replace(sha256, other.url.slice(-64)),
    address.replace(chat, 'x'.repeat(22)),
    address.replace(/expires=\d/, 'expires=2'),
    `${address}&as=png`,
    address.replace(/signature=./, (found) =>
      found.endsWith('A') ? 'signature=B' : 'signature=A',
    ),
    address.replace(/&signature=.*/, ''),
    address.split('?')[0] ?? '',
    await sourceAddress(origin, secret, { chatId: chat, sha256, as: null }, past),
    await sourceAddress(origin, `${secret}!`, { chatId: chat, sha256, as: null }, now),
  ];
  for (const one of wrong) expect((await get(one)).status, one).toBe(404);
  await env.IMAGES_BUCKET.delete(keyOfPath(url));
  expect((await get(address)).status).toBe(404);
});

test('a picture that was made without a mask lends none, and nothing is asked for', async () => {
  const { ada, chat, client } = await room();
  const brought = await upload(ada, chat, await plain(70));
  const first = await ask(client);
  const images = [{ upload_id: brought.id }];
  await expect(ask(client, { images, mask: first.id })).rejects.toThrow(/without a mask/);
});

test('a picture of before, which is kept by its id, is given as well', async () => {
  const { chat, client } = await room();
  const old = await ask(client);
  await ends(client, old.id);
  const { sha256 } = await rowOf(client, old.id);
  const object = await env.IMAGES_BUCKET.get(imageKey(chat, sha256 ?? ''));
  await env.IMAGES_BUCKET.put(imageKey(chat, old.id), (await object?.arrayBuffer()) ?? '');
  await env.IMAGES_BUCKET.delete(imageKey(chat, sha256 ?? ''));
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_, { storage }) => {
    const update = `UPDATE record SET body = json_set(body, '$.url', ?) WHERE kind = 'image'`;
    storage.sql.exec(update, imagePath(chat, old.id));
  });
  const { id, prompt } = await ask(client, { images: [{ image_id: old.id }] });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect((await fileAt((await predictionOf(prompt)).input['image'])).sha256).toBe(sha256);
  const source = { chatId: chat, sha256: old.id, as: null };
  const address = await sourceAddress(origin, secret, source, Date.now());
  expect((await exports.default.fetch(new Request(address))).status).toBe(200);
});

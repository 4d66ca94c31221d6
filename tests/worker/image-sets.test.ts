import { expect, test } from 'vitest';
import { clientIdIn } from '../../src/worker/chat-room/message-id.ts';
import { connect } from './support/connect.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { cornersPng } from './support/pictures.ts';
import { predictionsOf } from './support/simulator-client.ts';

test('four at once are four images of one set, each with a seed and a prediction of its own', async () => {
  const { client } = await room();
  const { id, prompt } = await ask(client, { count: 4, seed: 7 });
  const { images } = await client.hears('changes', (changes) => changes.images.length === 4);
  expect(images.map((image) => image.id)).toContain(id);
  for (const image of images) await ends(client, image.id);
  const rows = await Promise.all(images.map((image) => rowOf(client, image.id)));
  expect(rows.map(({ seed }) => seed)).toEqual([7, 8, 9, 10]);
  expect(rows[0]?.set_id).not.toBeNull();
  expect(new Set(rows.map(({ set_id }) => set_id)).size).toBe(1);
  expect(new Set(rows.map(({ sha256 }) => sha256)).size).toBe(4);
  expect(new Set(rows.map(({ message_id }) => message_id)).size).toBe(4);
  const seeds = (await predictionsOf(prompt)).map(({ input }) => input.seed);
  expect(seeds.toSorted((a, b) => a - b)).toEqual([7, 8, 9, 10]);
});

test('the same request again, after its answer was lost, is the same four', async () => {
  const { ada, chat, client } = await room();
  const prompt = 'four, and never eight';
  const again = { type: 'image_request', client_id: 'four-again-1', prompt, count: 4, seed: 1 };
  client.say(again);
  const first = await client.answerTo(again.client_id);
  expect(first).toMatchObject({ type: 'ack' });
  // Another connection has not heard the first answer.
  const other = await connect(ada, chat);
  other.say(again);
  expect(await other.answerTo(again.client_id)).toEqual(first);
  const { images } = await client.hears('changes', (changes) => changes.images.length === 4);
  for (const image of images) await ends(client, image.id);
  expect(await predictionsOf(prompt)).toHaveLength(4);
});

test('a set of which one name is taken is refused whole, and changes nothing', async () => {
  const { ada, chat, client } = await room();
  const client_id = 'a-set-of-four';
  const taken = clientIdIn(client_id, 'image 2');
  client.say({ type: 'message_send', client_id: taken, text: 'I was here first' });
  await client.answerTo(taken);
  await expect(ask(client, { client_id, count: 4 })).rejects.toThrow(/Take another one/);
  const { messages, images } = await (await connect(ada, chat)).hears('snapshot');
  expect(messages.map(({ text }) => text)).toEqual(['I was here first']);
  expect(images).toEqual([]);
});

test('what a picture starts from is shown once, however often it is named and asked for', async () => {
  const { ada, chat, client } = await room();
  const init = { method: 'POST', body: cornersPng() };
  const { id } = await (await ada.send(`/api/chats/${chat}/uploads`, init)).json<{ id: string }>();
  const images = [{ upload_id: id }, { upload_id: id }];
  const edit = { client_id: 'twice-the-same', model: 'bytedance/seedream-4', images };
  const first = await ask(client, edit);
  const again = await connect(ada, chat);
  expect((await ask(again, edit)).id).toBe(first.id);
  const snapshot = await (await connect(ada, chat)).hears('snapshot');
  expect(snapshot.images).toHaveLength(2);
  const shown = snapshot.images.find(({ kind }) => kind === 'upload');
  const asked = snapshot.images.find(({ kind }) => kind === 'reference');
  expect(asked).toMatchObject({ id: first.id, images: [shown?.id, shown?.id] });
});

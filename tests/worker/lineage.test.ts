import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { connect } from './support/connect.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { done, heardRow } from './support/rooms.ts';

test('what a picture comes from comes along, also for who does not have it, and once it is deleted', async () => {
  const { ada, chat, client } = await room();
  const parent = await ask(client);
  const { images, rev } = await client.hears('changes', (said) =>
    said.images.some(({ id }) => id === parent.id),
  );
  const [asked] = images;
  if (!asked) throw new Error('no picture was asked for');
  const child = await ask(client, { parent_id: parent.id, kind: 'remix' });
  const back = await (
    await connect(ada, chat, rev)
  ).hears('changes', (said) => said.images.some(({ id }) => id === child.id));
  expect(back.images.map(({ id }) => id)).toContain(parent.id);

  await done(client, { type: 'message_delete', message_id: asked.message_id });
  await heardRow(client, asked.message_id, ({ deleted_at }) => deleted_at !== null);
  const fresh = await (await connect(ada, chat)).hears('snapshot');
  expect(fresh.messages.map(({ image_id }) => image_id)).toEqual([child.id]);
  expect(fresh.images.find(({ id }) => id === parent.id)?.deleted_at).toEqual(expect.any(Number));
});

test('of a picture that was deleted nothing stays that says what was asked for, or what it was', async () => {
  const { chat, client } = await room();
  const { id } = await ask(client, { negative_prompt: 'people', seed: 5 });
  await ends(client, id);
  const { message_id, sha256 } = await rowOf(client, id);
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_, { storage }) => {
    const detail = `UPDATE record SET body = json_set(body, '$.error', json(?)) WHERE kind = 'image'`;
    const error = { code: 'moderated', message: '', may_have_been_charged: true, detail: 'people' };
    storage.sql.exec(detail, JSON.stringify(error));
  });
  await done(client, { type: 'message_delete', message_id });
  const { images } = await client.hears('changes', (said) => said.images[0]?.deleted_at !== null);
  expect(images).toMatchObject([
    {
      id,
      prompt: '',
      negative_prompt: '',
      seed: null,
      shape: null,
      options: {},
      url: null,
      thumbnail_url: null,
      placeholder: null,
      error: { detail: null },
      // By which its bytes are found.
      sha256,
    },
  ]);
});

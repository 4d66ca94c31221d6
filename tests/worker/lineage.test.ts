import { expect, test } from 'vitest';
import { connect } from './support/connect.ts';
import { ask, room } from './support/image-requests.ts';
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

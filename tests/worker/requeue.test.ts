import { env } from 'cloudflare:workers';
import { nanoid } from 'nanoid';
import { expect, test, vi } from 'vitest';
import { limits } from '../../src/protocol/limits.ts';
import type { MessageRow } from '../../src/protocol/rows.ts';
import { database } from '../../src/worker/db/database.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import type { RoomClient } from '../support/room-client.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { operator } from './support/operators.ts';
import type { Visitor } from './support/people.ts';
import { done } from './support/rooms.ts';
import { imageRow } from './support/rows.ts';
import { predictionsOf, script } from './support/simulator-client.ts';

/** Waits until D1 has the image, where the operator's requests look for it. */
const isInD1 = (id: string) =>
  vi.waitFor(async () => {
    const rows = await env.DB.prepare('SELECT id FROM image WHERE id = ?').bind(id).all();
    expect(rows.results).toHaveLength(1);
  }, 30_000);

/** A picture that failed, and would not a second time. */
async function failedOne(client: RoomClient) {
  const prompt = `a lighthouse, ${nanoid()}`;
  await script({ on: 'prediction', prompt_includes: prompt, then: { fail: 'It crashed.' } });
  const { id } = await ask(client, { prompt, width: 448, seed: 7, negative_prompt: 'fog' });
  expect(await ends(client, id)).toMatchObject({ status: 'failed' });
  await isInD1(id);
  return { id, prompt };
}

async function requeue(person: Visitor, id: string, client_id = `requeue-${id}`) {
  const path = `/api/operator/images/${id}/requeue`;
  const answer = await person.sendJson('POST', path, { client_id });
  return { status: answer.status, body: await answer.json<Record<string, unknown>>() };
}

/** The id of the picture that a requeue made. */
async function requeued(person: Visitor, id: string): Promise<string> {
  const { status, body } = await requeue(person, id);
  expect(status).toBe(200);
  return String(body.image_id);
}

async function messageOf(client: RoomClient, imageId: string): Promise<MessageRow> {
  const isIt = (row: MessageRow) => row.image_id === imageId;
  const { messages } = await client.hears('changes', (changes) => changes.messages.some(isIt));
  const row = messages.find(isIt);
  if (!row) throw new Error('no row');
  return row;
}

test('a picture that failed is asked for again, as a new one of who asked first', async () => {
  const { ada, chat, client } = await room();
  const { id, prompt } = await failedOne(client);
  const before = await rowOf(client, id);
  const olga = await operator();
  const made = await requeued(olga, id);
  expect(made).not.toBe(id);
  expect(await messageOf(client, made)).toMatchObject({ author_id: ada.id, text: '' });
  expect(await rowOf(client, made)).toMatchObject({
    chat_id: chat,
    requested_by: ada.id,
    status: 'completed',
    prompt,
    negative_prompt: 'fog',
    width: 448,
    height: 384,
    seed: 7,
    price: 0.006,
  });
  expect(await predictionsOf(prompt)).toHaveLength(2);
  // What has ended stays as it was.
  const { results } = await env.DB.prepare('SELECT status, rev FROM image WHERE id = ?')
    .bind(id)
    .all();
  expect(results).toEqual([{ status: 'failed', rev: before.rev }]);
});

test('the same requeue is answered in the same way and makes nothing more', async () => {
  const { client } = await room();
  const { id, prompt } = await failedOne(client);
  const [olga, oskar] = [await operator(), await operator('Oskar')];
  const answers = await Promise.all([olga, oskar, olga].map((one) => requeue(one, id)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body }) => body.image_id)).size).toBe(1);
  const made = String(answers[0]?.body.image_id);
  expect(await ends(client, made)).toMatchObject({ status: 'completed' });
  expect((await requeue(olga, id)).body.image_id).toBe(made);
  expect(await predictionsOf(prompt)).toHaveLength(2);
});

test('a picture that was canceled can be asked for again, one that is there cannot', async () => {
  const { client } = await room();
  const olga = await operator();
  const { id, prompt } = await ask(client);
  await done(client, { type: 'image_cancel', image_id: id });
  expect(await ends(client, id)).toMatchObject({ status: 'canceled' });
  await isInD1(id);
  const made = await requeued(olga, id);
  expect(await ends(client, made)).toMatchObject({ status: 'completed', prompt });
  await isInD1(made);
  expect(await requeue(olga, made)).toMatchObject({
    status: 403,
    body: { error: { code: 'not_allowed', message: expect.stringContaining('Only a picture') } },
  });
});

test('what is gone is not asked for again: a picture, its prompt, its room', async () => {
  const { ada, chat, client } = await room();
  const olga = await operator();
  expect(await requeue(olga, 'x'.repeat(22))).toMatchObject({
    status: 404,
    body: { error: { message: 'This picture or its room is gone.' } },
  });
  const { id } = await failedOne(client);
  const { message_id } = await rowOf(client, id);
  await done(client, { type: 'message_delete', message_id });
  expect(await requeue(olga, id)).toMatchObject({
    status: 404,
    body: { error: { message: 'This picture was deleted, and its prompt with it.' } },
  });
  const other = await failedOne(client);
  await ada.sendJson('DELETE', `/api/chats/${chat}`, { name: 'Lighthouses' });
  // As it would be where D1 still has a row of a room that is gone.
  const row = imageRow({ id: other.id, chat_id: chat, status: 'failed' });
  await projectRows(database(env.DB), chat, [{ kind: 'image', row }]);
  expect(await requeue(olga, other.id)).toMatchObject({
    status: 404,
    body: { error: { message: 'This room is gone.' } },
  });
});

test('a room that was never made has nothing to ask for again', async () => {
  const answer = await env.CHAT_ROOM.getByName('n'.repeat(22)).requeueImage({
    image_id: 'i'.repeat(22),
    client_id: 'requeue-1',
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
});

test('a requeue keeps to the limits of who asked first', async () => {
  const { client } = await room();
  const { id, prompt } = await failedOne(client);
  await script({
    on: 'create',
    prompt_includes: 'one of many',
    times: 1_000,
    then: { hold: 60_000 },
  });
  for (let asked = 0; asked < limits.liveImages.perPerson; asked += 1) {
    await ask(client, { prompt: `one of many, ${nanoid()}` });
  }
  expect(await requeue(await operator(), id)).toMatchObject({
    status: 429,
    body: { error: { code: 'too_many', message: expect.stringContaining('At most 40 pictures') } },
  });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

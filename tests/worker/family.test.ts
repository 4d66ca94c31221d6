import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { imageFamilySchema, type ImageFamily } from '../../src/protocol/http.ts';
import { limits } from '../../src/protocol/limits.ts';
import { RoomStore } from '../../src/worker/chat-room/room-store.ts';
import { ask } from './support/image-requests.ts';
import { guest, nobody, type Visitor } from './support/people.ts';
import { adaAndLin, done } from './support/rooms.ts';
import { imageRow } from './support/rows.ts';

const familyPath = (chat: string, image: string) => `/api/chats/${chat}/images/${image}/family`;

async function familyOf(person: Visitor, chat: string, image: string): Promise<ImageFamily> {
  const answer = await person.send(familyPath(chat, image));
  expect(answer.status).toBe(200);
  return imageFamilySchema.parse(await answer.json());
}

const idsOf = ({ images }: ImageFamily) => images.map(({ id }) => id);
const idOf = (name: string | number) => `image-${name}`.padEnd(22, '_');

/** A room with these images, written as its object writes them: a parent for each. */
async function roomWith(parents: Record<string, string | null>) {
  const people = await adaAndLin();
  await runInDurableObject(env.CHAT_ROOM.getByName(people.chat), (_room, { storage }) => {
    const store = new RoomStore(storage.sql);
    for (const [name, parent] of Object.entries(parents)) {
      const parent_id = parent === null ? null : idOf(parent);
      store.put('image', imageRow({ id: idOf(name), chat_id: people.chat, parent_id }));
    }
  });
  return people;
}

test('a family has the line of ancestors first, then the nearest offspring, across people', async () => {
  const { lin, chat } = await roomWith({
    eldest: null,
    parent: 'eldest',
    one: 'parent',
    child: 'one',
    uncle: 'eldest',
    sibling: 'parent',
    cousin: 'uncle',
    stranger: null,
  });
  const family = await familyOf(lin, chat, idOf('one'));
  expect(family.is_cut).toBe(false);
  const line = ['eldest', 'parent', 'one'];
  expect(idsOf(family)).toEqual([...line, 'child', 'sibling', 'uncle', 'cousin'].map(idOf));
});

test('only members are told, and only of images of their room', async () => {
  const { ada, chat } = await roomWith({ one: null });
  const elsewhere = await roomWith({ other: null });
  const eve = await guest('Eve');
  expect((await eve.send(familyPath(chat, idOf('one')))).status).toBe(404);
  expect((await nobody.send(familyPath(chat, idOf('one')))).status).toBe(401);
  expect((await ada.send(familyPath(chat, idOf('other')))).status).toBe(404);
  expect((await ada.send(familyPath(elsewhere.chat, idOf('other')))).status).toBe(404);
  expect((await ada.send(familyPath(chat, idOf('one')))).status).toBe(200);
});

test('a large family is told up to its bound, with the whole line of ancestors in it', async () => {
  const parents: Record<string, string | null> = { eldest: null, parent: 'eldest', one: 'parent' };
  for (let at = 0; at < limits.familyImages + 20; at += 1) parents[at] = 'eldest';
  const { ada, chat } = await roomWith(parents);
  const family = await familyOf(ada, chat, idOf('one'));
  expect(family.is_cut).toBe(true);
  expect(family.images).toHaveLength(limits.familyImages);
  expect(idsOf(family).slice(0, 3)).toEqual(['eldest', 'parent', 'one'].map(idOf));
});

test('images that name each other as their parents are told once each', async () => {
  const { ada, chat } = await roomWith({ one: 'two', two: 'one' });
  expect(idsOf(await familyOf(ada, chat, idOf('one'))).toSorted()).toEqual(
    ['one', 'two'].map(idOf),
  );
});

test('of a deleted ancestor only its place is told', async () => {
  const { ada, lin, chat, adas, lins } = await adaAndLin();
  const parent = await ask(adas, { negative_prompt: 'boats' });
  const child = await ask(lins, { parent_id: parent.id, kind: 'variation' });
  const before = await familyOf(ada, chat, child.id);
  expect(before.images[0]).toMatchObject({ prompt: parent.prompt, requested_by: ada.id });
  const message_id = before.images[0]?.message_id ?? '';
  await done(adas, { type: 'message_delete', message_id });
  const { images } = await familyOf(lin, chat, child.id);
  expect(images.map(({ id }) => id)).toEqual([parent.id, child.id]);
  expect(images[0]).toMatchObject({ prompt: '', negative_prompt: '', url: null, seed: null });
  expect(images[0]?.deleted_at).not.toBeNull();
  expect(images[1]).toMatchObject({ kind: 'variation', parent_id: parent.id });
});

test('what never became a picture is not of the family', async () => {
  const { ada, chat } = await roomWith({ one: null, child: 'one' });
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, { storage }) => {
    const lost = { chat_id: chat, parent_id: idOf('one'), url: null };
    const store = new RoomStore(storage.sql);
    store.put('image', imageRow({ ...lost, id: idOf('failed'), status: 'failed' }));
    store.put('image', imageRow({ ...lost, id: idOf('canceled'), status: 'canceled' }));
  });
  expect(idsOf(await familyOf(ada, chat, idOf('one')))).toEqual(['one', 'child'].map(idOf));
});

test('children are found by an index, however many images a room has', async () => {
  const { chat } = await adaAndLin();
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, { storage }) => {
    const plan = storage.sql
      .exec<{ detail: string }>(
        `EXPLAIN QUERY PLAN SELECT body FROM record WHERE kind = 'image'
         AND body ->> 'parent_id' IN (SELECT value FROM json_each(?))
         AND body ->> 'status' NOT IN ('failed', 'canceled') ORDER BY seq LIMIT ?`,
        '[]',
        10,
      )
      .toArray();
    expect(plan.map(({ detail }) => detail).join('\n')).toContain('INDEX record_parent');
  });
});

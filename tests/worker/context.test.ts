import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { EntryKind, EntryRow } from '../../src/protocol/entries.ts';
import { limits } from '../../src/protocol/limits.ts';
import { Commit } from '../../src/worker/chat-room/commit.ts';
import { Entries } from '../../src/worker/chat-room/entries.ts';
import { RoomStore } from '../../src/worker/chat-room/room-store.ts';
import type { RoomClient } from '../support/room-client.ts';
import { connect } from './support/connect.ts';
import { ask, room, rowOf } from './support/image-requests.ts';
import { adaAndLin, done, request } from './support/rooms.ts';
import { predictionOf } from './support/simulator-client.ts';

async function add(client: RoomClient, kind: EntryKind, fields: Partial<EntryRow>) {
  return (await done(client, { type: 'entry_add', kind, ...fields })).id;
}

async function heardEntry(client: RoomClient, fits: (row: EntryRow) => boolean) {
  const { entries } = await client.hears('changes', (changes) => changes.entries.some(fits));
  return entries.find(fits) ?? expect.fail('no such entry');
}

test('two people who change an entry at once end with the same, and lose nothing of each other', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const id = await add(adas, 'character', { name: 'Ida', text: 'a keeper' });
  await Promise.all([
    done(adas, { type: 'entry_change', entry_id: id, text: 'a keeper of seventy' }),
    done(lins, { type: 'entry_change', entry_id: id, name: 'Ida Holm' }),
  ]);
  const both = (row: EntryRow) => row.name === 'Ida Holm' && row.text === 'a keeper of seventy';
  const [seen, other] = [await heardEntry(adas, both), await heardEntry(lins, both)];
  expect(seen).toEqual(other);
  const later = await connect(ada, chat);
  expect((await later.hears('snapshot')).entries).toEqual([seen]);
});

test('every change says who made it and what was there before, and can be taken back', async () => {
  const { ada, adas, lin, lins } = await adaAndLin();
  const id = await add(adas, 'palette', { text: 'ochre' });
  await done(lins, { type: 'entry_change', entry_id: id, text: 'slate' });
  await done(adas, { type: 'entry_change', entry_id: id, deleted: true });
  await done(lins, { type: 'entry_change', entry_id: id, deleted: false, text: 'ochre' });
  lins.say({ type: 'entry_history_request', client_id: 'history-1' });
  const { changes } = await lins.hears('entry_history');
  const told = changes.map(({ user_id, before, after }) => [
    user_id,
    before?.text ?? null,
    after.text,
    after.deleted_at === null,
  ]);
  expect(told).toEqual([
    [lin.id, 'slate', 'ochre', true],
    [ada.id, 'slate', 'slate', false],
    [lin.id, 'ochre', 'slate', true],
    [ada.id, null, 'ochre', true],
  ]);
});

test.each([
  [{ kind: 'character' as const, text: 'a keeper' }, 'Give the character a name.'],
  [{ kind: 'palette' as const }, 'Write something first.'],
  [{ kind: 'character' as const, name: 'IDA' }, 'There is a character called IDA already.'],
  [{ kind: 'style' as const, name: 'x'.repeat(61) }, 'Keep the name to 60 characters.'],
])('%j is refused in words', async (fields, message) => {
  const { client } = await room();
  await add(client, 'character', { name: 'Ida', text: 'a keeper' });
  const answer = await request(client, { type: 'entry_add', ...fields });
  expect(answer).toMatchObject({ type: 'refused', error: { message } });
});

test('a room keeps so many and no more', async () => {
  const { client, chat } = await room();
  const stub = env.CHAT_ROOM.getByName(chat);
  await add(client, 'palette', { text: 'the first' });
  await runInDurableObject(stub, (_room, { storage }) => {
    const store = new RoomStore(storage.sql);
    const entries = new Entries(storage.sql, store);
    const [first] = entries.all();
    if (!first) throw new Error('there is no entry');
    const changer = { userId: 'ada', now: 1, commit: new Commit() };
    for (let index = 1; index < limits.entries; index++) {
      entries.put({ ...first, id: String(index).padStart(22, '0') }, changer);
    }
  });
  await evictDurableObject(stub);
  const answer = await request(client, { type: 'entry_add', kind: 'palette', text: 'one more' });
  expect(answer).toMatchObject({ error: { code: 'too_many' } });
});

test('an image keeps what was typed and what the model was asked, and the model gets all of it', async () => {
  const { client } = await room();
  const ida = await add(client, 'character', { name: 'Ida', text: 'a keeper in a red coat' });
  await add(client, 'avoid', { text: 'boats' });
  const asked = await ask(client, { prompt: 'Ida reads', negative_prompt: 'birds' });
  const row = await rowOf(client, asked.id);
  expect(row).toMatchObject({
    prompt: 'Ida reads',
    composed_prompt: 'Ida reads. Ida: a keeper in a red coat',
    negative_prompt: 'birds',
    composed_negative_prompt: 'birds, boats',
    additions: [{ kind: 'character', entry_id: ida }, { kind: 'avoid' }],
  });
  const { input } = await predictionOf('Ida reads. Ida: a keeper in a red coat');
  expect(input['negative_prompt']).toBe('birds, boats');
});

test('a follow-up goes on from the words of the image, and who is in them stays', async () => {
  const { client } = await room();
  await add(client, 'character', { name: 'Ida', text: 'a keeper in a red coat' });
  const first = await ask(client, { prompt: 'Ida waits' });
  await rowOf(client, first.id);
  const next = await ask(client, {
    prompt: 'same but at night',
    kind: 'follow_up',
    parent_id: first.id,
  });
  expect(await rowOf(client, next.id)).toMatchObject({
    prompt: 'same but at night',
    composed_prompt: 'Ida waits, at night. Ida: a keeper in a red coat',
    parent_id: first.id,
  });
});

test('what went with one image goes with another, whatever the room says by now', async () => {
  const { client } = await room();
  const palette = await add(client, 'palette', { text: 'ochre' });
  const first = await ask(client, { prompt: 'a wide beach' });
  await rowOf(client, first.id);
  await done(client, { type: 'entry_change', entry_id: palette, text: 'slate' });
  const context = { image_id: first.id };
  const again = await ask(client, { prompt: 'a wide beach', context });
  expect((await rowOf(client, again.id)).composed_prompt).toBe('a wide beach. Palette: ochre');
});

test('nothing goes with a prompt where that is switched off', async () => {
  const { client } = await room();
  await add(client, 'palette', { text: 'ochre' });
  const asked = await ask(client, { prompt: 'a narrow beach', context: 'none' });
  const row = await rowOf(client, asked.id);
  expect(row).toMatchObject({ composed_prompt: null, additions: [] });
});

test('what went with an image of another room cannot be had', async () => {
  const { client: there } = await room();
  await add(there, 'palette', { text: 'a secret colour' });
  const { id } = await ask(there);
  await rowOf(there, id);
  const { client: here } = await room();
  const answer = await request(here, {
    type: 'image_request',
    prompt: 'a beach',
    context: { image_id: id },
  });
  expect(answer).toMatchObject({ type: 'refused', error: { code: 'not_found' } });
});

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { star } from '../../src/protocol/rows.ts';
import { connect } from './support/connect.ts';
import { ask, ends } from './support/image-requests.ts';
import { chatOf, guest } from './support/people.ts';
import { adaAndLin, done, heardRow, request, say } from './support/rooms.ts';

test('an answer names what it answers, and brings it along for who does not have it', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const question = await say(adas, 'Which one?');
  const answer = await say(lins, 'The second', question);
  expect(await heardRow(adas, answer)).toMatchObject({ reply_to: question });
  const { rev } = await heardRow(adas, question);
  const back = await connect(ada, chat, rev);
  const { messages, quoted } = await back.hears('changes');
  expect(messages.map(({ id }) => id)).toEqual([answer]);
  expect(quoted.map(({ id }) => id)).toEqual([question]);
});

test('what is gone cannot be answered', async () => {
  const { adas, lins } = await adaAndLin();
  const id = await say(adas, 'Never mind');
  await done(adas, { type: 'message_delete', message_id: id });
  const answer = await request(lins, { type: 'message_send', text: 'What?', reply_to: id });
  expect(answer).toMatchObject({ error: { code: 'not_found' } });
});

test('who wrote a message changes it, and everybody sees when', async () => {
  const { adas, lins } = await adaAndLin();
  const id = await say(adas, 'A ligthouse');
  const before = await heardRow(lins, id);
  await done(adas, { type: 'message_edit', message_id: id, text: 'A lighthouse' });
  const after = await heardRow(lins, id, ({ edited_at }) => edited_at !== null);
  expect(after).toMatchObject({ text: 'A lighthouse', seq: before.seq });
  expect(after.rev).toBeGreaterThan(before.rev);
});

test('the same text again changes nothing', async () => {
  const { adas } = await adaAndLin();
  const id = await say(adas, 'A lighthouse');
  const { rev } = await heardRow(adas, id);
  const answer = await done(adas, { type: 'message_edit', message_id: id, text: 'A lighthouse' });
  expect(answer.rev).toBe(rev);
});

test('nobody changes what another one wrote, not even the owner', async () => {
  const { adas, lins } = await adaAndLin();
  const id = await say(lins, 'Mine');
  const answer = await request(adas, { type: 'message_edit', message_id: id, text: 'Yours' });
  expect(answer).toMatchObject({ error: { code: 'not_allowed' } });
});

test('a deleted message is a tombstone without its text, also for who comes later', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const id = await say(lins, 'A secret');
  const { rev } = await heardRow(adas, id);
  await done(lins, { type: 'message_delete', message_id: id });
  const row = await heardRow(adas, id, ({ deleted_at }) => deleted_at !== null);
  expect(row.text).toBe('');
  const resumed = await (await connect(ada, chat, rev)).hears('changes');
  expect(resumed.messages).toMatchObject([{ id, text: '', deleted_at: row.deleted_at }]);
  const fresh = await (await connect(ada, chat)).hears('snapshot');
  expect(fresh.messages).toEqual([]);
});

test('the owner deletes any message, others only their own', async () => {
  const { adas, lins } = await adaAndLin();
  const [ofAda, ofLin] = [await say(adas, 'Mine'), await say(lins, 'Yours')];
  const refused = await request(lins, { type: 'message_delete', message_id: ofAda });
  expect(refused).toMatchObject({ error: { code: 'not_allowed' } });
  await done(adas, { type: 'message_delete', message_id: ofLin });
  await heardRow(lins, ofLin, ({ deleted_at }) => deleted_at !== null);
});

test('reactions add up, and are taken back', async () => {
  const { ada, lin, adas, lins } = await adaAndLin();
  const message_id = await say(adas, 'Look');
  const thumb = { type: 'reaction_set', message_id, reaction: '👍' } as const;
  await done(adas, { ...thumb, on: true });
  await done(lins, { ...thumb, on: true });
  const both = await heardRow(lins, message_id, (row) => row.reactions[0]?.user_ids.length === 2);
  expect(both.reactions).toEqual([{ reaction: '👍', user_ids: [ada.id, lin.id] }]);
  await done(adas, { ...thumb, on: false });
  await done(lins, { ...thumb, on: false });
  await heardRow(lins, message_id, (row) => row.rev > both.rev && row.reactions.length === 0);
});

test('the star is for pictures, and pictures take nothing else', async () => {
  const { adas, lins } = await adaAndLin();
  const text = await say(adas, 'Look');
  const { id } = await ask(adas);
  const { images } = await lins.hears('changes', (changes) => changes.images.length > 0);
  const picture = images[0]?.message_id ?? '';
  const react = (message_id: string, reaction: '👍' | typeof star) =>
    request(lins, { type: 'reaction_set', message_id, reaction, on: true });
  expect(await react(text, star)).toMatchObject({ error: { code: 'not_allowed' } });
  expect(await react(picture, '👍')).toMatchObject({ error: { code: 'not_allowed' } });
  expect(await react(picture, star)).toMatchObject({ type: 'ack' });
  await ends(adas, id);
});

test('members who are named are noted with the message', async () => {
  const [ada, bo] = [await guest('Ada'), await guest('Bo Li')];
  const chat = await chatOf(ada, bo);
  const client = await connect(ada, chat);
  const id = await say(client, 'Ask @bo li, not @nobody');
  expect(await heardRow(client, id)).toMatchObject({
    mentions: [{ user_id: bo.id, name: 'Bo Li' }],
  });
  await done(client, { type: 'message_edit', message_id: id, text: 'Ask nobody' });
  await heardRow(client, id, ({ mentions }) => mentions.length === 0);
});

/** What the store has of a chat. */
async function storedObjects(chat: string): Promise<string[]> {
  const { objects } = await env.IMAGES_BUCKET.list({ prefix: `chats/${chat}/` });
  return objects.map(({ key }) => key);
}

test('a deleted picture is gone from the room and from the store, its job canceled', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const { id } = await ask(adas);
  const { image_url } = await ends(lins, id);
  const path = image_url ?? '';
  expect((await ada.send(path)).status).toBe(200);
  const { messages } = await adas.hears('changes', (changes) =>
    changes.messages.some(({ image_id }) => image_id === id),
  );
  await done(adas, { type: 'message_delete', message_id: messages[0]?.id ?? '' });
  const { images } = await lins.hears('changes', (changes) =>
    changes.images.some((image) => image.id === id && image.deleted_at !== null),
  );
  expect(images[0]).toMatchObject({ prompt: '', url: null });
  await expect.poll(async () => (await ada.send(path)).status).toBe(404);
  await expect.poll(() => storedObjects(chat)).toEqual([]);
});

test('a picture that is deleted while it is made is canceled, and never seen', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const { id } = await ask(adas);
  const { messages } = await adas.hears('changes', (changes) =>
    changes.messages.some(({ image_id }) => image_id === id),
  );
  await done(adas, { type: 'message_delete', message_id: messages[0]?.id ?? '' });
  expect((await ends(lins, id)).prompt).toBe('');
  const fresh = await (await connect(ada, chat)).hears('snapshot');
  expect(fresh.images).toEqual([]);
  await expect.poll(() => storedObjects(chat)).toEqual([]);
});

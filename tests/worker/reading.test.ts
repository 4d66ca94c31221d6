import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { connect } from './support/connect.ts';
import { adaAndLin, done, request, say } from './support/rooms.ts';

test('what was read on one device is read on the other, and for whoever comes back', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  expect((await adas.hears('welcome')).read_rev).toBeNull();
  const phone = await connect(ada, chat);
  await say(lins, 'News');
  const { rev } = await adas.hears('changes', ({ messages }) => messages.length > 0);
  adas.say({ type: 'read', rev });
  await phone.hears('read', (notice) => notice.rev === rev);
  expect((await (await connect(ada, chat)).hears('welcome')).read_rev).toBe(rev);
  expect(lins.heard.some(({ type }) => type === 'read')).toBe(false);
});

test('a read mark never goes back, and never runs ahead of the room', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  await say(lins, 'News');
  const { rev } = await adas.hears('changes', ({ messages }) => messages.length > 0);
  adas.say({ type: 'read', rev: rev + 1000 }, { type: 'read', rev: 1 });
  // Frames of one connection are heard in order, so after this answer both were.
  await done(adas, { type: 'message_send', text: 'Seen' });
  expect((await (await connect(ada, chat)).hears('welcome')).read_rev).toBe(rev);
});

test('D1 learns how far people have read', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  await say(lins, 'News');
  const { rev } = await adas.hears('changes', ({ messages }) => messages.length > 0);
  adas.say({ type: 'read', rev });
  await expect
    .poll(
      () =>
        env.DB.prepare('SELECT read_rev FROM membership WHERE chat_id = ? AND user_id = ?')
          .bind(chat, ada.id)
          .first('read_rev'),
      { timeout: 5_000 },
    )
    .toBe(rev);
});

test('the others see that somebody writes, not who writes it themselves', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const phone = await connect(ada, chat);
  adas.say({ type: 'typing', what: 'prompt' });
  expect(await lins.hears('typing')).toMatchObject({ user_id: ada.id, what: 'prompt' });
  adas.say({ type: 'typing', what: 'prompt' }, { type: 'typing', what: null });
  await lins.hears('typing', ({ what }) => what === null);
  // Said again within a second, it told nobody anything.
  expect(lins.heard.filter(({ type }) => type === 'typing')).toHaveLength(2);
  await done(adas, { type: 'message_send', text: 'There' });
  expect(phone.heard.some(({ type }) => type === 'typing')).toBe(false);
});

test('a page of history surrounds a message, and goes on towards the end', async () => {
  const { adas } = await adaAndLin();
  const ids: string[] = [];
  for (let index = 0; index < 6; index += 1) ids.push(await say(adas, `line ${index}`));
  const around = await history(adas, { around: ids[2] ?? '' });
  expect(around).toMatchObject({ has_older: false, has_newer: false });
  expect(around.messages.map(({ id }) => id)).toEqual(ids);
  const after = await history(adas, { after_seq: around.messages[3]?.seq ?? 0 });
  expect(after.messages.map(({ text }) => text)).toEqual(['line 4', 'line 5']);
  expect(after).toMatchObject({ has_older: true, has_newer: false });
  const before = await history(adas, { before_seq: around.messages[1]?.seq ?? 0 });
  expect(before).toMatchObject({ has_older: false, has_newer: true });
});

test('a message that is gone has no surroundings any more', async () => {
  const { adas } = await adaAndLin();
  const id = await say(adas, 'Never mind');
  await done(adas, { type: 'message_delete', message_id: id });
  const answer = await request(adas, { type: 'history_request', around: id });
  expect(answer).toMatchObject({ error: { code: 'not_found' } });
});

type Wanted = { around: string } | { after_seq: number } | { before_seq: number };

let pages = 0;

async function history(client: Awaited<ReturnType<typeof connect>>, wanted: Wanted) {
  pages += 1;
  const client_id = `history-${pages}`;
  client.say({ type: 'history_request', client_id, ...wanted });
  return client.hears('history', (page) => page.client_id === client_id);
}

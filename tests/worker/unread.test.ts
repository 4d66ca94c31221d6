import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import type { ChatSummary } from '../../src/protocol/http.ts';
import { uploadSchema } from '../../src/protocol/http.ts';
import { limits } from '../../src/protocol/limits.ts';
import { addMember, saveReadRevs } from '../../src/worker/db/chats.ts';
import { database } from '../../src/worker/db/database.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import { ask, ends } from './support/image-requests.ts';
import { chatOf, guest, type Visitor } from './support/people.ts';
import { cornersPng } from './support/pictures.ts';
import { adaAndLin, done, say } from './support/rooms.ts';
import { messageRow } from './support/rows.ts';

async function summary(person: Visitor): Promise<ChatSummary> {
  const { chats } = await (await person.send('/api/chats')).json<{ chats: ChatSummary[] }>();
  if (!chats[0]) throw new Error('no chat');
  return chats[0];
}

const shows = async (person: Visitor, expected: Partial<ChatSummary>) =>
  vi.waitFor(async () => expect(await summary(person)).toMatchObject(expected), {
    timeout: 30_000,
  });

test('what others said since I looked is unread, what I said is not', async () => {
  const { ada, lin, adas, lins } = await adaAndLin();
  await say(lins, 'one');
  await say(lins, 'two');
  await say(adas, 'three');
  await shows(ada, { unread: 2, for_me: false, is_owner: true });
  await shows(lin, { unread: 1, is_owner: false });
  const { rev } = await adas.hears('changes', ({ messages }) =>
    messages.some(({ text }) => text === 'three'),
  );
  adas.say({ type: 'read', rev });
  await shows(ada, { unread: 0 });
});

test('what was deleted is neither unread nor the last line', async () => {
  const { ada, lins } = await adaAndLin();
  await say(lins, 'stays');
  const gone = await say(lins, 'goes');
  await shows(ada, { unread: 2, last_text: 'goes' });
  await done(lins, { type: 'message_delete', message_id: gone });
  await shows(ada, { unread: 1, last_text: 'stays', last_author: 'Lin' });
});

test('what was said before somebody joined is not unread for them', async () => {
  const { chat, lins } = await adaAndLin();
  await say(lins, 'before');
  await vi.waitFor(
    async () =>
      expect(
        await env.DB.prepare('SELECT text FROM message WHERE chat_id = ?').bind(chat).first('text'),
      ).toBe('before'),
    30_000,
  );
  const bo = await guest('Bo');
  await bo.sendJson('POST', `/api/chats/${chat}/join`);
  await shows(bo, { unread: 0 });
  await say(lins, 'after');
  await shows(bo, { unread: 1 });
});

test('an unread message that names me or answers me is for me', async () => {
  const { ada, lin, adas, lins } = await adaAndLin();
  const mine = await say(adas, 'A question');
  await say(lins, 'Not for anybody');
  await shows(ada, { unread: 1, for_me: false });
  await say(lins, 'An answer', mine);
  await shows(ada, { unread: 2, for_me: true });
  await shows(lin, { for_me: false });
  await say(adas, 'Hello @Lin');
  await shows(lin, { for_me: true });
});

test('a picture of mine that is done is for me until I have seen it', async () => {
  const { ada, lin, adas } = await adaAndLin();
  const { id } = await ask(adas);
  const { rev } = await ends(adas, id);
  await shows(ada, { unread: 0, for_me: true });
  await shows(lin, { unread: 1, for_me: false });
  adas.say({ type: 'read', rev });
  await shows(ada, { for_me: false });
});

test('a picture that I brought in is no news for me, and stands for the room in everybody’s list', async () => {
  const { ada, lin, chat, adas } = await adaAndLin();
  const sent = await ada.send(`/api/chats/${chat}/uploads`, { method: 'POST', body: cornersPng() });
  const { id, thumbnail_url } = uploadSchema.parse(await sent.json());
  await done(adas, { type: 'message_send', text: '', reply_to: null, uploads: [id] });
  const shown = { last_image_url: thumbnail_url, last_text: '', last_author: 'Ada' };
  await shows(ada, { unread: 0, for_me: false, ...shown });
  await shows(lin, { unread: 1, for_me: false, ...shown });
});

test('unread messages are counted only so far', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const chat = await chatOf(ada, lin);
  const rows = Array.from({ length: limits.unreadCount + 20 }, (_, at) => ({
    kind: 'message' as const,
    row: messageRow({ id: `u${at}`.padEnd(22, '-'), seq: at + 1, rev: at + 1, author_id: lin.id }),
  }));
  await projectRows(database(env.DB), chat, rows);
  expect(await summary(ada)).toMatchObject({ unread: limits.unreadCount });
});

test('how far somebody has read never goes back, and is of one chat and one person', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const [chat, other] = [await chatOf(ada, lin), await chatOf(ada)];
  const db = database(env.DB);
  await saveReadRevs(db, chat, [{ user_id: ada.id, read_rev: 7 }]);
  await saveReadRevs(db, chat, [
    { user_id: ada.id, read_rev: 5 },
    { user_id: lin.id, read_rev: 3 },
    { user_id: 'nobody', read_rev: 9 },
  ]);
  const { results } = await env.DB.prepare(
    'SELECT chat_id, user_id, read_rev FROM membership WHERE chat_id IN (?, ?)',
  )
    .bind(chat, other)
    .all();
  expect(results).toHaveLength(3);
  expect(results).toContainEqual({ chat_id: chat, user_id: ada.id, read_rev: 7 });
  expect(results).toContainEqual({ chat_id: chat, user_id: lin.id, read_rev: 3 });
  expect(results).toContainEqual({ chat_id: other, user_id: ada.id, read_rev: null });
  // Joining again changes nothing of it.
  await addMember(db, chat, ada.id, 1);
  expect(
    await env.DB.prepare('SELECT read_rev FROM membership WHERE chat_id = ? AND user_id = ?')
      .bind(chat, ada.id)
      .first('read_rev'),
  ).toBe(7);
});

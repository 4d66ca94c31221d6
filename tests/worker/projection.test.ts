import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { chatOf, guest } from './support/people.ts';
import { connect } from './support/connect.ts';

type Row = { id: string; text: string; rev: number };

const messagesInD1 = async (chat: string) =>
  (
    await env.DB.prepare('SELECT id, text, rev FROM message WHERE chat_id = ? ORDER BY seq')
      .bind(chat)
      .all<Row>()
  ).results;

const hello = (client_id: string, text: string) => ({ type: 'message_send', client_id, text });

test('what is said in a room is soon in D1, row by row', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const client = await connect(ada, chat);
  client.say(hello('message-1', 'one'), hello('message-2', 'two'));
  const { messages } = await client.hears('changes', (changes) =>
    changes.messages.some(({ text }) => text === 'two'),
  );
  await vi.waitFor(async () => {
    const rows = await messagesInD1(chat);
    expect(rows.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(rows.at(-1)).toMatchObject({ id: messages.at(-1)?.id, rev: messages.at(-1)?.rev });
  });
});

test('while D1 fails nobody in the room notices, and afterwards D1 has everything', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const client = await connect(ada, chat);
  await env.DB.prepare('ALTER TABLE message RENAME TO message_away').run();
  client.say(hello('message-1', 'one'), hello('message-2', 'two'));
  expect(await client.answerTo('message-2')).toMatchObject({ type: 'ack' });
  const late = await connect(ada, chat);
  expect((await late.hears('snapshot')).messages.map(({ text }) => text)).toEqual(['one', 'two']);

  await env.DB.prepare('ALTER TABLE message_away RENAME TO message').run();
  await vi.waitFor(
    async () => {
      await runDurableObjectAlarm(env.CHAT_ROOM.getByName(chat));
      expect((await messagesInD1(chat)).map(({ text }) => text)).toEqual(['one', 'two']);
    },
    { timeout: 10_000, interval: 200 },
  );
});

test('an older revision never replaces a newer one', async () => {
  const { database } = await import('../../src/worker/db/database.ts');
  const { projectRows } = await import('../../src/worker/db/projection.ts');
  const row = {
    id: 'm'.repeat(22),
    rev: 5,
    seq: 1,
    client_id: 'client-1',
    author_id: 'ada',
    text: 'new',
    image_id: null,
    created_at: 1,
    updated_at: 2,
    deleted_at: null,
  };
  const db = database(env.DB);
  await projectRows(db, 'chat', [{ kind: 'message', row }]);
  await projectRows(db, 'chat', [{ kind: 'message', row: { ...row, rev: 4, text: 'old' } }]);
  expect(await messagesInD1('chat')).toMatchObject([{ text: 'new', rev: 5 }]);
});

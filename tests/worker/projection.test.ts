import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, test, vi } from 'vitest';
import { database } from '../../src/worker/db/database.ts';
import { mostProjectedRows, projectRows } from '../../src/worker/db/projection.ts';
import { imageRow, messageRow } from './support/rows.ts';
import { connect } from './support/connect.ts';
import { chatOf, guest } from './support/people.ts';

type Row = { id: string; text: string; rev: number };

const messagesInD1 = async (chat: string) =>
  (
    await env.DB.prepare('SELECT id, text, rev FROM message WHERE chat_id = ? ORDER BY seq')
      .bind(chat)
      .all<Row>()
  ).results;

const textsFound = async () =>
  (await env.DB.prepare('SELECT text FROM search_entry ORDER BY id').all<{ text: string }>())
    .results;

const hello = (client_id: string, text: string) => ({ type: 'message_send', client_id, text });

beforeEach(async () => {
  await env.DB.batch(
    ['message', 'image', 'search_entry'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
});

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
  }, 30_000);
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
    { timeout: 30_000, interval: 200 },
  );
});

test('an older revision never replaces a newer one, in no table', async () => {
  const db = database(env.DB);
  const [message, image] = [
    messageRow({ rev: 5, text: 'new' }),
    imageRow({ rev: 6, prompt: 'new' }),
  ];
  await projectRows(db, 'chat', [
    { kind: 'message', row: message },
    { kind: 'image', row: image },
  ]);
  await projectRows(db, 'chat', [
    { kind: 'image', row: { ...image, rev: 3, prompt: 'old' } },
    { kind: 'message', row: { ...message, rev: 4, text: 'old' } },
  ]);
  expect(await messagesInD1('chat')).toMatchObject([{ text: 'new', rev: 5 }]);
  expect(await env.DB.prepare('SELECT prompt, rev FROM image').all()).toMatchObject({
    results: [{ prompt: 'new', rev: 6 }],
  });
  expect(await textsFound()).toEqual([{ text: 'new' }]);
});

test('every field of a row arrives as it was', async () => {
  const row = messageRow({
    text: 'a "quote", a \\ and 🌊\n\u2028',
    reply_to: 'r'.repeat(22),
    mentions: [{ user_id: 'lin', name: "L'in" }],
    reactions: [{ reaction: '🎉', user_ids: ['ada', 'lin'] }],
    edited_at: 7,
    proposal: {
      status: 'used',
      written_by: 'room',
      reason: 'failed',
      sources: [{ message_id: 'o'.repeat(22), author_id: 'lin', taken_out_by: null }],
      edited_by: 'lin',
      round: 2,
    },
  });
  const image = imageRow({
    additions: [
      { kind: 'style', entry_id: null, name: "O'", text: '"ink"', negative_prompt: 'photo' },
    ],
    composed_prompt: 'a lake. "ink"',
    composed_negative_prompt: 'photo',
    proposal_id: 't'.repeat(22),
    error: { code: 'moderated', message: 'No.', may_have_been_charged: true, detail: 'Why.' },
    seed: null,
    shape: '3:2',
    options: { guidance: 2.5, go_fast: true, style: "o'clock" },
    kind: 'edit',
    parent_id: 'p'.repeat(22),
    images: ['p'.repeat(22), 'q'.repeat(22)],
    mask_sha256: 'm',
    set_id: 's'.repeat(22),
  });
  await projectRows(database(env.DB), 'chat', [
    { kind: 'message', row },
    { kind: 'image', row: image },
  ]);
  const { error: _, options, images, additions, ...columns } = image;
  expect(await env.DB.prepare('SELECT * FROM message').first()).toEqual({
    ...row,
    chat_id: 'chat',
    mentions: JSON.stringify(row.mentions),
    reactions: JSON.stringify(row.reactions),
    proposal: JSON.stringify(row.proposal),
  });
  expect(await env.DB.prepare('SELECT * FROM image').first()).toEqual({
    ...columns,
    additions: JSON.stringify(additions),
    options: JSON.stringify(options),
    images: JSON.stringify(images),
    error_code: 'moderated',
    may_have_been_charged: 1,
    error_detail: 'Why.',
  });
});

test('half characters and zeros in a text break nothing', async () => {
  const texts = ['a\ud800b', 'a\u0000b'];
  await projectRows(
    database(env.DB),
    'chat',
    texts.map((text, at) => ({
      kind: 'message',
      row: messageRow({ id: String(at).repeat(22), seq: at, text }),
    })),
  );
  expect(await messagesInD1('chat')).toHaveLength(2);
});

test('a full load of the longest messages is taken at once', async () => {
  const rows = Array.from({ length: mostProjectedRows }, (_, at) => ({
    kind: 'message' as const,
    row: messageRow({
      id: String(at).padStart(22, '0'),
      rev: at + 1,
      seq: at + 1,
      text: `${at} ${'🌊'.repeat(1_990)}`,
    }),
  }));
  await projectRows(database(env.DB), 'chat', rows);
  await projectRows(database(env.DB), 'chat', rows);
  const found = await messagesInD1('chat');
  expect(found).toHaveLength(mostProjectedRows);
  expect(found.at(-1)?.text).toBe(rows.at(-1)?.row.text);
  expect(await textsFound()).toHaveLength(mostProjectedRows);
});

test.each([
  ['message first', false],
  ['image first', true],
])('a request for a picture is found by its prompt, %s', async (_name, turned) => {
  const row = messageRow({ text: '', image_id: 'i'.repeat(22) });
  const rows = [
    { kind: 'message' as const, row },
    { kind: 'image' as const, row: imageRow({ prompt: 'a lighthouse' }) },
  ];
  for (const one of turned ? rows.toReversed() : rows) {
    await projectRows(database(env.DB), 'chat', [one]);
  }
  expect(await textsFound()).toEqual([{ text: 'a lighthouse' }]);
});

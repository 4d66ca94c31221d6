import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { database } from '../../src/worker/db/database.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import { purgeChat } from '../../src/worker/db/purge-chat.ts';
import { chatImagesPrefix, imageKey, keyOfPath } from '../../src/worker/images/image-key.ts';
import { r2ImageStore } from '../../src/worker/images/r2-image-store.ts';
import { dial } from './support/connect.ts';
import { ask, ends } from './support/image-requests.ts';
import { openInbox } from './support/inbox.ts';
import { chatOf, guest, nobody, type Visitor } from './support/people.ts';
import { adaAndLin, done, say } from './support/rooms.ts';
import { messageRow } from './support/rows.ts';
import { predictionsOf } from './support/simulator-client.ts';

const remove = (person: Visitor, chat: string, name = 'Lighthouses') =>
  person.sendJson('DELETE', `/api/chats/${chat}`, { name });

const tables = ['message', 'image', 'membership', 'search_entry'];

/** How many rows of a chat each table of D1 has. */
async function rowsOf(chat: string): Promise<Record<string, unknown>> {
  const counts = await env.DB.batch<{ count: number }>([
    env.DB.prepare('SELECT count(*) AS count FROM chat WHERE id = ?').bind(chat),
    ...tables.map((table) =>
      env.DB.prepare(`SELECT count(*) AS count FROM ${table} WHERE chat_id = ?`).bind(chat),
    ),
  ]);
  return Object.fromEntries(
    ['chat', ...tables].map((table, at) => [table, counts[at]?.results[0]?.count]),
  );
}

const nothing = { chat: 0, message: 0, image: 0, membership: 0, search_entry: 0 };

const keysOf = async (chat: string) =>
  (await env.IMAGES_BUCKET.list({ prefix: chatImagesPrefix(chat) })).objects.map(({ key }) => key);

/** Whether the full-text index holds a word, in its answers or anywhere in its pages. */
async function isIndexed(word: string): Promise<boolean> {
  const { results } = await env.DB.prepare('SELECT block FROM search_index_data').all<{
    block: number[];
  }>();
  const pages = results.map(({ block }) => String.fromCharCode(...block)).join('\n');
  const hits = await env.DB.prepare('SELECT rowid FROM search_index WHERE search_index MATCH ?')
    .bind(word)
    .all();
  return hits.results.length > 0 || pages.includes(word.slice(1));
}

test('only the owner deletes a chat, and only by its name', async () => {
  const [ada, lin, eve] = [await guest('Ada'), await guest('Lin'), await guest('Eve')];
  const chat = await chatOf(ada, lin);
  expect((await remove(nobody, chat)).status).toBe(401);
  expect((await remove(eve, chat)).status).toBe(404);
  const byMember = await remove(lin, chat);
  expect(byMember.status).toBe(403);
  expect(await byMember.json()).toMatchObject({ error: { code: 'not_allowed' } });
  for (const name of ['', 'lighthouses', 'Lighthouse']) {
    const refused = await remove(ada, chat, name);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ error: { code: 'invalid', field: 'name' } });
  }
  expect((await ada.send('/api/chats', { method: 'GET' })).status).toBe(200);
  const foreign = await ada.send(`/api/chats/${chat}`, {
    method: 'DELETE',
    headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Lighthouses' }),
  });
  expect(foreign.status).toBe(403);
  expect(await rowsOf(chat)).toMatchObject({ chat: 1, membership: 2 });
  expect((await remove(ada, chat, ' Lighthouses ')).status).toBe(204);
});

test('nothing of a deleted chat is left in D1, in the index, in R2 or in the room', async () => {
  const { ada, lin, chat, adas, lins } = await adaAndLin();
  const inbox = await openInbox(lin);
  const { id } = await ask(adas, { prompt: 'a quxlighthouse' });
  const complete = await ends(adas, id);
  await say(lins, 'the zyxstorm');
  await done(lins, { type: 'entry_add', kind: 'palette', text: 'ochre' });
  const kept = await chatOf(ada);
  await projectRows(database(env.DB), kept, [
    { kind: 'message', row: messageRow({ author_id: ada.id, text: 'the wvustays' }) },
  ]);
  await vi.waitFor(async () => {
    expect(await rowsOf(chat)).toMatchObject({ message: 2, image: 1, search_entry: 2 });
    const key = keyOfPath(complete.image_url ?? '');
    expect(await keysOf(chat)).toEqual([key, `${key}.thumbnail`]);
    expect(await isIndexed('zyxstorm')).toBe(true);
  }, 30_000);
  inbox.heard.length = 0;

  expect((await remove(ada, chat)).status).toBe(204);
  expect((await adas.closed).code).toBe(4404);
  expect((await lins.closed).code).toBe(4404);
  await vi.waitFor(
    async () => {
      expect(await rowsOf(chat)).toEqual(nothing);
      expect(await keysOf(chat)).toEqual([]);
    },
    { timeout: 30_000 },
  );
  expect(await isIndexed('zyxstorm')).toBe(false);
  expect(await isIndexed('quxlighthouse')).toBe(false);
  expect(await isIndexed('wvustays')).toBe(true);
  await env.DB.prepare(`INSERT INTO search_index (search_index) VALUES ('integrity-check')`).run();
  expect(inbox.heard).toContainEqual({ type: 'chat_changed', chat_id: chat });

  for (const person of [ada, lin]) {
    expect((await dial(person, chat)).status).toBe(404);
    expect((await person.send(`/chats/${chat}`)).status).toBe(404);
    expect((await person.send(complete.image_url ?? '')).status).toBe(404);
    expect((await person.send(`/api/chats/${chat}/export.json`)).status).toBe(404);
    expect((await person.sendJson('POST', `/api/chats/${chat}/join`)).status).toBe(404);
  }
  expect(await (await lin.send('/api/chats')).json()).toEqual({ chats: [] });
  await vi.waitFor(async () => {
    const rows = await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, state) =>
      state.storage.sql
        .exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
        .toArray()
        .filter(({ name }) => !name.startsWith('_') && !name.startsWith('sqlite_'))
        .map(({ name }) =>
          Number(state.storage.sql.exec(`SELECT count(*) FROM ${name}`).raw().next().value?.[0]),
        ),
    );
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(0);
  }, 30_000);
});

test('a deletion that was cut off can be asked for again', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  await env.DB.prepare('UPDATE chat SET deleted_at = 1 WHERE id = ?').bind(chat).run();
  expect((await remove(ada, chat)).status).toBe(204);
  await vi.waitFor(async () => expect(await rowsOf(chat)).toEqual(nothing), 30_000);
  expect((await remove(ada, chat)).status).toBe(404);
});

test('a purge of many rows and objects goes page by page, and again without harm', async () => {
  const [ada, chat] = [await guest('Ada'), 'p'.repeat(22)];
  const store = r2ImageStore(env.IMAGES_BUCKET);
  await env.DB.batch([
    env.DB.prepare(
      'INSERT INTO chat (id, name, created_by, created_at, updated_at) VALUES (?, ?, ?, 1, 1)',
    ).bind(chat, 'Many', ada.id),
    env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3500)
       INSERT INTO message (id, chat_id, rev, seq, client_id, author_id, text, created_at, updated_at)
       SELECT ?1 || i, ?1, i, i, 'x', 'y', 'purged ' || i, 1, 1 FROM n`,
    ).bind(chat),
    env.DB.prepare(
      `INSERT INTO search_entry (message_id, chat_id, author_id, created_at, text)
       SELECT id, chat_id, author_id, created_at, text FROM message WHERE chat_id = ?`,
    ).bind(chat),
  ]);
  const other = `${chatImagesPrefix(`${chat.slice(1)}q`)}kept`;
  await env.IMAGES_BUCKET.put(other, 'kept');
  await Promise.all(
    Array.from({ length: 1_050 }, (_, at) =>
      env.IMAGES_BUCKET.put(imageKey(chat, String(at)), 'x'),
    ),
  );
  await purgeChat({ db: database(env.DB), images: store }, chat);
  expect(await rowsOf(chat)).toEqual(nothing);
  expect(await keysOf(chat)).toEqual([]);
  expect(await isIndexed('purged')).toBe(false);
  expect(await env.IMAGES_BUCKET.head(other)).not.toBeNull();
  await purgeChat({ db: database(env.DB), images: store }, chat);
});

test('a room that was never made is deleted all the same', async () => {
  const ada = await guest('Ada');
  const chat = 'n'.repeat(22);
  await env.DB.batch([
    env.DB.prepare(
      'INSERT INTO chat (id, name, created_by, created_at, updated_at) VALUES (?, ?, ?, 1, 1)',
    ).bind(chat, 'Lighthouses', ada.id),
    env.DB.prepare('INSERT INTO membership (chat_id, user_id, joined_at) VALUES (?, ?, 1)').bind(
      chat,
      ada.id,
    ),
  ]);
  expect((await remove(ada, chat)).status).toBe(204);
  expect(await rowsOf(chat)).toEqual(nothing);
});

test('while D1 fails a room is shut, and it is gone once D1 is back', async () => {
  const { ada, chat, adas } = await adaAndLin();
  await say(adas, 'before');
  await vi.waitFor(async () => expect(await rowsOf(chat)).toMatchObject({ message: 1 }), 30_000);
  await env.DB.prepare('ALTER TABLE message RENAME TO message_away').run();
  expect((await remove(ada, chat)).status).toBe(204);
  expect((await adas.closed).code).toBe(4404);
  expect((await dial(ada, chat)).status).toBe(404);
  await env.DB.prepare('ALTER TABLE message_away RENAME TO message').run();
  await vi.waitFor(async () => {
    await runDurableObjectAlarm(env.CHAT_ROOM.getByName(chat));
    expect(await rowsOf(chat)).toEqual(nothing);
  }, 30_000);
});

test('a copy to D1 that was under way brings nothing back', async () => {
  const { ada, chat, adas } = await adaAndLin();
  // The first is copied at once, the others wait for their turn while the room is deleted.
  for (const text of ['one', 'two', 'three']) await say(adas, text);
  expect((await remove(ada, chat)).status).toBe(204);
  expect(await rowsOf(chat)).toEqual(nothing);
  // Longer than the pause between two copies: there is no sign of what does not happen.
  await scheduler.wait(1_500);
  expect(await rowsOf(chat)).toEqual(nothing);
});

test('a picture in the making is canceled with its room, and leaves nothing', async () => {
  const { ada, chat, adas } = await adaAndLin();
  const { prompt } = await ask(adas);
  expect((await remove(ada, chat)).status).toBe(204);
  await vi.waitFor(
    async () => {
      await runDurableObjectAlarm(env.CHAT_ROOM.getByName(chat));
      const predictions = await predictionsOf(prompt);
      expect(predictions.filter(({ status }) => status === 'processing')).toEqual([]);
      const rows = await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, { storage }) =>
        storage.sql.exec(`SELECT name FROM sqlite_master WHERE name = 'job'`).toArray(),
      );
      expect(rows).toEqual([]);
    },
    { timeout: 30_000, interval: 200 },
  );
  expect(await rowsOf(chat)).toEqual(nothing);
  expect(await keysOf(chat)).toEqual([]);
});

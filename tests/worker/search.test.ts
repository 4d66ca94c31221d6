import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import type { SearchPage } from '../../src/protocol/search.ts';
import { limits } from '../../src/protocol/limits.ts';
import { database } from '../../src/worker/db/database.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import { connect } from './support/connect.ts';
import { ask, ends } from './support/image-requests.ts';
import { chatOf, guest, nobody, type Visitor } from './support/people.ts';
import { adaAndLin, done, say } from './support/rooms.ts';
import { imageRow, messageRow } from './support/rows.ts';

async function search(person: Visitor, query: Record<string, string>): Promise<SearchPage> {
  const answer = await person.send(`/api/search?${new URLSearchParams(query).toString()}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

const textOf = ({ excerpt }: SearchPage['hits'][number]) =>
  excerpt.map(({ text, is_hit }) => (is_hit ? `[${text}]` : text)).join('');

const found = async (person: Visitor, q: string, more: Record<string, string> = {}) =>
  (await search(person, { q, ...more })).hits.map(textOf);

let count = 0;
const newId = () => {
  count += 1;
  return String(count).padStart(22, '0');
};

/** Puts messages into D1 as a room would, the first the oldest. */
async function wrote(chat: string, author: Visitor, ...texts: string[]): Promise<string[]> {
  const rows = texts.map((text) => {
    const id = newId();
    return messageRow({
      id,
      rev: count,
      seq: count,
      author_id: author.id,
      text,
      created_at: count,
    });
  });
  await projectRows(
    database(env.DB),
    chat,
    rows.map((row) => ({ kind: 'message', row })),
  );
  return rows.map(({ id }) => id);
}

/** Ada's chat, and what stands in it. */
async function adasChat(...texts: string[]) {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  return { ada, chat, ids: await wrote(chat, ada, ...texts) };
}

test('all words have to be there, the last may be a beginning, in either case and without accents', async () => {
  const { ada } = await adasChat('A storm at the LIGHTHOUSE', 'A calm lighthouse', 'Café stormy');
  expect(await found(ada, 'storm light')).toEqual(['A [storm] at the [LIGHTHOUSE]']);
  expect(await found(ada, 'stor')).toEqual(['Café [stormy]', 'A [storm] at the LIGHTHOUSE']);
  expect(await found(ada, 'cafe STORMY')).toEqual(['[Café] [stormy]']);
  expect(await found(ada, 'stor at')).toEqual([]);
});

test('words in quotation marks stand side by side', async () => {
  const { ada } = await adasChat('a red boat', 'a boat painted red');
  expect(await found(ada, '"red boat"')).toEqual(['a [red boat]']);
  expect(await found(ada, '"red bo')).toEqual(['a [red boat]']);
});

test.each([
  `a AND`,
  `NOT boat`,
  `boat*`,
  `text:boat`,
  `(boat`,
  `'`,
  `boat" OR "x`,
  `{boat}^2`,
  `a-b`,
])('what is an operator elsewhere breaks nothing: %s', async (q) => {
  const { ada } = await adasChat('boat');
  const answer = await ada.send(`/api/search?${new URLSearchParams({ q }).toString()}`);
  expect([200, 422]).toContain(answer.status);
});

test.each([
  [{ q: '!?' }, 'q', 'Write a word to search for: letters or digits.'],
  [{ q: '  ' }, 'q', 'Write what to search for.'],
  [{}, 'q', 'Write what to search for.'],
  [{ q: 'x'.repeat(201) }, 'q', 'Search for at most 200 characters.'],
  [{ q: 'x', cursor: 'y' }, 'cursor', 'There is no such page of hits. Search again.'],
  [{ q: 'x', image: 'maybe' }, 'image', undefined],
  [{ q: 'x', chat_id: 'short' }, 'chat_id', undefined],
  [{ q: 'x', from: 'yesterday' }, 'from', undefined],
])('%j is refused in words', async (query: Record<string, string>, field, message) => {
  const { ada } = await adasChat();
  const answer = await ada.send(`/api/search?${new URLSearchParams(query).toString()}`);
  expect(answer.status).toBe(422);
  const { error } = await answer.json<{ error: { message: string } }>();
  expect(error).toMatchObject({ code: 'invalid', field, ...(message ? { message } : {}) });
});

test('only chats that I am in are searched, and none that is deleted', async () => {
  const { ada, chat } = await adasChat('a secret lighthouse');
  const eve = await guest('Eve');
  await wrote(await chatOf(eve), eve, 'a lighthouse of her own');
  expect((await nobody.send('/api/search?q=lighthouse')).status).toBe(401);
  expect(await found(eve, 'lighthouse')).toEqual(['a [lighthouse] of her own']);
  expect(await found(eve, 'lighthouse', { chat_id: chat })).toEqual([]);
  expect(await found(eve, 'lighthouse', { author_id: ada.id })).toEqual([]);
  expect(await found(ada, 'lighthouse')).toEqual(['a secret [lighthouse]']);
  await env.DB.prepare('UPDATE chat SET deleted_at = 1 WHERE id = ?').bind(chat).run();
  expect(await found(ada, 'lighthouse')).toEqual([]);
});

test('a search is narrowed down by chat, person, picture and time', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const [one, two] = [await chatOf(ada, lin), await chatOf(ada)];
  await wrote(one, ada, 'boat one');
  await wrote(one, lin, 'boat two');
  await wrote(two, ada, 'boat three');
  const [message_id, id] = [newId(), newId()];
  const at = count + 1;
  await projectRows(database(env.DB), two, [
    {
      kind: 'message',
      row: messageRow({
        id: message_id,
        author_id: ada.id,
        text: '',
        image_id: id,
        created_at: at,
      }),
    },
    { kind: 'image', row: imageRow({ id, message_id, chat_id: two, prompt: 'boat picture' }) },
  ]);
  const three = (await search(ada, { q: 'three' })).hits[0]?.created_at ?? 0;
  expect(await found(ada, 'boat', { chat_id: one })).toEqual(['[boat] two', '[boat] one']);
  expect(await found(ada, 'boat', { author_id: lin.id })).toEqual(['[boat] two']);
  expect(await found(ada, 'boat', { image: 'with' })).toEqual(['[boat] picture']);
  expect(await found(ada, 'boat', { image: 'without', chat_id: two })).toEqual(['[boat] three']);
  expect(await found(ada, 'boat', { from: String(three), until: String(at) })).toEqual([
    '[boat] three',
  ]);
});

test('hits come newest first and page by page, each once', async () => {
  const texts = Array.from({ length: limits.pageOfHits * 2 + 5 }, (_, at) => `boat ${at}`);
  const { ada, chat } = await adasChat(...texts);
  // Several of one moment are told apart as well.
  await env.DB.prepare('UPDATE search_entry SET created_at = created_at / 10 WHERE chat_id = ?')
    .bind(chat)
    .run();
  const heard: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page: SearchPage = await search(ada, {
      q: 'boat',
      ...(cursor === null ? {} : { cursor }),
    });
    heard.push(...page.hits.map(textOf));
    cursor = page.next;
    pages += 1;
  } while (cursor !== null);
  expect(pages).toBe(3);
  expect(heard).toEqual(texts.toReversed().map((text) => text.replace('boat', '[boat]')));
});

test('a text that looks like a mark of a hit does not pass for one', async () => {
  const text = 'a \ue000x\ue001 boat \ue002x\ue003 \ue000 \ue001';
  const { ada } = await adasChat(text);
  const { hits } = await search(ada, { q: 'boat' });
  expect(hits[0]?.excerpt.filter(({ is_hit }) => is_hit)).toEqual([{ text: 'boat', is_hit: true }]);
  expect(hits[0]?.excerpt.map((piece) => piece.text).join('')).toBe(text);
});

test('a long text is cut around what was found', async () => {
  const { ada } = await adasChat(`${'before '.repeat(300)}boat${' after'.repeat(200)}`);
  const [text = ''] = await found(ada, 'boat');
  expect(text).toMatch(/^… .*before \[boat\] after.* …$/);
  expect(text.length).toBeLessThan(limits.excerptLength + 10);
});

test('the search follows what is said, edited and deleted', async () => {
  const { ada, chat, adas } = await adaAndLin();
  const id = await say(adas, 'a lighthuose');
  await vi.waitFor(async () => {
    const { hits } = await search(ada, { q: 'lighthuose' });
    expect(hits).toMatchObject([
      { message_id: id, chat_id: chat, chat_name: 'Lighthouses', author_name: 'Ada' },
    ]);
    expect(hits).toMatchObject([{ author_id: ada.id, image_id: null, image_url: null }]);
  }, 30_000);
  await done(adas, { type: 'message_edit', message_id: id, text: 'a lighthouse' });
  await vi.waitFor(async () => {
    expect(await found(ada, 'lighthouse')).toEqual(['a [lighthouse]']);
    expect(await found(ada, 'lighthuose')).toEqual([]);
  }, 30_000);
  await done(adas, { type: 'message_delete', message_id: id });
  await vi.waitFor(async () => expect(await found(ada, 'lighthouse')).toEqual([]), 30_000);
});

test('a picture is found by its prompt, shown once it is there, and gone when deleted', async () => {
  const ada = await guest('Ada');
  const client = await connect(ada, await chatOf(ada));
  const { id, prompt } = await ask(client);
  const complete = await ends(client, id);
  await vi.waitFor(async () => {
    const { hits } = await search(ada, { q: `"${prompt}"` });
    expect(hits).toMatchObject([{ image_id: id, image_url: `${complete.image_url}/thumbnail` }]);
  }, 30_000);
  const [hit] = (await search(ada, { q: 'lighthouse' })).hits;
  await done(client, { type: 'message_delete', message_id: hit?.message_id ?? '' });
  await vi.waitFor(async () => expect(await found(ada, 'lighthouse')).toEqual([]), 30_000);
});

test('a deleted image alone takes its prompt out of the search, whatever comes late', async () => {
  const { ada, chat } = await adasChat();
  const [message_id, id] = [newId(), newId()];
  const row = messageRow({ id: message_id, author_id: ada.id, text: '', image_id: id });
  const image = imageRow({ id, message_id, chat_id: chat, prompt: 'a lighthouse', rev: 5 });
  const db = database(env.DB);
  await projectRows(db, chat, [
    { kind: 'image', row: image },
    { kind: 'message', row },
  ]);
  expect(await found(ada, 'lighthouse')).toEqual(['a [lighthouse]']);
  await projectRows(db, chat, [{ kind: 'image', row: { ...image, rev: 6, deleted_at: 1 } }]);
  await projectRows(db, chat, [
    { kind: 'image', row: image },
    { kind: 'message', row },
  ]);
  expect(await found(ada, 'lighthouse')).toEqual([]);
});

test('the people of my chats are listed, me too, and nobody else', async () => {
  const [ada, lin, eve] = [await guest('Ada'), await guest('Lin'), await guest('Eve')];
  await chatOf(ada, lin);
  await chatOf(ada, lin);
  await chatOf(eve);
  expect((await nobody.send('/api/people')).status).toBe(401);
  expect(await (await ada.send('/api/people')).json()).toEqual({
    people: [
      { id: ada.id, name: 'Ada' },
      { id: lin.id, name: 'Lin' },
    ],
  });
});

test('who searches without end is asked to wait, and others are not', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const statuses = [];
  // More than twice what is allowed: wherever the window turns, one half of it is too much.
  for (let asked = 0; asked < 125; asked += 1) {
    statuses.push((await ada.send('/api/search?q=lighthouse')).status);
  }
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect((await lin.send('/api/search?q=lighthouse')).status).toBe(200);
});

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { limits } from '../../src/protocol/limits.ts';
import type { PastPrompt, PromptsPage } from '../../src/protocol/past-prompts.ts';
import type { ImageRow } from '../../src/protocol/rows.ts';
import { database } from '../../src/worker/db/database.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import { chatOf, guest, nobody, type Visitor } from './support/people.ts';
import { imageRow, messageRow } from './support/rows.ts';

const minute = 60_000;

let count = 0;

/** Puts images into D1 as a room would, each a minute after the one before. */
async function asked(chat: string, by: Visitor, ...images: Partial<ImageRow>[]): Promise<string[]> {
  const rows = images.map((more) => {
    count += 1;
    const [id, message_id] = [`i${count}`, `m${count}`].map((name) => name.padEnd(22, '-'));
    const at = { created_at: count * minute, requested_by: by.id, chat_id: chat };
    const row = imageRow({ id: id ?? '', message_id: message_id ?? '', ...at, ...more });
    const message = messageRow({
      id: row.message_id,
      author_id: by.id,
      image_id: row.id,
      text: '',
      created_at: row.created_at,
    });
    return { row, message };
  });
  await projectRows(
    database(env.DB),
    chat,
    rows.flatMap(({ row, message }) => [
      { kind: 'message' as const, row: message },
      { kind: 'image' as const, row },
    ]),
  );
  return rows.map(({ row }) => row.id);
}

async function page(person: Visitor, query: Record<string, string>): Promise<PromptsPage> {
  const answer = await person.send(`/api/prompts?${new URLSearchParams(query).toString()}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

const wordsOf = ({ prompts }: PromptsPage) => prompts.map(({ prompt }: PastPrompt) => prompt);

test('the prompts of a room are everybody’s, mine are of all my rooms, the newest first', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const [one, two] = [await chatOf(ada, lin), await chatOf(ada)];
  const [boat] = await asked(one, ada, { prompt: 'a boat', negative_prompt: 'birds' });
  await asked(one, lin, { prompt: 'a whale', status: 'failed', url: null, thumbnail_url: null });
  await asked(two, ada, { prompt: 'a tower' });
  const room = await page(lin, { scope: 'room', chat_id: one });
  expect(room.prompts).toMatchObject([
    { prompt: 'a whale', author_name: 'Lin', status: 'failed', pictures: 0, thumbnails: [] },
    {
      prompt: 'a boat',
      negative_prompt: 'birds',
      author_name: 'Ada',
      chat_name: 'Lighthouses',
      image_id: boat,
      pictures: 1,
      thumbnails: ['/chats/chat/images/i/thumbnail'],
    },
  ]);
  expect(room.next).toBe(null);
  expect(wordsOf(await page(ada, { scope: 'mine' }))).toEqual(['a tower', 'a boat']);
  expect(wordsOf(await page(ada, { scope: 'mine', chat_id: one }))).toEqual(['a boat']);
  expect(wordsOf(await page(lin, { scope: 'mine' }))).toEqual(['a whale']);
});

test('a stranger sees nothing of a room, and nobody sees what is mine', async () => {
  const [ada, eve] = [await guest('Ada'), await guest('Eve')];
  const chat = await chatOf(ada);
  await asked(chat, ada, { prompt: 'a secret boat' });
  for (const query of [`scope=room&chat_id=${chat}`, `scope=mine&chat_id=${chat}`]) {
    expect((await eve.send(`/api/prompts?${query}`)).status).toBe(404);
    expect((await eve.send(`/api/prompts?${query}&q=boat`)).status).toBe(404);
    expect((await nobody.send(`/api/prompts?${query}`)).status).toBe(401);
  }
  expect(wordsOf(await page(eve, { scope: 'mine' }))).toEqual([]);
  expect(wordsOf(await page(eve, { scope: 'mine', q: 'boat' }))).toEqual([]);
});

test('deleted images and rooms, uploads and what has no words are not there', async () => {
  const ada = await guest('Ada');
  const [chat, gone] = [await chatOf(ada), await chatOf(ada)];
  await asked(
    chat,
    ada,
    { prompt: 'a boat' },
    { prompt: 'a deleted boat', deleted_at: 1 },
    { prompt: '', kind: 'upload' },
    { prompt: '', kind: 'upscale' },
  );
  await asked(gone, ada, { prompt: 'a boat of a room that is gone' });
  await env.DB.prepare('UPDATE chat SET deleted_at = 1 WHERE id = ?').bind(gone).run();
  expect(wordsOf(await page(ada, { scope: 'mine' }))).toEqual(['a boat']);
  expect(wordsOf(await page(ada, { scope: 'mine', q: 'boat' }))).toEqual(['a boat']);
  expect((await ada.send(`/api/prompts?scope=room&chat_id=${gone}`)).status).toBe(404);
});

test('a set and a run of choices are one row each', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const at = (count + 10) * minute;
  const set = [0, 1, 2, 3].map(() => ({ prompt: 'a boat', created_at: at }));
  const run = ['red', 'blue'].map((colour, index) => ({
    prompt: `a ${colour} whale`,
    created_at: at + minute + index * 200,
  }));
  await asked(chat, ada, ...set, ...run);
  const { prompts } = await page(ada, { scope: 'mine' });
  expect(prompts.map(({ prompt, pictures, prompts: of }) => [prompt, pictures, of])).toEqual([
    ['a blue whale', 2, 2],
    ['a boat', 4, 1],
  ]);
});

test('words are searched for in my prompts and in those of a room', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const [one, two] = [await chatOf(ada, lin), await chatOf(ada)];
  await asked(one, ada, { prompt: 'a red boat' }, { prompt: 'a tower' });
  await asked(one, lin, { prompt: 'a blue boat' });
  await asked(two, ada, { prompt: 'boats at night' });
  const long = 'boat '.repeat(30).trim();
  expect(wordsOf(await page(ada, { scope: 'mine', q: 'boa' }))).toEqual([
    'boats at night',
    'a red boat',
  ]);
  expect(wordsOf(await page(ada, { scope: 'room', chat_id: one, q: 'BOAT' }))).toEqual([
    'a blue boat',
    'a red boat',
  ]);
  expect(wordsOf(await page(ada, { scope: 'mine', q: '"red boat"' }))).toEqual(['a red boat']);
  expect(wordsOf(await page(ada, { scope: 'mine', q: long }))).toEqual(['a red boat']);
});

test.each([
  [{}, 422, 'scope', 'A scope is "room" or "mine".'],
  [{ scope: 'room' }, 422, 'chat_id', 'Say which room.'],
  [{ scope: 'mine', q: '!?' }, 422, 'q', 'Write a word to search for: letters or digits.'],
  [{ scope: 'mine', q: 'x'.repeat(201) }, 422, 'q', 'Search for at most 200 characters.'],
  [{ scope: 'mine', cursor: 'x' }, 422, 'cursor', 'There is no such page of prompts.'],
  [{ scope: 'mine', chat_id: 'x'.repeat(22) }, 404, undefined, 'There is no such room'],
])('%j is refused in words', async (query: Record<string, string>, status, field, message) => {
  const ada = await guest('Ada');
  const answer = await ada.send(`/api/prompts?${new URLSearchParams(query).toString()}`);
  expect(answer.status).toBe(status);
  const { error } = await answer.json<{ error: { field?: string; message: string } }>();
  expect(error.field).toBe(field);
  expect(error.message).toContain(message);
});

test.each([{}, { q: 'boat' }])(
  'pages go on where they ended while new ones come, each prompt once: %j',
  async (more: Record<string, string>) => {
    const ada = await guest('Ada');
    const chat = await chatOf(ada);
    const words = Array.from({ length: limits.pageOfPrompts * 2 + 5 }, (_, at) => `boat ${at}`);
    // Several of one moment are told apart as well; more than a second lies between two moments.
    const images = words.flatMap((prompt) => [{ prompt }, { prompt, status: 'failed' as const }]);
    await asked(chat, ada, ...images);
    const heard: string[] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const found: PromptsPage = await page(ada, {
        scope: 'mine',
        ...more,
        ...(next === null ? {} : { cursor: next }),
      });
      heard.push(...wordsOf(found));
      next = found.next;
      pages += 1;
      await asked(chat, ada, { prompt: `boat of later ${pages}` });
    } while (next !== null);
    expect(pages).toBe(3);
    expect(heard).toEqual(words.toReversed());
  },
);

test('a prompt that was asked with very often ends a page, and the next goes on', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const many = Array.from({ length: 1_000 }, () => ({ prompt: 'a boat' }));
  await asked(chat, ada, { prompt: 'a tower' }, ...many.slice(0, 500));
  await asked(chat, ada, ...many.slice(500));
  const first = await page(ada, { scope: 'mine' });
  expect(first.prompts).toMatchObject([{ prompt: 'a boat', pictures: 900 }]);
  const second = await page(ada, { scope: 'mine', cursor: first.next ?? '' });
  expect(wordsOf(second)).toEqual(['a boat', 'a tower']);
  expect(second.next).toBe(null);
});

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { KeptPrompt } from '../../src/protocol/http.ts';
import { limits } from '../../src/protocol/limits.ts';
import { database } from '../../src/worker/db/database.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import { chatOf, guest, nobody, type Visitor } from './support/people.ts';
import { imageRow } from './support/rows.ts';

const path = '/api/kept-prompts';

async function keep(person: Visitor, more: Record<string, unknown> = {}): Promise<KeptPrompt> {
  const body = { kind: 'prompt', name: 'Lighthouse', text: 'a lighthouse in a storm', ...more };
  const answer = await person.sendJson('POST', path, body);
  expect(answer.status).toBe(201);
  return answer.json();
}

async function keptBy(person: Visitor, kind = 'prompt'): Promise<KeptPrompt[]> {
  const answer = await person.send(`${path}?kind=${kind}`);
  expect(answer.status).toBe(200);
  return (await answer.json<{ prompts: KeptPrompt[] }>()).prompts;
}

let count = 0;

/** Puts a finished image into D1 as a room would. @returns its id */
async function imageIn(chat: string, by: Visitor, rev = 1, deleted_at: number | null = null) {
  if (deleted_at === null) count += 1;
  const id = `kept${String(count).padStart(18, '0')}`;
  const row = imageRow({ id, rev, chat_id: chat, requested_by: by.id, deleted_at });
  await projectRows(database(env.DB), chat, [{ kind: 'image', row }]);
  return id;
}

test('what I keep has a name and tags, is changed in part, and goes', async () => {
  const ada = await guest('Ada');
  const kept = await keep(ada, { tags: ['sea', 'storm', 'sea'], negative_prompt: ' boats ' });
  expect(kept).toMatchObject({ name: 'Lighthouse', tags: ['sea', 'storm'], image_url: null });
  expect(kept.negative_prompt).toBe('boats');
  const changed = await ada.sendJson('PATCH', `${path}/${kept.id}`, { name: 'Storm', tags: [] });
  expect(await changed.json()).toMatchObject({ name: 'Storm', tags: [], text: kept.text });
  expect(await keptBy(ada)).toMatchObject([{ id: kept.id, name: 'Storm' }]);
  expect((await ada.sendJson('DELETE', `${path}/${kept.id}`)).status).toBe(204);
  expect(await keptBy(ada)).toEqual([]);
  expect((await ada.sendJson('DELETE', `${path}/${kept.id}`)).status).toBe(404);
});

test('prompts and styles are told apart, the newest first', async () => {
  const ada = await guest('Ada');
  const first = await keep(ada);
  await env.DB.prepare('UPDATE kept_prompt SET created_at = 1 WHERE id = ?').bind(first.id).run();
  const second = await keep(ada, { name: 'Again' });
  const style = await keep(ada, {
    kind: 'style',
    name: 'Ink',
    text: '',
    negative_prompt: 'colour',
  });
  expect((await keptBy(ada)).map(({ id }) => id)).toEqual([second.id, first.id]);
  expect((await keptBy(ada, 'style')).map(({ id }) => id)).toEqual([style.id]);
});

test('nobody else sees, changes or takes away what I keep', async () => {
  const [ada, eve] = [await guest('Ada'), await guest('Eve')];
  const { id } = await keep(ada);
  expect(await keptBy(eve)).toEqual([]);
  expect((await eve.sendJson('PATCH', `${path}/${id}`, { name: 'Mine' })).status).toBe(404);
  expect((await eve.sendJson('DELETE', `${path}/${id}`)).status).toBe(404);
  for (const [method, to] of [
    ['POST', path],
    ['PATCH', `${path}/${id}`],
    ['DELETE', `${path}/${id}`],
  ] as const) {
    expect((await nobody.sendJson(method, to, { name: 'x' })).status).toBe(401);
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
    expect((await ada.send(to, { method, headers, body: '{"name":"x"}' })).status).toBe(403);
  }
  expect((await nobody.send(`${path}?kind=prompt`)).status).toBe(401);
  expect(await keptBy(ada)).toMatchObject([{ name: 'Lighthouse' }]);
});

test('a picture goes with it while that is there, and only one that I may see', async () => {
  const [ada, eve] = [await guest('Ada'), await guest('Eve')];
  const [mine, hers] = [await chatOf(ada), await chatOf(eve)];
  const image_id = await imageIn(mine, ada);
  const kept = await keep(ada, { image_id });
  expect(kept).toMatchObject({ image_id, image_url: '/chats/chat/images/i/thumbnail' });
  const body = { kind: 'prompt', name: 'x', text: 'x', image_id: await imageIn(hers, eve) };
  expect((await ada.sendJson('POST', path, body)).status).toBe(404);
  await imageIn(hers, eve, 2, 1);
  expect((await eve.sendJson('POST', path, body)).status).toBe(404);
  // Its room is deleted: the prompt stays.
  await env.DB.prepare('UPDATE chat SET deleted_at = 1 WHERE id = ?').bind(mine).run();
  expect(await keptBy(ada)).toMatchObject([{ id: kept.id, image_id: null, image_url: null }]);
});

test('of a picture that is deleted the prompt stays', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  await keep(ada, { image_id: await imageIn(chat, ada) });
  await imageIn(chat, ada, 2, 5);
  expect(await keptBy(ada)).toMatchObject([{ image_id: null, image_url: null }]);
});

test.each([
  [{ name: ' ' }, 'name', 'Give it a name.'],
  [{ text: ' ' }, 'text', 'Write something first.'],
  [{ kind: 'style', text: 'x'.repeat(1_001) }, 'text', 'Keep the words of a style to 1000'],
  [{ tags: ['x'.repeat(31)] }, 'tags.0', 'Keep a tag to 30 characters.'],
  [{ tags: Array.from({ length: 11 }, String) }, 'tags', 'Give it 10 tags at the most.'],
  [{ text: 'x'.repeat(2_001) }, 'text', 'Keep the text to 2000 characters.'],
  [{ kind: 'image' }, 'kind', ''],
])('%j is refused in words', async (fields, field, message) => {
  const ada = await guest('Ada');
  const body = { kind: 'prompt', name: 'Lighthouse', text: 'a lighthouse', ...fields };
  const answer = await ada.sendJson('POST', path, body);
  expect(answer.status).toBe(422);
  const { error } = await answer.json<{ error: { field: string; message: string } }>();
  expect(error.field).toBe(field);
  expect(error.message).toContain(message);
});

test('what is changed is held to the same, and a kind has to be named', async () => {
  const ada = await guest('Ada');
  const { id } = await keep(ada);
  expect((await ada.sendJson('PATCH', `${path}/${id}`, { text: '' })).status).toBe(422);
  expect((await ada.send(path)).status).toBe(422);
  expect((await ada.send(`${path}?kind=both`)).status).toBe(422);
});

test('a person keeps so many and no more', async () => {
  const ada = await guest('Ada');
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO kept_prompt (id, user_id, kind, name, text, created_at, updated_at)
     SELECT 'many-' || i, ?, 'prompt', 'x', 'x', i, i FROM n`,
  )
    .bind(limits.keptPrompts - 1, ada.id)
    .run();
  await keep(ada);
  const answer = await ada.sendJson('POST', path, { kind: 'style', name: 'x', text: 'x' });
  expect(answer.status).toBe(429);
  expect(await answer.json()).toMatchObject({ error: { code: 'too_many' } });
});

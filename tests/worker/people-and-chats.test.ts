import { expect, test } from 'vitest';
import { chatOf, guest, nobody, origin } from './support/people.ts';
import { connect, dial } from './support/connect.ts';

test('a visitor gives a name and is in, with a cookie that scripts cannot read', async () => {
  const answer = await nobody.sendJson('POST', '/api/guest', { name: ' Ada ' });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({ name: 'Ada' });
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
});

test('over https the session cookie is pinned to its host', async () => {
  const request = new Request('https://darkroom.test/api/guest', {
    method: 'POST',
    headers: { origin: 'https://darkroom.test', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada' }),
  });
  const { exports } = await import('cloudflare:workers');
  const [cookie] = (await exports.default.fetch(request)).headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-darkroom\.session=.*Path=\/;.*Secure/);
});

test.each([
  [{ name: '' }, 'Give a name.'],
  [{ name: 'x'.repeat(41) }, 'Keep it to 40 characters.'],
])('a name that is none is refused in words: %j', async (body, message) => {
  const answer = await nobody.sendJson('POST', '/api/guest', body);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({ error: { code: 'invalid', message, field: 'name' } });
});

test('what is not JSON is refused before it is looked at', async () => {
  const form = await nobody.send('/api/guest', { method: 'POST', body: 'name=Ada' });
  expect(form.status).toBe(400);
  const broken = await nobody.send('/api/guest', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  expect(await broken.json()).toMatchObject({ error: { code: 'malformed' } });
});

test.each(['https://evil.example', 'null', `${origin}.evil.example`, `${origin}:8080`])(
  'nothing changes on the word of a page at %s',
  async (foreign) => {
    const answer = await nobody.send('/api/guest', {
      method: 'POST',
      headers: { origin: foreign, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ada' }),
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  },
);

test('a page of another origin cannot open a WebSocket with my cookie', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  for (const foreign of ['https://evil.example', 'null']) {
    expect((await dial(ada, chat, { origin: foreign })).status).toBe(403);
  }
});

test('without a session there are no chats, no socket and no images', async () => {
  const chat = await chatOf(await guest('Ada'));
  expect((await nobody.send('/api/chats')).status).toBe(401);
  expect((await dial(nobody, chat)).status).toBe(401);
  expect((await nobody.send(`/chats/${chat}/images/${'a'.repeat(22)}`)).status).toBe(401);
});

test('a stranger learns nothing: a chat that is not theirs is like one that is not', async () => {
  const chat = await chatOf(await guest('Ada'));
  const eve = await guest('Eve');
  for (const id of [chat, 'x'.repeat(22)]) {
    expect((await dial(eve, id)).status).toBe(404);
    const renamed = await eve.sendJson('PATCH', `/api/chats/${id}`, { name: 'Mine' });
    expect(renamed.status).toBe(404);
    expect((await eve.send(`/chats/${id}/images/${'a'.repeat(22)}`)).status).toBe(404);
  }
});

test('a chat is listed for whoever joined by its link, under its new name too', async () => {
  const ada = await guest('Ada');
  const lin = await guest('Lin');
  const chat = await chatOf(ada, lin);
  await lin.sendJson('PATCH', `/api/chats/${chat}`, { name: 'Storms' });
  for (const person of [ada, lin]) {
    const { chats } = await (await person.send('/api/chats')).json<{ chats: unknown[] }>();
    expect(chats).toMatchObject([{ id: chat, name: 'Storms' }]);
  }
});

test('everybody in a chat sees at once who joins, and a new name of chat or person', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const adas = await connect(ada, chat);
  const lin = await guest('Lin');
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  await adas.hears('changes', ({ members }) => members.some(({ name }) => name === 'Lin'));
  await lin.sendJson('PATCH', '/api/me', { name: 'Linus' });
  await adas.hears('changes', ({ members }) => members.some(({ name }) => name === 'Linus'));
  await lin.sendJson('PATCH', `/api/chats/${chat}`, { name: 'Storms' });
  await adas.hears('changes', (changes) => changes.chat?.name === 'Storms');
});

test('the pages carry a strict policy and are never cached', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  for (const path of ['/', `/chats/${chat}`, '/nowhere']) {
    const page = await ada.send(path);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect((await ada.send(`/chats/${chat}`)).headers.get('cache-control')).toBe('no-store');
});

test('a name with markup in it is text on every page', async () => {
  const name = `<img src=x onerror=alert(1)>"'`;
  const mallory = await guest(name);
  const answer = await mallory.sendJson('POST', '/api/chats', { name: `</script>${name}` });
  const { id } = await answer.json<{ id: string }>();
  const html = await (await mallory.send(`/chats/${id}`)).text();
  expect(html).not.toContain('<img src=x');
  expect(html).not.toContain('</script><img');
});

test('what was cut off between D1 and a room is made up for when somebody connects', async () => {
  const { env } = await import('cloudflare:workers');
  const ada = await guest('Ada');
  const chat = 'c'.repeat(22);
  await env.DB.batch([
    env.DB.prepare(
      'INSERT INTO chat (id, name, created_by, created_at, updated_at) VALUES (?, ?, ?, 1, 1)',
    ).bind(chat, 'Half made', ada.id),
    env.DB.prepare('INSERT INTO membership (chat_id, user_id, joined_at) VALUES (?, ?, 1)').bind(
      chat,
      ada.id,
    ),
  ]);
  const first = await (await connect(ada, chat)).hears('snapshot');
  expect(first).toMatchObject({ chat: { name: 'Half made' }, members: [{ name: 'Ada' }] });
  await env.DB.prepare('UPDATE user SET name = ? WHERE id = ?').bind('Ada L.', ada.id).run();
  const second = await (await connect(ada.later(), chat)).hears('snapshot');
  expect(second.members).toMatchObject([{ name: 'Ada L.' }]);
});

test('the copy of a session lets nobody in who signed out', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  expect((await dial(ada, chat)).status).toBe(101);
  await ada.sendJson('POST', '/api/sign-out');
  expect((await dial(ada, chat)).status).toBe(401);
  expect((await dial(ada.later(), chat)).status).toBe(401);
});

test('the copy of a session shows nobody a chat that they are not in', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const chat = await chatOf(ada);
  expect((await dial(lin, chat)).status).toBe(404);
});

test('a forged copy of a session, or one without the session itself, lets nobody in', async () => {
  const [ada, mal] = [await guest('Ada'), await guest('Mal')];
  const chat = await chatOf(ada);
  expect((await dial(nobody, chat, { cookie: ada.copy })).status).toBe(401);
  expect((await dial(nobody, chat, { cookie: `${mal.session}; ${ada.copy}` })).status).toBe(404);
  const forged = ada.copy.replace(/.{8}$/, 'AAAAAAAA');
  expect((await dial(nobody, chat, { cookie: forged })).status).toBe(401);
});

import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { pingFrame } from '../../src/protocol/client-message.ts';
import { limits } from '../../src/protocol/limits.ts';
import { tellInboxes } from '../../src/worker/inbox/tell-inboxes.ts';
import { dialInbox, openInbox, type OpenInbox } from './support/inbox.ts';
import { chatOf, guest, nobody, type Visitor } from './support/people.ts';
import { adaAndLin, say } from './support/rooms.ts';

const isNoted = async ({ id }: Visitor) =>
  (await env.DB.prepare('SELECT since FROM open_inbox WHERE user_id = ?').bind(id).first()) !==
  null;

const changed = (chat_id: string) => ({ type: 'chat_changed', chat_id });

test('only a page of this origin opens an inbox, and only its own', async () => {
  const ada = await guest('Ada');
  expect((await dialInbox(nobody)).status).toBe(401);
  expect((await dialInbox(ada, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await ada.send('/api/inbox/socket')).status).toBe(400);
  const eve = await guest('Eve');
  const lured = await dialInbox(eve, { 'x-darkroom-person': ada.id });
  lured.webSocket?.accept();
  expect(await isNoted(ada)).toBe(false);
  expect(await isNoted(eve)).toBe(true);
  lured.webSocket?.close(1000);
});

test('an inbox hears of what is said in any of its chats, and of no other', async () => {
  const { ada, chat, lins } = await adaAndLin();
  const eve = await guest('Eve');
  await chatOf(eve);
  const [adas, eves] = [await openInbox(ada), await openInbox(eve)];
  await say(lins, 'hello');
  await vi.waitFor(() => expect(adas.heard).toContainEqual(changed(chat)), { timeout: 30_000 });
  expect(eves.heard).toEqual([]);
});

test('on every device: up to so many, and no more', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const all: OpenInbox[] = [];
  for (let at = 0; at < limits.inboxSockets; at += 1) all.push(await openInbox(ada));
  expect((await dialInbox(ada)).status).toBe(429);
  expect(await tellInboxes(env, chat)).toBe(1);
  await vi.waitFor(() => {
    for (const { heard } of all) expect(heard).toContainEqual(changed(chat));
  }, 30_000);
});

test('joining, renaming and making a room change the lists of those in it', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const [adas, lins] = [await openInbox(ada), await openInbox(lin)];
  const chat = await chatOf(ada);
  await vi.waitFor(() => expect(adas.heard).toContainEqual(changed(chat)), 30_000);
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  await vi.waitFor(() => expect(lins.heard).toContainEqual(changed(chat)), { timeout: 30_000 });
  const before = lins.heard.length;
  await ada.sendJson('PATCH', `/api/chats/${chat}`, { name: 'Storms' });
  await vi.waitFor(() => expect(lins.heard.length).toBeGreaterThan(before), { timeout: 30_000 });
});

test('D1 knows an inbox while it is open, and not after the last of it is closed', async () => {
  const ada = await guest('Ada');
  const [one, two] = [await openInbox(ada), await openInbox(ada)];
  expect(await isNoted(ada)).toBe(true);
  one.socket.close(1000);
  await one.closed;
  expect(await isNoted(ada)).toBe(true);
  two.socket.close(1000);
  await vi.waitFor(async () => expect(await isNoted(ada)).toBe(false), 30_000);
  await openInbox(ada);
  expect(await isNoted(ada)).toBe(true);
});

test('an inbox that only D1 takes for open is told once and forgotten', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  await env.DB.prepare('INSERT INTO open_inbox (user_id, since) VALUES (?, 1)').bind(ada.id).run();
  expect(await tellInboxes(env, chat)).toBe(1);
  expect(await isNoted(ada)).toBe(false);
  expect(await tellInboxes(env, chat)).toBe(0);
});

test('a ping is answered; whoever says anything else is sent away', async () => {
  const ada = await guest('Ada');
  const inbox = await openInbox(ada);
  inbox.socket.send(pingFrame);
  await vi.waitFor(() => expect(inbox.heard).toEqual([{ type: 'pong' }]), 30_000);
  inbox.socket.send('{"type":"chat_changed","chat_id":"x"}');
  expect(await inbox.closed).toBe(1008);
});

test('signing out ends the inbox', async () => {
  const ada = await guest('Ada');
  const inbox = await openInbox(ada);
  await ada.sendJson('POST', '/api/sign-out');
  expect(await inbox.closed).toBe(4401);
  await vi.waitFor(async () => expect(await isNoted(ada)).toBe(false), 30_000);
});

test('an inbox that fails is left out, and the others are told', async () => {
  const { ada, lin, chat } = await adaAndLin();
  const [adas] = [await openInbox(ada), await openInbox(lin)];
  const PERSON_INBOX = {
    getByName: (name: string) => ({
      chatChanged: async (userId: string, chatId: string) => {
        if (name === lin.id) throw new Error('unreachable');
        await env.PERSON_INBOX.getByName(name).chatChanged(userId, chatId);
      },
    }),
  } as unknown as typeof env.PERSON_INBOX;
  expect(await tellInboxes({ DB: env.DB, PERSON_INBOX }, chat)).toBe(1);
  await vi.waitFor(() => expect(adas.heard).toContainEqual(changed(chat)), 30_000);
  expect(await tellInboxes({ DB: {} as D1Database, PERSON_INBOX }, chat)).toBe(0);
});

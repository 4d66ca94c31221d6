import { expect, test } from 'vitest';
import { pageDataSchema, type PageData } from '../../src/protocol/page-data.ts';
import { chatOf, guest, nobody, type Visitor } from './support/people.ts';

const message = 'm'.repeat(22);

async function pageOf(person: Visitor, path: string): Promise<{ status: number; data: PageData }> {
  const answer = await person.send(path);
  const html = await answer.text();
  const json = /<script type="application\/json" id="page-data">([^<]*)</.exec(html)?.[1] ?? '';
  return { status: answer.status, data: pageDataSchema.parse(JSON.parse(json)) };
}

test('the link of a message opens its chat at the message, for members', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const { data } = await pageOf(ada, `/chats/${chat}/messages/${message}`);
  expect(data).toMatchObject({ page: 'chat', chat: { id: chat }, message_id: message });
  const whole = await pageOf(ada, `/chats/${chat}`);
  expect(whole.data).toMatchObject({ page: 'chat', chat: { id: chat }, message_id: null });
});

test('whoever is not in it yet is asked in first', async () => {
  const chat = await chatOf(await guest('Ada'));
  const path = `/chats/${chat}/messages/${message}`;
  expect((await pageOf(await guest('Lin'), path)).data).toMatchObject({ page: 'join' });
  expect((await pageOf(nobody, path)).data).toMatchObject({
    page: 'welcome',
    invitation: { chat_id: chat },
  });
});

test.each([
  ['what is no id', (chat: string) => `/chats/${chat}/messages/x`],
  ['a chat that is not there', () => `/chats/${'x'.repeat(22)}/messages/${message}`],
])('%s is not found', async (_what, path) => {
  const ada = await guest('Ada');
  const { status, data } = await pageOf(ada, path(await chatOf(ada)));
  expect(status).toBe(404);
  expect(data).toEqual({ page: 'problem' });
});

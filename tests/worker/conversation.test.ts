import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { protocolVersion } from '../../src/protocol/client-message.ts';
import { helloQuery } from '../../src/protocol/hello-query.ts';
import { limits } from '../../src/protocol/limits.ts';
import { chatOf, guest } from './support/people.ts';
import type { RoomClient } from '../support/room-client.ts';
import { clientOf, connect, dial } from './support/connect.ts';

async function adaAndLin() {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const chat = await chatOf(ada, lin);
  return { ada, lin, chat, adas: await connect(ada, chat), lins: await connect(lin, chat) };
}

const hello = (client_id: string, text = 'hello') => ({ type: 'message_send', client_id, text });
const textsIn = (client: RoomClient) =>
  client.heard.flatMap((message) =>
    message.type === 'changes' || message.type === 'snapshot'
      ? message.messages.map(({ text }) => text)
      : [],
  );

test('a message is acknowledged and everybody gets the row', async () => {
  const { ada, adas, lins } = await adaAndLin();
  adas.say(hello('message-1', ' hello '));
  const ack = await adas.hears('ack');
  const { messages } = await lins.hears('changes', (changes) => changes.messages.length > 0);
  expect(messages).toMatchObject([
    { id: ack.id, rev: ack.rev, seq: ack.rev, author_id: ada.id, text: 'hello', image_id: null },
  ]);
});

test('a resent request gets the first answer again and changes nothing', async () => {
  const { adas, ada, chat } = await adaAndLin();
  adas.say(hello('message-1'));
  const first = await adas.hears('ack');
  const again = await connect(ada, chat);
  again.say(hello('message-1', 'something else'));
  expect(await again.answerTo('message-1')).toEqual(first);
  const snapshot = await again.hears('snapshot');
  expect(snapshot.messages).toHaveLength(1);
});

test('the same client_id of another person, or in another chat, is another request', async () => {
  const { ada, adas, lins } = await adaAndLin();
  adas.say(hello('message-1'));
  lins.say(hello('message-1'));
  const [mine, theirs] = [await adas.hears('ack'), await lins.hears('ack')];
  const elsewhere = await connect(ada, await chatOf(ada));
  elsewhere.say(hello('message-1'));
  const other = await elsewhere.hears('ack');
  expect(new Set([mine.id, theirs.id, other.id]).size).toBe(3);
});

test('many messages of one frame keep their order and share a frame on the way out', async () => {
  const { adas, lins } = await adaAndLin();
  const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  adas.sendRaw(JSON.stringify(texts.map((text, index) => hello(`message-${index}`, text))));
  await adas.answerTo('message-19');
  await lins.hears('changes', ({ messages }) => messages.some(({ text }) => text === 'line 19'));
  expect(textsIn(lins)).toEqual(texts);
  expect(lins.heard.filter(({ type }) => type === 'changes').length).toBeLessThan(20);
});

test('whoever comes back gets exactly what changed since, and no more', async () => {
  const { lin, chat, adas, lins } = await adaAndLin();
  adas.say(hello('message-1', 'before'));
  const { rev } = await lins.hears('changes', ({ messages }) => messages.length > 0);
  lins.close();
  adas.say(hello('message-2', 'meanwhile'));
  await adas.answerTo('message-2');
  const back = await connect(lin, chat, rev);
  await back.hears('changes');
  expect(textsIn(back)).toEqual(['meanwhile']);
});

test.each([null, -1, 1_000_000])(
  'a last_rev of %j is answered with a snapshot',
  async (lastRev) => {
    const { ada, chat, adas } = await adaAndLin();
    adas.say(hello('message-1'));
    await adas.hears('ack');
    const back = await connect(ada, chat, lastRev);
    const snapshot = await back.hears('snapshot');
    expect(snapshot.messages).toHaveLength(1);
    expect(snapshot.members.map(({ name }) => name)).toEqual(['Ada', 'Lin']);
    expect(snapshot.chat.name).toBe('Lighthouses');
  },
);

test('a page of history goes on where the snapshot begins', async () => {
  // Three people, since each may say only so much at once.
  const people = [await guest('Ada'), await guest('Lin'), await guest('Mira')] as const;
  const chat = await chatOf(...people);
  const each = Math.ceil((limits.pageOfMessages + 20) / people.length);
  for (const [part, person] of people.entries()) {
    const client = await connect(person, chat);
    for (let index = 0; index < each; index += 1) client.say(hello(`message-${part}-${index}`));
    await client.answerTo(`message-${part}-${each - 1}`);
  }
  const fresh = await connect(people[0], chat);
  const snapshot = await fresh.hears('snapshot');
  expect(snapshot).toMatchObject({ has_older: true });
  expect(snapshot.messages).toHaveLength(limits.pageOfMessages);
  const [oldest] = snapshot.messages;
  await vi.waitFor(async () => {
    fresh.say({ type: 'history_request', client_id: 'history-1', before_seq: oldest?.seq ?? 0 });
    await Promise.race([fresh.hears('history'), fresh.hears('refused')]);
    expect(fresh.heard.some(({ type }) => type === 'history')).toBe(true);
  }, 30_000);
  const history = await fresh.hears('history');
  expect(history.has_older).toBe(false);
  expect(history.messages).toHaveLength(each * people.length - limits.pageOfMessages);
  expect(history.messages.at(-1)?.seq).toBeLessThan(oldest?.seq ?? 0);
});

test('a room that slept knows its people, its revision and its answers', async () => {
  const { chat, adas, lins } = await adaAndLin();
  adas.say(hello('message-1'));
  const first = await adas.hears('ack');
  await evictDurableObject(env.CHAT_ROOM.getByName(chat));
  adas.say(hello('message-1'), hello('message-2', 'awake'));
  const second = await adas.answerTo('message-2');
  expect(second).toMatchObject({ type: 'ack', rev: first.rev + 1 });
  const { messages } = await lins.hears('changes', (changes) =>
    changes.messages.some(({ text }) => text === 'awake'),
  );
  expect(messages).toHaveLength(1);
});

test('everybody sees who is here', async () => {
  const { ada, lin, chat, adas, lins } = await adaAndLin();
  await adas.hears('presence_change', ({ came }) => came.includes(lin.id));
  expect((await lins.hears('presence')).here).toEqual([ada.id, lin.id]);
  lins.close();
  await adas.hears('presence_change', ({ went }) => went[0]?.user_id === lin.id);
  const late = await connect(ada, chat);
  const { here, away } = await late.hears('presence');
  expect(here).toEqual([ada.id]);
  expect(away).toEqual([{ user_id: lin.id, last_seen_at: expect.any(Number) }]);
});

test('another version of the protocol is refused with what to do', async () => {
  const ada = await guest('Ada');
  const client = await clientOf(await dial(ada, await chatOf(ada)));
  client.say({ type: 'hello', protocol_version: 99, last_rev: null });
  const { error } = await client.hears('refused');
  expect(error.code).toBe('unsupported_version');
  expect(error.message).toContain('Reload');
});

test('nothing is heard before hello', async () => {
  const ada = await guest('Ada');
  const client = await clientOf(await dial(ada, await chatOf(ada)));
  client.say(hello('message-1'));
  expect(await client.answerTo('message-1')).toMatchObject({ error: { code: 'hello_first' } });
});

test.each([
  [{ type: 'message_send', client_id: 'message-1', text: '   ' }, 'invalid', 'text'],
  [{ type: 'message_send', client_id: 'message-1', text: 'x'.repeat(4001) }, 'invalid', 'text'],
  [{ type: 'message_send', client_id: 'message-1' }, 'invalid', 'text'],
  [{ type: 'image_cancel', client_id: 'message-1', image_id: '../..' }, 'invalid', 'image_id'],
  [
    { type: 'image_cancel', client_id: 'message-1', image_id: 'a'.repeat(22) },
    'not_found',
    undefined,
  ],
])('%j is refused and the connection goes on', async (message, code, field) => {
  const { adas } = await adaAndLin();
  adas.say(message);
  const refused = await adas.answerTo('message-1');
  expect(refused).toMatchObject({ type: 'refused', error: { code } });
  expect(refused.type === 'refused' && refused.error.field).toBe(field);
  adas.say(hello('message-2'));
  expect(await adas.answerTo('message-2')).toMatchObject({ type: 'ack' });
});

test.each(['{', '"text"', '[]]', '{"type":"take_over"}', 'null'])(
  'frames like %s are refused, and after a few of them the connection ends',
  async (frame) => {
    const { adas } = await adaAndLin();
    for (let count = 0; count < limits.malformedFrames; count += 1) adas.sendRaw(frame);
    expect((await adas.closed).code).toBe(1008);
    expect(adas.heard).toContainEqual(
      expect.objectContaining({
        type: 'refused',
        error: expect.objectContaining({ code: 'malformed' }),
      }),
    );
  },
);

test('a frame over the limit ends the connection, and the neighbours notice nothing', async () => {
  const { adas, lins } = await adaAndLin();
  adas.sendRaw(JSON.stringify(hello('message-1', 'x'.repeat(limits.frameBytes))));
  expect((await adas.closed).code).toBe(1009);
  lins.say(hello('message-2'));
  expect(await lins.answerTo('message-2')).toMatchObject({ type: 'ack' });
});

test('characters count as their bytes', async () => {
  const { adas } = await adaAndLin();
  adas.sendRaw(`"${'é'.repeat(limits.frameBytes / 2)}"`);
  expect((await adas.closed).code).toBe(1009);
});

test('binary frames end the connection', async () => {
  const { adas } = await adaAndLin();
  adas.sendRaw(new Uint8Array([1, 2, 3]).buffer);
  expect((await adas.closed).code).toBe(1003);
});

test('who sends too fast is told so, and others are not slowed', async () => {
  const { adas, lins } = await adaAndLin();
  const count = limits.requestRate.burst * 2;
  for (let index = 0; index < count; index += 1) adas.say(hello(`message-${index}`));
  expect(await adas.hears('refused')).toMatchObject({ error: { code: 'too_fast' } });
  lins.say(hello('message-of-lin'));
  expect(await lins.answerTo('message-of-lin')).toMatchObject({ type: 'ack' });
});

test('a ping is answered', async () => {
  const { adas } = await adaAndLin();
  adas.sendRaw('{"type":"ping"}');
  await adas.hears('pong');
});

test('whoever takes no notice of that is cut off', async () => {
  const { adas } = await adaAndLin();
  const enough = limits.requestRate.burst + limits.malformedFrames * limits.tooFastPerMalformed;
  for (let index = 0; index < enough * 2; index += 1) adas.sendRaw('[{}]');
  expect((await adas.closed).code).toBe(1008);
});

test('hello is said once: again and again it would cost a snapshot each time', async () => {
  const { adas } = await adaAndLin();
  adas.say({ type: 'hello', protocol_version: protocolVersion, last_rev: null });
  expect(await adas.hears('refused')).toMatchObject({ error: { code: 'malformed' } });
  expect(adas.heard.filter(({ type }) => type === 'snapshot')).toHaveLength(1);
});

test('one person has only so many connections to a chat', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const answers = [];
  for (let count = 0; count <= limits.socketsPerPerson; count += 1) {
    const answer = await dial(ada, chat);
    answers.push(answer.status);
    if (answer.webSocket) await clientOf(answer);
  }
  expect(answers).toEqual([...Array(limits.socketsPerPerson).fill(101), 429]);
});

test('whoever signs out is no longer heard', async () => {
  const { ada, adas, lins } = await adaAndLin();
  expect((await ada.sendJson('POST', '/api/sign-out')).status).toBe(204);
  expect((await adas.closed).code).toBe(4401);
  await lins.hears('presence_change', ({ went }) => went[0]?.user_id === ada.id);
});

test.each([3000, 4999])('a close with code %i is answered, and the others see it', async (code) => {
  const { ada, adas, lins } = await adaAndLin();
  adas.close(code);
  await lins.hears('presence_change', ({ went }) => went[0]?.user_id === ada.id);
});

test('hello can be said with the address, and is answered at once', async () => {
  const { ada, chat, adas } = await adaAndLin();
  adas.say(hello('message-1', 'before'));
  const { rev } = await adas.hears('ack');
  const answer = await ada.send(`/api/chats/${chat}/socket?${helloQuery(rev - 1)}`, {
    headers: { upgrade: 'websocket' },
  });
  const client = await clientOf(answer);
  expect((await client.hears('changes')).messages).toMatchObject([{ text: 'before' }]);
  expect(client.heard[0]).toMatchObject({ type: 'welcome' });
  client.say(hello('message-2'));
  expect(await client.answerTo('message-2')).toMatchObject({ type: 'ack' });
});

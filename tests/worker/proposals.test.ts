import { env } from 'cloudflare:workers';
import { beforeEach, expect, test, vi } from 'vitest';
import { RoomLanguage } from '../../src/worker/chat-room/room-language.ts';
import { connect } from './support/connect.ts';
import { ask } from './support/image-requests.ts';
import { chatOf, guest } from './support/people.ts';
import { adaAndLin, done, heardRow, request, say } from './support/rooms.ts';

beforeEach(() => {
  const spy = vi.spyOn(RoomLanguage.prototype, 'missing').mockReturnValue('There is none.');
  return () => spy.mockRestore();
});

/** What Ada and Lin say of a lighthouse, and the prompt that Ada has drafted from it. */
async function drafted() {
  const room = await adaAndLin();
  const { adas, lins } = room;
  const storm = await say(adas, 'A lighthouse in a storm');
  const cat = await say(lins, 'with a ginger cat at its door');
  const message_ids = [cat, storm];
  const { id } = await done(adas, { type: 'proposal_request', message_ids });
  const row = await heardRow(lins, id, ({ proposal }) => proposal?.status === 'ready');
  return { ...room, storm, cat, id, row };
}

test('without a language model a prompt is made of the words themselves, and says so', async () => {
  const { ada, lin, storm, cat, row } = await drafted();
  expect(row).toMatchObject({
    author_id: ada.id,
    text: 'A lighthouse in a storm, with a ginger cat at its door',
    mentions: [],
    proposal: { status: 'ready', written_by: 'room', reason: 'not_configured', edited_by: null },
  });
  expect(row.proposal?.sources).toEqual([
    { message_id: storm, author_id: ada.id, taken_out_by: null },
    { message_id: cat, author_id: lin.id, taken_out_by: null },
  ]);
});

test('who wrote a message takes it out, and the prompt is another one, whoever had edited it', async () => {
  const { lin, adas, lins, cat, id } = await drafted();
  await done(adas, { type: 'proposal_edit', message_id: id, text: 'my own words' });
  await heardRow(lins, id, ({ text }) => text === 'my own words');
  await done(lins, { type: 'proposal_take_out', message_id: id, source_id: cat });
  const row = await heardRow(adas, id, ({ proposal }) => proposal?.round === 1);
  expect(row.text).toBe('A lighthouse in a storm');
  expect(row.proposal).toMatchObject({ edited_by: null });
  expect(row.proposal?.sources.map(({ taken_out_by }) => taken_out_by)).toEqual([null, lin.id]);
});

test('a message that is deleted goes out of the drafts that were made of it, and the last one takes them along', async () => {
  const { adas, lins, storm, cat, id } = await drafted();
  const other = await done(lins, { type: 'proposal_request', message_ids: [id] });
  await done(lins, { type: 'message_delete', message_id: cat });
  await heardRow(adas, id, ({ text }) => text === 'A lighthouse in a storm');
  await done(adas, { type: 'message_delete', message_id: storm });
  for (const gone of [id, other.id]) {
    const row = await heardRow(lins, gone, ({ deleted_at }) => deleted_at !== null);
    expect(row).toMatchObject({ text: '', proposal: null });
  }
});

test('others take nothing out that is not theirs, nor is anything drafted from what is not here', async () => {
  const { ada, lin, adas, lins, storm, cat, id, chat } = await drafted();
  const take = { type: 'proposal_take_out', message_id: id, source_id: storm } as const;
  const notTheirs = await request(lins, take);
  expect(notTheirs).toMatchObject({ type: 'refused', error: { code: 'not_allowed' } });
  expect(await request(adas, { ...take, source_id: cat })).toMatchObject({ type: 'ack' });
  const elsewhere = await connect(lin, await chatOf(lin, ada));
  const secret = await say(elsewhere, 'a secret of the other room');
  for (const message_ids of [[secret], ['x'.repeat(22)]]) {
    const answer = await request(adas, { type: 'proposal_request', message_ids });
    expect(answer).toMatchObject({ type: 'refused', error: { code: 'not_found' } });
  }
  const silent = await say(adas, '…!?');
  const answer = await request(adas, { type: 'proposal_request', message_ids: [silent] });
  expect(answer).toMatchObject({ type: 'refused', error: { code: 'invalid' } });
  expect(await connect(await guest('Eve'), chat).catch(() => 'not let in')).toBe('not let in');
});

test('a request that is sent again drafts nothing anew', async () => {
  const { adas, storm } = await drafted();
  const again = { type: 'proposal_request', client_id: 'drafted-once', message_ids: [storm] };
  adas.say(again, again);
  await adas.answerTo('drafted-once');
  adas.say(again);
  await done(adas, { type: 'proposal_request', message_ids: [storm] });
  const acks = adas.heard.filter(
    (message) => message.type === 'ack' && message.client_id === 'drafted-once',
  );
  expect(acks).toHaveLength(3);
  expect(new Set(acks.map((ack) => JSON.stringify(ack)))).toHaveLength(1);
});

test('a prompt that a picture was made with stays as it is, and further pictures can be', async () => {
  const { adas, lins, cat, id } = await drafted();
  for (const client of [adas, lins]) {
    const { id: image } = await ask(client, { proposal_id: id });
    const { images } = await client.hears('changes', (changes) =>
      changes.images.some((row) => row.id === image),
    );
    expect(images[0]?.proposal_id).toBe(id);
  }
  await heardRow(lins, id, ({ proposal }) => proposal?.status === 'used');
  for (const change of [
    { type: 'proposal_edit', message_id: id, text: 'other words' } as const,
    { type: 'proposal_take_out', message_id: id, source_id: cat } as const,
  ]) {
    expect(await request(lins, change)).toMatchObject({
      type: 'refused',
      error: { message: 'A picture was made with this prompt. Draft another one.' },
    });
  }
  await done(lins, { type: 'message_delete', message_id: cat });
  const stored = await env.CHAT_ROOM.getByName((await adas.hears('snapshot')).chat.id).readPage(0);
  const row = stored.messages.find((message) => message.id === id);
  expect(row?.text).toContain('ginger cat');
});

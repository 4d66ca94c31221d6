import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import type { ChatSummary } from '../../src/protocol/http.ts';
import { limits } from '../../src/protocol/limits.ts';
import { RoomLanguage } from '../../src/worker/chat-room/room-language.ts';
import { connect } from './support/connect.ts';
import { askedWith, draft, ready, storyOfTwo } from './support/drafts.ts';
import { done, heardRow, request, say } from './support/rooms.ts';
import { script } from './support/simulator-client.ts';

const ending = 'seen from a little way off in soft light';

test('a language model writes the prompt, and everybody sees it come', async () => {
  const { adas, lins, harbour, storm, cat } = await storyOfTwo();
  const id = await draft(adas, cat, storm);
  const row = await ready(lins, id);
  expect(row.text).toBe(
    `A lighthouse in a storm at the ${harbour}, with a ginger cat at its door, ${ending}`,
  );
  expect(row.proposal).toMatchObject({ written_by: 'model', reason: null, round: 0 });
  for (const client of [adas, lins]) {
    const told = client.heard.flatMap((one) => (one.type === 'proposal_progress' ? [one] : []));
    expect(told.length).toBeGreaterThan(0);
    for (const { text } of told) expect(row.text.startsWith(text)).toBe(true);
  }
  expect((await askedWith(harbour)).predictions).toHaveLength(1);
});

test('whoever comes late sees the words so far, and whoever writes others ends the writing', async () => {
  const { lin, chat, adas, lins, harbour, storm } = await storyOfTwo();
  await script({ on: 'prediction', prompt_includes: harbour, then: { hang: 'processing' } });
  const id = await draft(adas, storm);
  await lins.hears('proposal_progress');
  const late = await connect(lin, chat);
  expect(await late.hears('proposal_progress')).toMatchObject({ message_id: id, round: 0 });
  await done(late, { type: 'proposal_edit', message_id: id, text: 'my own words' });
  const row = await ready(adas, id);
  expect(row).toMatchObject({ text: 'my own words', proposal: { edited_by: lin.id } });
  await expect.poll(async () => (await askedWith(harbour)).kinds).toContain('cancel');
  await say(adas, 'so be it');
  const later = await connect(lin, chat);
  const { messages } = await later.hears('snapshot');
  expect(messages.find((message) => message.id === id)?.text).toBe('my own words');
  expect(later.heard.some(({ type }) => type === 'proposal_progress')).toBe(false);
});

test('the list of chats shows what was said last while a draft has no words yet', async () => {
  const { lin, adas, lins, chat, harbour, storm } = await storyOfTwo();
  await script({ on: 'prediction', prompt_includes: harbour, then: { hang: 'starting' } });
  const id = await draft(adas, storm);
  const listed = async () => {
    const answer = await lin.send('/api/chats');
    const { chats } = await answer.json<{ chats: ChatSummary[] }>();
    return chats.find((one) => one.id === chat);
  };
  await expect.poll(async () => (await listed())?.unread).toBe(2);
  expect((await listed())?.last_text).toBe('with a ginger cat at its door');
  await done(lins, { type: 'proposal_edit', message_id: id, text: 'my own words' });
  await expect.poll(async () => (await listed())?.last_text).toBe('my own words');
});

test('what is taken out while it is written is neither asked again nor said any more', async () => {
  const { adas, lins, lin, harbour, storm, cat } = await storyOfTwo();
  await script({ on: 'prediction', prompt_includes: harbour, then: { hang: 'processing' } });
  const id = await draft(adas, storm, cat);
  await adas.hears('proposal_progress');
  await done(lins, { type: 'proposal_take_out', message_id: id, source_id: cat });
  const row = await ready(adas, id, 1);
  expect(row.text).toBe(`A lighthouse in a storm at the ${harbour}, ${ending}`);
  expect(row.proposal?.sources[1]?.taken_out_by).toBe(lin.id);
  const { predictions, kinds } = await askedWith(harbour);
  expect(predictions.map(({ input }) => JSON.stringify(input).includes('ginger'))).toEqual([
    true,
    false,
  ]);
  await expect.poll(async () => (await askedWith(harbour)).kinds).toContain('cancel');
  expect(kinds.filter((kind) => kind === 'create')).toHaveLength(2);
  const begunAnew = adas.heard.findIndex(
    (one) => one.type === 'changes' && one.messages.some(({ proposal }) => proposal?.round === 1),
  );
  for (const message of adas.heard.slice(begunAnew)) {
    if (message.type === 'proposal_progress') expect(message.round).toBe(1);
  }
});

test.each([
  ['the account has no credit', { on: 'create', then: { refuse: 'no_credit' } }],
  ['the provider breaks', { on: 'create', then: { refuse: 'server_error' } }],
  ['the connection breaks', { on: 'create', after_accept: true, then: { reset: true } }],
  ['the model fails', { on: 'prediction', then: { fail: 'CUDA error' } }],
  ['the model says nothing', { on: 'prediction', then: { output: [] } }],
  ['the model says nothing that is a word', { on: 'prediction', then: { output: '```\u202e```' } }],
])('where %s the words themselves are the prompt, and it says so', async (_fault, rule) => {
  const { adas, lins, harbour, storm, cat } = await storyOfTwo();
  await script({ ...rule, prompt_includes: harbour });
  const id = await draft(lins, storm, cat);
  const row = await ready(adas, id);
  expect(row.text).toBe(`A lighthouse in a storm at the ${harbour}, with a ginger cat at its door`);
  expect(row.proposal).toMatchObject({ written_by: 'room', reason: 'failed' });
});

test('a model that hangs is waited for so long and no longer, and told to stop', async () => {
  const { adas, harbour, storm } = await storyOfTwo();
  await script({ on: 'prediction', prompt_includes: harbour, then: { hang: 'starting' } });
  const spy = vi.spyOn(RoomLanguage.prototype, 'longestMs', 'get').mockReturnValue(700);
  const row = await ready(adas, await draft(adas, storm));
  spy.mockRestore();
  expect(row.text).toBe(`A lighthouse in a storm at the ${harbour}`);
  expect(row.proposal).toMatchObject({ written_by: 'room', reason: 'failed' });
  await expect.poll(async () => (await askedWith(harbour)).kinds).toContain('cancel');
});

/** The room's process dies while a model writes. @returns the id of the draft */
async function killedWhileWriting() {
  const story = await storyOfTwo();
  const { chat, adas, harbour, storm } = story;
  await script({ on: 'prediction', prompt_includes: harbour, then: { hang: 'processing' } });
  const id = await draft(adas, storm);
  await adas.hears('proposal_progress');
  const stub = env.CHAT_ROOM.getByName(chat);
  const killed = runInDurableObject(stub, (_room, state) => state.abort('killed'));
  await expect(killed).rejects.toThrow('killed');
  const finished = {
    text: `A lighthouse in a storm at the ${harbour}`,
    proposal: { status: 'ready', written_by: 'room', reason: 'failed' },
  };
  return { ...story, id, finished };
}

test('what a room was writing when its process died is finished by the alarm, from the words alone', async () => {
  const { ada, chat, id, finished } = await killedWhileWriting();
  await runDurableObjectAlarm(env.CHAT_ROOM.getByName(chat));
  const { messages } = await (await connect(ada, chat)).hears('snapshot');
  expect(messages.find((message) => message.id === id)).toMatchObject(finished);
});

test('whoever comes back to a room that died has not to wait for its alarm', async () => {
  const { ada, chat, id, finished } = await killedWhileWriting();
  expect(await ready(await connect(ada, chat), id)).toMatchObject(finished);
});

test('so many of one person are written at once, and what is asked too often is refused in words', async () => {
  const { adas, lins, harbour, storm, cat } = await storyOfTwo();
  const times = limits.proposalsInWriting;
  const hang = { hang: 'starting' };
  await script({ on: 'prediction', prompt_includes: harbour, times, then: hang });
  const ids = [];
  while (ids.length < times) ids.push(await draft(adas, storm, cat));
  const ask = { type: 'proposal_request' as const, message_ids: [storm] };
  const tooMany = { type: 'refused', error: { code: 'too_many' } };
  expect(await request(adas, ask)).toMatchObject(tooMany);
  const [first = '', second = '', third = ''] = ids;
  await done(adas, { type: 'proposal_edit', message_id: first, text: 'enough' });
  await done(adas, { type: 'message_delete', message_id: second });
  const often = vi.spyOn(RoomLanguage.prototype, 'mayAsk').mockReturnValue(false);
  expect(await request(lins, ask)).toMatchObject(tooMany);
  // What somebody wants out goes out, whatever it costs.
  await done(lins, { type: 'proposal_take_out', message_id: third, source_id: cat });
  often.mockRestore();
  expect((await ready(adas, third, 1)).proposal).toMatchObject({ reason: 'failed' });
  await heardRow(adas, second, ({ deleted_at }) => deleted_at !== null);
  expect(await request(adas, ask)).toMatchObject({ type: 'ack' });
});

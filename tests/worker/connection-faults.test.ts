import { expect, onTestFinished, test, vi } from 'vitest';
import { connect } from './support/connect.ts';
import { guest } from './support/people.ts';
import { adaAndLin, done, say } from './support/rooms.ts';

test('whoever comes while others talk misses nothing, and hears nothing twice', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const talk = Array.from({ length: 40 }, async (_, index) => {
    const client_id = `said-meanwhile-${index}`;
    lins.say({ type: 'message_send', client_id, text: `word ${index}` });
    return lins.answerTo(client_id);
  });
  const late = await Promise.all(Array.from({ length: 3 }, () => connect(ada, chat)));
  await Promise.all(talk);
  const last = await say(adas, 'the last word');
  for (const client of late) {
    await client.hears('changes', ({ messages }) => messages.some(({ id }) => id === last));
    const { messages } = await client.hears('snapshot');
    const later = client.heard.flatMap((said) => (said.type === 'changes' ? said.messages : []));
    const seqs = [...messages, ...later].map(({ seq }) => seq);
    expect(seqs).toHaveLength(41);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
  }
});

test('the late end of a connection takes nothing from the one that came after it', async () => {
  const { lin, chat, adas, lins } = await adaAndLin();
  await adas.hears('presence_change', ({ came }) => came.includes(lin.id));
  const again = await connect(lin, chat);
  lins.close();
  await lins.closed;
  const id = await say(adas, 'still there?');
  await again.hears('changes', ({ messages }) => messages.some((message) => message.id === id));
  await say(again, 'yes');
  // Whoever comes next is told of after all that was before.
  const bo = await guest('Bo');
  await bo.sendJson('POST', `/api/chats/${chat}/join`);
  await connect(bo, chat);
  await adas.hears('presence_change', ({ came }) => came.includes(bo.id));
  const changes = adas.heard.filter((said) => said.type === 'presence_change');
  expect(changes.flatMap(({ went }) => went)).toEqual([]);
  expect(changes.flatMap(({ came }) => came).filter((came) => came === lin.id)).toEqual([lin.id]);
});

test('a clock that is set back and forth changes no order', async () => {
  const { ada, chat, adas } = await adaAndLin();
  const day = 24 * 60 * 60_000;
  const clock = vi.spyOn(Date, 'now');
  onTestFinished(() => clock.mockRestore());
  const real = new Date().getTime();
  const ids: string[] = [];
  for (const off of [0, -day, day, -2 * day, 0]) {
    clock.mockReturnValue(real + off);
    const answer = await done(adas, { type: 'message_send', text: `${off / day} days off` });
    ids.push(answer.id);
  }
  clock.mockRestore();
  const { messages } = await (await connect(ada, chat)).hears('snapshot');
  expect(messages.map(({ id }) => id)).toEqual(ids);
  const times = messages.map(({ created_at }) => created_at);
  expect(times).not.toEqual(times.toSorted((a, b) => a - b));
  const seqs = messages.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
});

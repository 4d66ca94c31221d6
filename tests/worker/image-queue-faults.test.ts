import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ChatRoom } from '../../src/worker/index.ts';
import { deliver, intercept } from './support/image-queue.ts';
import { ask, ends, room } from './support/image-requests.ts';
import { predictionOf, predictionsOf, script } from './support/simulator-client.ts';

/** How far the jobs of a room are. */
const statesOf = (chat: string) =>
  runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, { storage }) =>
    storage.sql
      .exec<{ state: string }>("SELECT body ->> 'state' AS state FROM job")
      .toArray()
      .map(({ state }) => state),
  );

test.each([
  ['was lost', () => Promise.resolve()],
  ['could not be sent', () => Promise.reject(new Error('the queue is away'))],
])('a job whose message %s is woken by the room itself', async (_how, take) => {
  const { chat, client } = await room();
  const lost = intercept(chat, take);
  const { id, prompt } = await ask(client);
  await vi.waitFor(() => expect(lost).toEqual([{ chat_id: chat, image_id: id }]), 30_000);
  expect(await predictionsOf(prompt)).toEqual([]);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
});

test('the same message ten times over makes one prediction', async () => {
  const { chat, client } = await room();
  const { id, prompt } = await ask(client);
  await env.IMAGE_QUEUE.sendBatch(
    Array.from({ length: 10 }, () => ({ body: { chat_id: chat, image_id: id } })),
  );
  await ends(client, id);
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('of ten consumers at once one makes the prediction, and the others leave', async () => {
  const { chat, client } = await room();
  const messages = intercept(chat);
  const { id, prompt } = await ask(client);
  await vi.waitFor(() => expect(messages).toHaveLength(1), 30_000);
  const reports = vi.spyOn(ChatRoom.prototype, 'reportImage');
  onTestFinished(() => reports.mockRestore());
  const results = await Promise.all(Array.from({ length: 10 }, () => deliver(messages)));
  for (const { explicitAcks } of results) expect(explicitAcks).toEqual(['message-0']);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
  // The others did not even look for it.
  const outcomes = reports.mock.calls.map(([, { type }]) => type);
  expect(outcomes.filter((type) => type === 'created')).toHaveLength(1);
  expect(outcomes).not.toContain('listed');
});

test('a poisoned message on the queue hurts nobody', async () => {
  const { client } = await room();
  const queue: Queue = env.IMAGE_QUEUE;
  await queue.send({ chat_id: '../etc', image_id: 7 });
  await queue.send('junk');
  const { id } = await ask(client);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
});

test('poison is taken off the queue, and what came with it is done', async () => {
  const { chat, client } = await room();
  const messages = intercept(chat);
  const { id } = await ask(client);
  await vi.waitFor(() => expect(messages).toHaveLength(1), 30_000);
  const unknown = { chat_id: chat, image_id: 'n'.repeat(22) };
  const poison = [null, 'junk', 7, {}, { chat_id: chat }, unknown];
  for (const queue of ['darkroom-images', 'darkroom-images-dead']) {
    const { explicitAcks, retryMessages } = await deliver(poison, { queue });
    expect(explicitAcks).toHaveLength(poison.length);
    expect(retryMessages).toEqual([]);
  }
  expect((await deliver([...poison, ...messages])).retryMessages).toEqual([]);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
});

test('a dead letter ends nothing that may have been paid', async () => {
  const { chat, client } = await room();
  const prompt = 'a dead letter in the middle of it';
  // Long enough to be seen developing, however slow the machine.
  await script({ on: 'prediction', prompt_includes: prompt, then: { seconds: 5 } });
  const { id } = await ask(client, { prompt });
  await client.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'processing',
  );
  await deliver([{ chat_id: chat, image_id: id }], { queue: 'darkroom-images-dead' });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('a dead letter ends what was never asked for, and says so', async () => {
  const { chat, client } = await room();
  const messages = intercept(chat, undefined, 100);
  const { id, prompt } = await ask(client);
  await vi.waitFor(() => expect(messages).toHaveLength(1), 30_000);
  await deliver(messages, { queue: 'darkroom-images-dead' });
  expect(await ends(client, id)).toMatchObject({
    status: 'failed',
    error: { code: 'internal', may_have_been_charged: false },
  });
  expect(await predictionsOf(prompt)).toEqual([]);
});

test('one that is kept waiting does not keep the others waiting', async () => {
  const { chat, client } = await room();
  const prompt = 'asked for, and never answered';
  const hold = { prompt_includes: prompt, then: { hold: 300_000 } };
  await script({ on: 'create', ...hold });
  const stuck = await ask(client, { prompt });
  // Only then is the consumer busy with it.
  await vi.waitFor(async () => expect(await statesOf(chat)).toEqual(['submitting']), 30_000);
  const others = [await ask(client), await ask((await room()).client)];
  await vi.waitFor(
    async () => {
      const found = await Promise.all(others.map((other) => predictionOf(other.prompt)));
      expect(found.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    },
    { timeout: 60_000, interval: 200 },
  );
  expect(client.heard.filter(({ type }) => type === 'image_complete')).not.toContainEqual(
    expect.objectContaining({ image_id: stuck.id }),
  );
  client.say({ type: 'image_cancel', client_id: 'no-more-0', image_id: stuck.id });
});

test('a room that cannot be reached is asked again', async () => {
  const { chat, client } = await room();
  const messages = intercept(chat);
  const { id, prompt } = await ask(client);
  await vi.waitFor(() => expect(messages).toHaveLength(1), 30_000);
  const spy = vi
    .spyOn(ChatRoom.prototype, 'reportImage')
    .mockRejectedValueOnce(new Error('the room is away'));
  onTestFinished(() => spy.mockRestore());
  expect(await deliver(messages)).toMatchObject({
    explicitAcks: [],
    retryMessages: [{ msgId: 'message-0' }],
  });
  // Here nothing was really on the queue; the room itself sees to it.
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

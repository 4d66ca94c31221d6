import { expect, test, vi } from 'vitest';
import type { RoomClient } from '../support/room-client.ts';
import { ask, ends, keysOf, room, rowOf } from './support/image-requests.ts';
import { done } from './support/rooms.ts';
import { cancelsOf, predictionOf, predictionsOf, script } from './support/simulator-client.ts';

/** A prediction that runs until it is canceled, seen to run. */
async function running(client: RoomClient, prompt: string): Promise<string> {
  await script({ on: 'prediction', prompt_includes: prompt, then: { hang: 'processing' } });
  const { id } = await ask(client, { prompt });
  await client.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'processing',
  );
  return id;
}

const cancel = (image_id: string, client_id: string) => ({
  type: 'image_cancel',
  client_id,
  image_id,
});

const canceled = { status: 'canceled', error: { code: 'canceled', may_have_been_charged: true } };

test.concurrent(
  'a second click on cancel is answered like the first, and changes nothing',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'canceled by a double click';
    const id = await running(client, prompt);
    client.say(cancel(id, 'click-0001'), cancel(id, 'click-0002'), cancel(id, 'click-0001'));
    expect(await client.answerTo('click-0001')).toMatchObject({ type: 'ack', id });
    expect(await client.answerTo('click-0002')).toMatchObject({ type: 'ack', id });
    expect(await ends(client, id)).toMatchObject(canceled);
    expect(await cancelsOf(await predictionOf(prompt))).toEqual([200]);
    client.say(cancel(id, 'click-0003'));
    expect(await client.answerTo('click-0003')).toMatchObject({ type: 'ack', id });
    const all = client.heard.filter(({ type }) => type === 'image_complete');
    expect(all).toHaveLength(1);
  },
);

test.concurrent.for<[string, object]>([
  ['500', { then: { refuse: 'server_error' } }],
  ['502 in HTML', { then: { refuse: 'bad_gateway' } }],
  ['429', { then: { refuse: 'throttled', retry_after: 1 } }],
])('a cancel that gets a %s is sent again', async ([name, rule], { onTestFinished }) => {
  const { client } = await room(onTestFinished);
  const prompt = `cannot be canceled at first: ${name}`;
  await script({ on: 'cancel', prompt_includes: prompt, times: 2, ...rule });
  const id = await running(client, prompt);
  client.say(cancel(id, 'cancel-0001'));
  expect(await ends(client, id)).toMatchObject(canceled);
  const prediction = await predictionOf(prompt);
  expect(prediction.status).toBe('canceled');
  const statuses = await cancelsOf(prediction);
  expect(statuses).toHaveLength(3);
  expect(statuses.at(-1)).toBe(200);
});

test.concurrent('a cancel whose answer was lost is sent again', async ({ onTestFinished }) => {
  const { client } = await room(onTestFinished);
  const prompt = 'canceled without a word';
  const rule = { prompt_includes: prompt, after_accept: true, then: { reset: true } };
  await script({ on: 'cancel', ...rule });
  const id = await running(client, prompt);
  client.say(cancel(id, 'cancel-0001'));
  expect(await ends(client, id)).toMatchObject(canceled);
  const prediction = await predictionOf(prompt);
  expect(prediction.status).toBe('canceled');
  expect(await cancelsOf(prediction)).toEqual([0, 200]);
});

test.concurrent(
  'a success that a cancel did not stop is kept: it was paid for',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'cannot be stopped';
    await script({
      on: 'prediction',
      prompt_includes: prompt,
      then: { ignores_cancel: true, seconds: 3 },
    });
    const { id } = await ask(client, { prompt });
    await client.hears(
      'image_progress',
      (said) => said.image_id === id && said.status === 'processing',
    );
    client.say(cancel(id, 'cancel-0001'));
    expect(await ends(client, id)).toMatchObject({ status: 'completed', error: null });
    const prediction = await predictionOf(prompt);
    expect(await cancelsOf(prediction)).toEqual([200]);
    expect((await rowOf(client, id)).canceled_by).toBeNull();
  },
);

test.concurrent(
  'a cancel while nobody knows whether the POST was taken stops what was taken',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'canceled while it was looked for';
    await script(
      {
        on: 'create',
        prompt_includes: prompt,
        after_accept: true,
        then: { refuse: 'server_error' },
      },
      { on: 'prediction', prompt_includes: prompt, then: { unlisted_ms: 3_000, seconds: 60 } },
    );
    const { id } = await ask(client, { prompt });
    await vi.waitFor(async () => expect(await predictionsOf(prompt)).toHaveLength(1), 30_000);
    client.say(cancel(id, 'cancel-0001'));
    expect(await client.answerTo('cancel-0001')).toMatchObject({ type: 'ack' });
    expect(await ends(client, id)).toMatchObject(canceled);
    expect((await predictionOf(prompt)).status).toBe('canceled');
  },
);

test.concurrent(
  'a request that is sent again is answered as before, and asks for nothing more',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const first = { type: 'image_request', client_id: 'resent-0001', prompt: 'sent twice' };
    client.say(first, first);
    const answer = await client.answerTo('resent-0001');
    if (answer.type !== 'ack') throw new Error(answer.error.message);
    expect(await ends(client, answer.id)).toMatchObject({ status: 'completed' });
    // The same name for another request is the same request: what was promised stands.
    client.say(first, { ...first, prompt: 'sent twice, but otherwise' });
    client.say({ type: 'message_send', client_id: 'and-then-0', text: 'Done' });
    await client.answerTo('and-then-0');
    const acks = client.heard.filter(
      (said) => said.type === 'ack' && said.client_id === 'resent-0001',
    );
    expect(acks).toEqual([answer, answer, answer, answer]);
    expect(await predictionsOf('sent twice')).toHaveLength(1);
    expect(await predictionsOf('sent twice, but otherwise')).toEqual([]);
  },
);

test.concurrent(
  'a message that is deleted while its picture is stored leaves no picture',
  async ({ onTestFinished }) => {
    const { ada, chat, client } = await room(onTestFinished);
    const prompt = 'deleted at the last moment';
    await script({
      on: 'output',
      part: 'final',
      prompt_includes: prompt,
      then: { hold: 2_000 },
    });
    const { id } = await ask(client, { prompt });
    const { messages } = await client.hears('changes', (changes) =>
      changes.messages.some(({ image_id }) => image_id === id),
    );
    await vi.waitFor(
      async () => expect((await predictionOf(prompt)).status).toBe('succeeded'),
      30_000,
    );
    await done(client, { type: 'message_delete', message_id: messages[0]?.id ?? '' });
    await ends(client, id);
    await vi.waitFor(async () => expect(await keysOf(chat)).toEqual([]), {
      timeout: 30_000,
      interval: 200,
    });
    expect((await ada.send(`/chats/${chat}/images/${id}`)).status).toBe(404);
  },
);

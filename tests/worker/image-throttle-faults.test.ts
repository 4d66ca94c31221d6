import { expect, test, vi } from 'vitest';
import { deliver, intercept } from './support/image-queue.ts';
import { ask, ends, room } from './support/image-requests.ts';
import { predictionOf, predictionsOf, script, timesOf } from './support/simulator-client.ts';

/** The pauses between the refusals since then, and between the last of them and the creation. */
async function pausesOf(prompt: string, since: number): Promise<number[]> {
  const refused = (await timesOf('create', 429)).slice(since);
  const times = [...refused, Date.parse((await predictionOf(prompt)).created_at)];
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

test(
  'a POST that is throttled five times waits as long as it was told, and is then taken, once',
  { timeout: 180_000 },
  async () => {
    const { client } = await room();
    const prompt = 'throttled five times';
    const before = (await timesOf('create', 429)).length;
    const then = { refuse: 'throttled', retry_after: 3 };
    await script({ on: 'create', prompt_includes: prompt, times: 5, then });
    const { id } = await ask(client, { prompt });
    // Meanwhile it is one of those that wait, and the room is told why.
    expect(await client.hears('image_service')).toMatchObject({ status: 'throttled' });
    await client.hears(
      'image_progress',
      (said) => said.image_id === id && said.status === 'pending' && said.position === 1,
    );
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    const pauses = await pausesOf(prompt, before);
    expect(pauses).toHaveLength(5);
    for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(3_000);
  },
);

test.each([
  ['in its header', { retry_after: 4, retry_after_in: 'header' }, 4_000],
  // A date has no milliseconds.
  ['as a date', { retry_after: 5, retry_after_in: 'date' }, 4_000],
  ['in its body', { retry_after: 4, retry_after_in: 'body' }, 4_000],
  ['not at all', {}, 1_500],
])('a 429 that says when to come back %s is heeded', async (where, told, leastMs) => {
  const { client } = await room();
  const prompt = `throttled, told ${where}`;
  const before = (await timesOf('create', 429)).length;
  const then = { refuse: 'throttled', ...told };
  await script({ on: 'create', prompt_includes: prompt, then });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  const [pause] = await pausesOf(prompt, before);
  expect(pause).toBeGreaterThanOrEqual(leastMs);
});

test('a throttled job comes no nearer to the dead letters', async () => {
  const { chat, client } = await room();
  const prompt = 'throttled in the last of its deliveries';
  const then = { refuse: 'throttled', retry_after: 1 };
  await script({ on: 'create', prompt_includes: prompt, then });
  const messages = intercept(chat);
  const { id } = await ask(client, { prompt });
  await vi.waitFor(() => expect(messages).toHaveLength(1), 30_000);
  expect(await deliver(messages, { attempts: 6 })).toMatchObject({
    explicitAcks: ['message-0'],
    retryMessages: [],
  });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { nanoid } from 'nanoid';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ask, ends, room } from './support/image-requests.ts';
import { nobody, origin } from './support/people.ts';
import { predictionsOf, script } from './support/simulator-client.ts';
import { deliver, predictionIn, tell, webhook } from './support/webhooks.ts';

const forgedSecret = 'whsec_bm90LXJlcGxpY2F0ZXMtb3duLXNlY3JldA==';
const minute = 60_000;

/** The names of all rooms that were ever made. */
async function rooms(): Promise<string[]> {
  return (await listDurableObjectIds(env.CHAT_ROOM)).map(String).toSorted();
}

/** A prediction that would end the image, if it were believed. */
const ending = { id: 'p', status: 'failed', error: 'NSFW', model: 'x', input: {} };

/** An address where nothing is. */
const nowhere = () => ({ chat: nanoid(22), image: nanoid(22) });

/** What was logged, line by line. */
function logged(): () => Record<string, string>[] {
  const spy = vi.spyOn(console, 'log');
  onTestFinished(() => spy.mockRestore());
  return () => spy.mock.calls.map(([line]): Record<string, string> => JSON.parse(String(line)));
}

test('while the secret cannot be learned, a webhook is to be sent again', async () => {
  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url.endsWith('/webhooks/default/secret')
      ? new Response('{}', { status: 500 })
      : real(input, init);
  });
  onTestFinished(() => spy.mockRestore());
  const before = await rooms();
  const told = await webhook(ending, { secret: forgedSecret });
  expect((await deliver(nowhere(), told)).status).toBe(503);
  expect(await rooms()).toEqual(before);
});

test('a webhook for a room or an image that is not there makes neither', async () => {
  const { chat } = await room();
  const before = await rooms();
  const answer = await tell(nowhere(), ending);
  expect(answer.status).toBe(404);
  expect((await tell({ chat, image: nanoid(22) }, ending)).status).toBe(204);
  expect(await rooms()).toEqual(before);
  const rows = await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, { storage }) =>
    ['webhook', 'job'].map((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
  );
  expect(rows).toEqual([[], []]);
});

test('a forged webhook wakes no room and ends no image', async () => {
  const { chat, client } = await room();
  const prompt = 'forged for this one';
  await script({ on: 'prediction', prompt_includes: prompt, then: { hang: 'processing' } });
  const { id: image } = await ask(client, { prompt });
  const prediction = await predictionIn(prompt, 'processing');
  const said = { ...prediction, status: 'failed', error: 'NSFW' };
  const before = await rooms();
  const lines = logged();
  const told = await webhook(said, { secret: forgedSecret });
  for (const target of [{ chat, image }, nowhere()]) {
    expect((await deliver(target, told)).status).toBe(401);
  }
  const refusals = lines().filter(({ event }) => event === 'webhook_refused');
  expect(refusals[0]).toEqual({
    event: 'webhook_refused',
    chat_id: chat,
    image_id: image,
    reason: 'signature_wrong',
  });
  expect(await rooms()).toEqual(before);
  // The very same words are believed when they are signed.
  await tell({ chat, image }, said);
  expect(await ends(client, image)).toMatchObject({ error: { code: 'moderated' } });
});

test.each([
  ['stale', { at: Date.now() - 6 * minute }, 'too_old'],
  ['early', { at: Date.now() + 6 * minute }, 'too_new'],
])('a %s webhook is refused although it is signed', async (_name, when, reason) => {
  const lines = logged();
  expect((await deliver(nowhere(), await webhook(ending, when))).status).toBe(401);
  expect(lines()).toContainEqual(expect.objectContaining({ event: 'webhook_refused', reason }));
});

test('clocks that are four minutes apart do not matter', async () => {
  for (const off of [-4 * minute, 4 * minute]) {
    const told = await webhook(ending, { at: Date.now() + off });
    expect((await deliver(nowhere(), told)).status).toBe(404);
  }
});

test('a changed, a re-encoded and an unsigned webhook are refused', async () => {
  const { headers, body } = await webhook(ending);
  const changed = { headers, body: body.replace('failed', 'succeeded') };
  const reencoded = { headers, body: JSON.stringify(JSON.parse(body), null, 1) };
  const { 'webhook-signature': _, ...unsigned } = headers;
  for (const told of [changed, reencoded, { headers: unsigned, body }]) {
    expect((await deliver(nowhere(), told)).status).toBe(401);
  }
});

test('of two signatures one that fits is enough', async () => {
  const [forged, signed] = [
    await webhook(ending, { id: 'msg_1', secret: forgedSecret }),
    await webhook(ending, { id: 'msg_1' }),
  ];
  const both = [forged, signed].map(({ headers }) => headers['webhook-signature']);
  for (const signatures of [both, both.toReversed()]) {
    const headers = { ...signed.headers, 'webhook-signature': signatures.join(' ') };
    // Taken: only then is it found that there is no such room.
    expect((await deliver(nowhere(), { ...signed, headers })).status).toBe(404);
  }
});

test('a body beyond the cap is refused, signed or not', async () => {
  const told = await webhook({ ...ending, logs: 'x'.repeat(1024 * 1024) });
  expect((await deliver(nowhere(), told)).status).toBe(413);
});

test('a webhook of more than a person may send is read', async () => {
  const told = await webhook({ ...ending, logs: 'x'.repeat(512 * 1024) });
  expect((await deliver(nowhere(), told)).status).toBe(404);
});

test.each(['junk', '[]', 'null', '{"status":"succeeded"}', '{"id":7,"status":"succeeded"}'])(
  'what is signed but no prediction is refused: %s',
  async (body) => {
    const { chat } = await room();
    expect((await tell({ chat, image: nanoid(22) }, body)).status).toBe(400);
  },
);

test.each([
  ['a short id', (chat: string, image: string) => `${chat.slice(1)}/${image}/1`],
  ['no attempt', (chat: string, image: string) => `${chat}/${image}/0`],
  ['a way up', (chat: string, image: string) => `${chat}/${image}/1%2f..`],
])('an address with %s is none', async (_name, path) => {
  const { headers, body } = await webhook(ending);
  const address = `${origin}/webhooks/replicate/${path(nanoid(22), nanoid(22))}`;
  const answer = await exports.default.fetch(
    new Request(address, { method: 'POST', headers, body }),
  );
  expect(answer.status).toBe(404);
});

test('everything else still asks where it comes from', async () => {
  const { headers, body } = await webhook(ending);
  const foreign = { ...headers, origin: 'https://evil.example' };
  const answer = await nobody.send('/api/guest', { method: 'POST', headers: foreign, body });
  expect(answer.status).toBe(403);
});

test('a hundred forged webhooks do not keep an image from its end', async () => {
  const { chat, client } = await room();
  const { id: image, prompt } = await ask(client);
  const told = await webhook(ending, { secret: forgedSecret });
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => deliver({ chat, image }, told)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  expect(await ends(client, image)).toMatchObject({ status: 'completed' });
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

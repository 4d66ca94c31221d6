import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { silenceMs, type GateRoom } from '../../src/domain/prediction-gate/gate.ts';
import { limits } from '../../src/protocol/limits.ts';
import { connect } from './support/connect.ts';
import { ask, ends, room } from './support/image-requests.ts';
import { guest } from './support/people.ts';
import { predictionsOf, script } from './support/simulator-client.ts';

const limit = limits.parallelPredictions;

test('the limit holds over all rooms, and people take turns', async () => {
  const { ada, chat, client } = await room();
  const prompt = 'never ends, of many';
  const hang = { on: 'prediction', times: 100, then: { hang: 'processing' } };
  await script({ ...hang, prompt_includes: prompt });
  const many = await Promise.all(Array.from({ length: limit + 5 }, () => ask(client, { prompt })));
  await vi.waitFor(async () => expect(await predictionsOf(prompt)).toHaveLength(limit), 30_000);

  // Lin comes last, and to another room; but all the others are Ada's.
  const lins = await room();
  const wanted = await ask(lins.client);
  const place = await lins.client.hears('image_progress', (said) => said.position !== null);
  expect(place).toMatchObject({ image_id: wanted.id, position: 1, status: 'pending' });
  await client.hears('image_progress', ({ position }) => position === 6);
  // Whoever opens the room sees who waits where, behind Lin's.
  const late = await connect(ada, chat);
  const { progress } = await late.hears('snapshot');
  const places = progress.flatMap(({ position }) => (position === null ? [] : [position]));
  expect(places.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6]);
  expect(await env.PREDICTION_GATE.getByName('gate').status()).toMatchObject({
    limit,
    running: limit,
    waiting: 6,
    service: { status: 'available' },
  });
  expect(await predictionsOf(wanted.prompt)).toEqual([]);

  const cancel = (id: string) =>
    client.say({ type: 'image_cancel', client_id: `no-more-${id}`, image_id: id });
  const running = many.filter(
    ({ id }) => !progress.some((said) => said.image_id === id && said.position !== null),
  );
  cancel(running[0]?.id ?? '');
  expect(await ends(lins.client, wanted.id)).toMatchObject({ status: 'completed' });
  // Her slot goes to the first of Ada's that waited.
  await vi.waitFor(async () => expect(await predictionsOf(prompt)).toHaveLength(limit + 1), 30_000);
  for (const { id } of many) cancel(id);
  await Promise.all(many.map(({ id }) => ends(client, id)));
  await vi.waitFor(
    async () =>
      expect(await env.PREDICTION_GATE.getByName('gate').status()).toMatchObject({
        running: 0,
        waiting: 0,
      }),
    30_000,
  );
});

test('a job belongs to the room: its author may leave', async () => {
  const { ada, chat, client } = await room();
  const lin = await guest('Lin');
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  const { id } = await ask(client);
  client.close();
  const lins = await connect(lin, chat);
  expect(await ends(lins, id)).toMatchObject({ status: 'completed' });
  const again = await connect(ada, chat);
  const { images } = await again.hears('snapshot');
  expect(images).toMatchObject([{ id, status: 'completed' }]);
});

test('a room that never speaks again does not keep its slots', async () => {
  const gate = env.PREDICTION_GATE.getByName('gate');
  const since = Date.now() - silenceMs - 1_000;
  const holding = Array.from({ length: limit }, (_, at) => ({
    image_id: `lost-${at}`,
    user_id: 'somebody',
    model: 'm',
    since,
  }));
  const silent: GateRoom = { waiting: [], given: [], holding, seen_at: since };
  await runInDurableObject(gate, (_gate, { storage }) => {
    storage.sql.exec('INSERT INTO room VALUES (?, ?)', 'silent', JSON.stringify(silent));
  });
  await evictDurableObject(gate);
  expect(await gate.status()).toMatchObject({ running: limit });
  const { client } = await room();
  const { id } = await ask(client);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  await vi.waitFor(async () => expect(await gate.status()).toMatchObject({ running: 0 }), 30_000);
});

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { helloQuery } from '../../src/protocol/hello-query.ts';
import type { ChatModels } from '../../src/protocol/http.ts';
import type { Model } from '../../src/protocol/model.ts';
import { JobStore } from '../../src/worker/chat-room/job-store.ts';
import { RoomModels } from '../../src/worker/chat-room/room-models.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { nobody, type Visitor } from './support/people.ts';
import { clientOf, connect, dial } from './support/connect.ts';
import { adaAndLin } from './support/rooms.ts';
import { imageRow } from './support/rows.ts';
import { predictionOf } from './support/simulator-client.ts';

const painter = 'community/painter';
const schnell = 'black-forest-labs/flux-schnell';

const choose = (person: Visitor, chat: string, models: unknown) =>
  person.sendJson('PUT', `/api/chats/${chat}/models`, { models });

const refusalOf = async (answer: Response) => {
  const { error } = await answer.json<{ error: Record<string, string> }>();
  return { status: answer.status, ...error };
};

test('until its owner chooses, a room offers the curated models', async () => {
  const { ada, chat, client } = await room();
  const answer = await ada.send(`/api/chats/${chat}/models`);
  const { offered, models } = await answer.json<ChatModels>();
  expect(offered).toHaveLength(13);
  expect(models.map(({ id }) => id)).toEqual(offered);
  const welcome = await client.hears('welcome');
  expect(welcome.models).toEqual(models);
});

test('the greeting says which suggestions can be asked for', async () => {
  const { client } = await room();
  expect((await client.hears('welcome')).language).toEqual({ expand: true, describe: true });
});

test('a model that makes an image stays as it was asked, whatever is read of it meanwhile', async () => {
  const { chat } = await room();
  const another = (id: string) => {
    const properties = { prompt: { type: 'string' }, only: { type: 'string' } };
    const document = { components: { schemas: { Input: { required: ['prompt'], properties } } } };
    return { id, name: 'another', description: '', by: 'model' as const, document };
  };
  const both = [another(schnell), another(painter)];
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_room, { storage }) => {
    const models = new RoomModels(storage.sql, {}, (id) => id === schnell);
    const inputs = (id: string) => models.definition(id)?.fields.map(({ name }) => name);
    const before = inputs(schnell);
    for (const keep of [() => models.refresh(both), () => models.offer(both)]) {
      keep();
      expect(inputs(schnell)).toEqual(before);
      expect(inputs(painter)).toEqual(['prompt', 'only']);
    }
    expect(models.offered(() => null).map(({ id }) => id)).toEqual([schnell, painter]);
  });
});

test('what the owner chooses everybody sees at once, and whoever comes later', async () => {
  const { ada, lin, chat, adas, lins } = await adaAndLin();
  const answer = await choose(ada, chat, [schnell, painter]);
  expect(answer.status).toBe(200);
  const { offered, models } = await answer.json<ChatModels>();
  expect(offered).toEqual([schnell, painter]);
  // Those that are not on offer any more can be chosen again.
  expect(models.slice(0, 2).map(({ id }) => id)).toEqual(offered);
  expect(models).toHaveLength(14);
  for (const client of [adas, lins]) {
    const said = await client.hears('models', (heard) => heard.models.length === 2);
    expect(said.models.map(({ id, is_default }) => [id, is_default])).toEqual([
      [schnell, true],
      [painter, false],
    ]);
  }
  const late = await connect(lin, chat);
  expect((await late.hears('welcome')).models?.map(({ id }) => id)).toEqual([schnell, painter]);
  // One that is not on offer cannot be used, though it could be in another room.
  const client_id = 'not-on-offer';
  lins.say({ type: 'image_request', client_id, prompt: 'a fox', model: 'stability-ai/sdxl' });
  expect(await lins.answerTo(client_id)).toMatchObject({ error: { code: 'unknown_model' } });
});

test('whoever comes back gets the models only where they are others than before', async () => {
  const { ada, chat } = await adaAndLin();
  const comeBack = async (tag: string | null) => {
    const query = helloQuery(null, tag);
    const headers = { upgrade: 'websocket' };
    const answer = await ada.send(`/api/chats/${chat}/socket?${query}`, { headers });
    return (await clientOf(answer)).hears('welcome');
  };
  const first = await comeBack(null);
  expect(first.models).toHaveLength(13);
  const { models_tag } = first;
  expect(await comeBack(models_tag)).toEqual({ ...first, models: null });
  const client = await clientOf(await dial(ada, chat));
  client.say({ type: 'hello', protocol_version: first.protocol_version, last_rev: 0, models_tag });
  expect(await client.hears('welcome')).toMatchObject({ models: null, models_tag });
  await choose(ada, chat, [schnell]);
  const said = await client.hears('models', ({ models }) => models.length === 1);
  expect(said.models_tag).not.toBe(models_tag);
  expect(await comeBack(models_tag)).toMatchObject({ models: said.models });
  expect(await comeBack(said.models_tag)).toMatchObject({ models: null });
});

test('a room opens whatever became of what it keeps of its models', async () => {
  const { ada, chat } = await adaAndLin();
  await choose(ada, chat, [schnell, painter]);
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_, { storage: { sql } }) => {
    const offered = () =>
      new RoomModels(sql, {}, () => false).offered(() => null).map(({ id }) => id);
    expect(offered()).toEqual([schnell, painter]);
    for (const body of ['{"id":', 'null', '{"id":"a/b"}']) {
      sql.exec('UPDATE model SET body = ?', body);
      expect(offered()).toEqual([schnell]);
    }
    sql.exec('DELETE FROM model WHERE id = ?', schnell);
    expect(offered()).toHaveLength(13);
  });
});

test('how long the models take is known without looking through all pictures of the room', async () => {
  const { chat } = await adaAndLin();
  const read = await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_, { storage }) => {
    const { sql } = storage;
    for (let seq = 1_000; seq < 2_000; seq += 1) {
      const row = imageRow({ id: `image-${seq}`, predict_ms: seq });
      const insert = 'INSERT INTO record (seq, rev, kind, id, body) VALUES (?1, 1, ?2, ?3, ?4)';
      sql.exec(insert, seq, 'image', row.id, JSON.stringify(row));
    }
    let rows = 0;
    const counted = new Proxy(sql, {
      get: (_target, name) =>
        name !== 'exec'
          ? Reflect.get(sql, name)
          : (query: string, ...values: unknown[]) => {
              const cursor = sql.exec(query, ...values);
              return {
                toArray: () => {
                  const all = cursor.toArray();
                  rows += cursor.rowsRead;
                  return all;
                },
              };
            },
    });
    const times = new JobStore(counted).predictTimes('stability-ai/sdxl', 3);
    return { times, none: new JobStore(counted).predictTimes('nobody/nothing', 3), rows };
  });
  expect(read).toEqual({ times: [1_999, 1_998, 1_997], none: [], rows: expect.any(Number) });
  expect(read.rows).toBeLessThan(10);
});

test("somebody's own model is found by its name, offered, and makes an image by its version", async () => {
  const { ada, chat, client } = await room();
  const found = await ada.send(`/api/models/${painter}`);
  const { model } = await found.json<{ model: Model }>();
  expect(model).toMatchObject({
    id: painter,
    name: 'Painter',
    description: 'Paints what it is told, as large as it is told',
    size: 'exact',
    takes_seed: true,
    price: null,
  });
  expect((await choose(ada, chat, [painter])).status).toBe(200);
  const { id, prompt } = await ask(client, { width: 448, height: 384, seed: 5 });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect(await rowOf(client, id)).toMatchObject({ model: painter, width: 448, height: 384 });
  expect((await predictionOf(prompt)).input).toEqual({ prompt, width: 448, height: 384, seed: 5 });
});

test('what is made with a model goes on when the room stops offering it', async () => {
  const { ada, chat, client } = await room();
  await choose(ada, chat, [painter]);
  const { id } = await ask(client);
  await choose(ada, chat, [schnell]);
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
});

test.each([
  ['acme/none', 'There is no public model of that name on Replicate.'],
  ['strange/no-fields', 'This model takes no input.'],
  ['strange/no-input', 'This model does not say what it takes.'],
  ['strange/secret', 'This model needs "api_key", which cannot be given here.'],
  ['strange/text-out', 'This model does not make pictures.'],
  ['strange/no-version', 'This model has no version that could be run.'],
])('%s is refused in words: %s', async (id, problem) => {
  const { ada, chat } = await room();
  expect(await refusalOf(await ada.send(`/api/models/${id}`))).toEqual({
    status: 422,
    code: 'unknown_model',
    message: problem,
  });
  expect(await refusalOf(await choose(ada, chat, [schnell, id]))).toEqual({
    status: 422,
    code: 'unknown_model',
    message: `${id} cannot be offered. ${problem}`,
    field: 'models',
  });
  // Nothing of the choice was taken.
  const { offered } = await (await ada.send(`/api/chats/${chat}/models`)).json<ChatModels>();
  expect(offered).toHaveLength(13);
});

test.each([['strange/unknown-types'], ['strange/sixty-inputs'], ['strange/all-of']])(
  '%s gives a form, and an image with what it fills in by itself',
  async (id) => {
    const { ada, chat, client } = await room();
    expect((await choose(ada, chat, [id])).status).toBe(200);
    const said = await client.hears('models');
    expect(said.models[0]?.controls.length).toBeGreaterThan(0);
    const asked = await ask(client, { width: undefined, height: undefined });
    expect(await ends(client, asked.id)).toMatchObject({ status: 'completed' });
  },
);

test('only the owner chooses, only members see, and a choice is one to forty different models', async () => {
  const { ada, lin, chat } = await adaAndLin();
  expect((await choose(lin, chat, [schnell])).status).toBe(403);
  expect((await nobody.send(`/api/chats/${chat}/models`)).status).toBe(401);
  expect((await nobody.send(`/api/models/${painter}`)).status).toBe(401);
  const { ada: eve } = await room();
  expect((await eve.send(`/api/chats/${chat}/models`)).status).toBe(404);
  expect((await choose(eve, chat, [schnell])).status).toBe(404);
  const many = Array.from({ length: 41 }, (_, index) => `acme/model-${index}`);
  const wrong: [unknown, string][] = [
    [[], 'Offer at least one model.'],
    [many, 'Offer 40 models at the most.'],
    [[schnell, schnell], 'Name each model once.'],
  ];
  for (const [models, message] of wrong) {
    expect(await refusalOf(await choose(ada, chat, models))).toMatchObject({
      status: 422,
      message,
    });
  }
  const named = await refusalOf(await choose(ada, chat, ['sdxl']));
  expect(named).toMatchObject({ status: 422, field: 'models.0' });
});

test('one person can look up only so many models in a minute', async () => {
  const { ada } = await room();
  const answers = await Promise.all(
    Array.from({ length: 31 }, () => ada.send(`/api/models/${schnell}`)),
  );
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
});

test('what Replicate says of a model today is in the form of a room that somebody opens', async () => {
  const { ada, chat } = await room();
  // As if it had been read a moment ago, and been another then.
  const { document } = await vi.waitFor(async () => {
    const query = 'SELECT document FROM model WHERE id = ?';
    const row = await env.DB.prepare(query).bind(schnell).first<{ document: string }>();
    return row ?? expect.fail('not read yet');
  });
  const changed = document.replaceAll('"num_inference_steps"', '"inference_rounds"');
  expect(changed).not.toBe(document);
  await env.DB.prepare('UPDATE model SET document = ? WHERE id = ?').bind(changed, schnell).run();
  const { client, chat: other } = await room();
  const said = await client.hears('models');
  const names = said.models.find(({ id }) => id === schnell)?.controls.map(({ name }) => name);
  expect(names).toContain('inference_rounds');
  // A room that looked just before goes by what it knows, until tomorrow.
  const again = await connect(ada, chat);
  const before = (await again.hears('welcome')).models?.find(({ id }) => id === schnell);
  expect(before?.controls.map(({ name }) => name)).toContain('num_inference_steps');
  expect(other).not.toBe(chat);
  await env.DB.prepare('DELETE FROM model').run();
});

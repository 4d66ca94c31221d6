import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { encode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { curatedModels } from '../../src/domain/models/curated.ts';
import { fullForm } from '../support/model-forms.ts';
import { freePort, RunningApp } from '../support/running-app.ts';
import { predictionsIn, WebPerson } from '../support/web-person.ts';

let app: RunningApp;

/** An app that Replicate can reach, so that it fetches from us what a model starts from. */
beforeAll(async () => {
  const port = String(await freePort());
  const PUBLIC_URL = `http://localhost:${port}`;
  app = await RunningApp.start({ PORT: port, PUBLIC_URL, SIMULATOR_SECONDS: '0.5' });
}, 120_000);
afterAll(async () => void (await app.end()));

const ajv = addFormats.default(new Ajv({ strict: false, logger: false, allErrors: true }));

/** A square of one grey. */
function square(grey: number): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(256 * 256).fill(grey);
  return new Uint8Array(encode({ width: 256, height: 256, data, channels: 1 }));
}

test('each curated model makes what its whole form asks for, and the same for the same seed', async () => {
  const ada = await WebPerson.named(app.url, 'Ada');
  const chat = await ada.createChat('All of them');
  const client = await ada.connect(chat);
  const { models } = await client.hears('welcome');
  if (!models) throw new Error('no models');
  expect(models.map(({ id }) => id)).toEqual(curatedModels.map(({ id }) => id));

  const uploads = [await ada.upload(chat, square(60)), await ada.upload(chat, square(120))];
  const mask = await ada.upload(chat, square(255));
  const client_id = 'brought-in';
  client.say({ type: 'message_send', client_id, text: '', uploads });
  await client.answerTo(client_id);
  const { images: brought } = await client.hears('changes', ({ images }) => images.length === 2);
  const images = brought.map(({ id }) => id);

  const asked = models.flatMap((model) => {
    const form = fullForm(model, { images, mask });
    return (model.takes_seed ? ['one', 'two'] : ['one']).map((time) => ({ model, form, time }));
  });
  const nameOf = ({ model, time }: (typeof asked)[number]) =>
    `${time}-${model.id.replaceAll(/\W/g, '-')}`;
  for (const one of asked) {
    client.say({ type: 'image_request', client_id: nameOf(one), ...one.form });
  }
  const hashes = new Map<string, string[]>();
  for (const one of asked) {
    const answer = await client.answerTo(nameOf(one));
    if (answer.type !== 'ack') return expect.fail(`${one.model.id}: ${answer.error.message}`);
    const isIt = ({ id, completed_at }: { id: string; completed_at: number | null }) =>
      id === answer.id && completed_at !== null;
    const ended = await client.hears('changes', (heard) => heard.images.some(isIt));
    const row = ended.images.find(isIt);
    expect(row?.status, `${one.model.id}: ${JSON.stringify(row?.error)}`).toBe('completed');
    hashes.set(one.model.id, [...(hashes.get(one.model.id) ?? []), row?.sha256 ?? '']);
  }
  for (const { id, takes_seed } of models) {
    const [first, second] = hashes.get(id) ?? [];
    if (takes_seed) expect(second, id).toBe(first);
  }

  const predictions = await predictionsIn(app.simulator);
  for (const { id, document } of curatedModels) {
    const { components } = document as { components: { schemas: Record<string, object> } };
    const schema = { ...components.schemas['Input'], additionalProperties: false, components };
    const judge = ajv.compile(schema);
    const made = predictions.filter(({ model }) => model === id);
    expect(made.length, id).toBe(hashes.get(id)?.length);
    for (const { input } of made) {
      expect(judge(input), JSON.stringify([id, input, judge.errors])).toBe(true);
    }
    const model = models.find((one) => one.id === id) ?? expect.fail(id);
    const [input = {}] = made.map((prediction) => prediction.input);
    const controls = model.controls.map(({ name }) => name);
    expect(Object.keys(input), id).toEqual(expect.arrayContaining(controls));
  }
  const given = predictions.flatMap(({ input }) => Object.values(input).flat());
  const addresses = given.filter((value) => String(value).includes('/sources/'));
  expect(addresses.length).toBeGreaterThan(10);
  expect(given.filter((value) => String(value).includes('/v1/files/'))).toEqual([]);
}, 180_000);

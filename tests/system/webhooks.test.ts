import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { RoomClient } from '../support/room-client.ts';
import { freePort, RunningApp } from '../support/running-app.ts';
import { WebPerson } from '../support/web-person.ts';

const ledgerSchema = z.object({
  predictions: z.array(
    z.object({
      input: z.object({ prompt: z.string() }),
      calls: z.array(z.object({ kind: z.string(), status: z.number() })),
      webhooks: z.array(z.object({ status: z.number() })),
    }),
  ),
});

let app: RunningApp;
let client: RoomClient;

/** An app that Replicate can reach, as far as the simulator is Replicate; and Ada in a room of it. */
beforeAll(async () => {
  const port = String(await freePort());
  app = await RunningApp.start({
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
    SIMULATOR_SECONDS: '1',
  });
  const ada = await WebPerson.named(app.url, 'Ada');
  client = await ada.connect(await ada.createChat('Told'));
});

afterAll(async () => void (await app.end()));

/** What befalls the images whose prompts have these words. */
async function script(words: string, rule: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${app.simulator}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ ...rule, prompt_includes: words, times: 1_000 }]),
  });
  expect(answer.status).toBe(201);
}

/** Asks for three images. @returns how each of them ended */
async function three(words: string) {
  const names = Array.from({ length: 3 }, (_, index) => `${words.replaceAll(' ', '-')}-${index}`);
  for (const client_id of names) {
    const prompt = `${words}, ${client_id}`;
    client.say({ type: 'image_request', client_id, prompt, width: 384, height: 384 });
  }
  const answers = await Promise.all(names.map((name) => client.answerTo(name)));
  const ids = answers.map((answer) => (answer.type === 'ack' ? answer.id : ''));
  return Promise.all(
    ids.map(async (id) => {
      const end = await client.hears('image_complete', ({ image_id }) => image_id === id);
      return end.status;
    }),
  );
}

/** How many images Ada was told to have ended. */
const ends = () => client.heard.filter(({ type }) => type === 'image_complete').length;

const allCompleted = ['completed', 'completed', 'completed'];

/** The predictions that were made of prompts with these words, with the calls for each. */
async function predictionsOf(words: string) {
  const ledger = await fetch(`${app.simulator}/simulator/ledger`);
  const { predictions } = ledgerSchema.parse(await ledger.json());
  return predictions.filter(({ input }) => input.prompt.includes(words));
}

/** What the app answered to the webhooks of these images, each answer once. */
async function answersTo(words: string): Promise<number[]> {
  const predictions = await predictionsOf(words);
  const statuses = predictions.flatMap(({ webhooks }) => webhooks.map(({ status }) => status));
  return [...new Set(statuses)].toSorted((a, b) => a - b);
}

test.each([
  ['are told once', null],
  ['are told five times', { on: 'webhook', then: { repeat: 5 } }],
  ['bear a good signature last', { on: 'webhook', then: { signatures: ['retired', 'current'] } }],
  ['bear a good signature first', { on: 'webhook', then: { signatures: ['current', 'stranger'] } }],
  [
    'come before the POST is answered',
    { on: 'create', after_accept: true, then: { hold_until_webhook: 'completed' } },
  ],
])('webhooks that %s bring the end where every check fails', async (words, rule) => {
  if (rule) await script(words, rule);
  await script(words, { on: 'get', then: { status: 503, body: {} } });
  const before = ends();
  expect(await three(words)).toEqual(allCompleted);
  const predictions = await predictionsOf(words);
  expect(predictions).toHaveLength(3);
  const calls = predictions.flatMap((prediction) => prediction.calls);
  expect(calls.filter(({ kind, status }) => kind === 'get' && status === 200)).toEqual([]);
  await expect.poll(() => answersTo(words), { timeout: 40_000 }).toEqual([204]);
  expect(ends() - before).toBe(3);
});

test.each([
  ['never come', { drop: true }, []],
  ['are forged', { forge: true }, [401]],
  ['are an hour old', { skew_seconds: -3_600 }, [401]],
  ['come from tomorrow', { skew_seconds: 86_400 }, [401]],
  ['were changed', { tamper: 'changed' }, [401]],
  ['were written anew', { tamper: 'reencoded' }, [401]],
  ['lack a signature', { without: ['webhook-signature'] }, [401]],
  ['have another version', { label: 'v9' }, [401]],
  ['are of no prediction', { unknown_prediction: true }, [204]],
  ['go elsewhere', { to_address_of: 'bear a good signature' }, [204]],
  ['come late', { delay_ms: 2_000 }, [204]],
])('where webhooks %s, the checks end each image, once', async (words, then, answers) => {
  await script(words, { on: 'webhook', then });
  const before = ends();
  expect(await three(words)).toEqual(allCompleted);
  await expect.poll(() => answersTo(words), { timeout: 40_000 }).toEqual(answers);
  expect(ends() - before).toBe(3);
  expect(await predictionsOf(words)).toHaveLength(3);
});

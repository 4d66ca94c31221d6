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
    }),
  ),
});

const pendingSchema = z.object({
  pending: z.array(z.object({ prompt_includes: z.string(), times: z.number() })),
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
}, 120_000);

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

/** How many webhooks the fault of these words has struck. */
async function struck(words: string): Promise<number> {
  const answer = await fetch(`${app.simulator}/simulator/faults`);
  const { pending } = pendingSchema.parse(await answer.json());
  return 1_000 - (pending.find((rule) => rule.prompt_includes === words)?.times ?? 0);
}

/** Asks for five images. @returns how each of them ended */
async function five(words: string) {
  const names = Array.from({ length: 5 }, (_, index) => `${words.replaceAll(' ', '-')}-${index}`);
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

const allCompleted = Array.from({ length: 5 }, () => 'completed');

/** The predictions that were made of prompts with these words, with the calls for each. */
async function predictionsOf(words: string) {
  const ledger = await fetch(`${app.simulator}/simulator/ledger`);
  const { predictions } = ledgerSchema.parse(await ledger.json());
  return predictions.filter(({ input }) => input.prompt.includes(words));
}

test('real webhooks bring the end where every check fails', { timeout: 120_000 }, async () => {
  const words = 'told by webhooks alone';
  await script(words, { on: 'get', then: { status: 503, body: {} } });
  expect(await five(words)).toEqual(allCompleted);
  const predictions = await predictionsOf(words);
  expect(predictions).toHaveLength(5);
  const checks = predictions.flatMap(({ calls }) => calls).filter(({ kind }) => kind === 'get');
  expect(checks.filter(({ status }) => status === 200)).toEqual([]);
});

test.each([
  ['never come', { drop: true }],
  ['are forged', { forge: true }],
  ['are an hour old', { skew_seconds: -3_600 }],
  ['come from tomorrow', { skew_seconds: 86_400 }],
  ['come five times each', { repeat: 5 }],
])(
  'where webhooks %s, each image ends once all the same',
  { timeout: 120_000 },
  async (words, then) => {
    await script(words, { on: 'webhook', then });
    const before = ends();
    expect(await five(words)).toEqual(allCompleted);
    await expect.poll(() => struck(words), { timeout: 20_000 }).toBeGreaterThanOrEqual(5);
    expect(ends() - before).toBe(5);
    expect(await predictionsOf(words)).toHaveLength(5);
  },
);

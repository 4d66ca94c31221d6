import { validateWebhook } from 'replicate';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startSimulator, temporaryDir, type StartedSimulator } from './start-simulator.ts';
import { receive, type Hook, type WebhookReceiver } from './webhook-receiver.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const secretsSchema = z.object({ current: z.string(), retired: z.string() });

interface Sent extends StartedSimulator {
  receiver: WebhookReceiver;
  hook: Hook;
  /** Whether the stock library takes the first webhook by this key. */
  isTaken: (key: 'current' | 'retired') => boolean;
}

/** A prediction whose last webhook met this, once it has come in. */
async function sent(then?: object): Promise<Sent> {
  const simulator = await startSimulator();
  const receiver = await receive();
  if (then) await simulator.script([{ on: 'webhook', then }]);
  await create(simulator, receiver.url, 'x');
  await receiver.until(1);
  const [hook] = receiver.hooks;
  if (!hook) throw new Error('no webhook came in');
  const answer = await simulator.call('/simulator/webhook-secrets');
  const secrets = secretsSchema.parse(await answer.json());
  const isTaken = (key: 'current' | 'retired'): boolean => {
    try {
      new Webhook(secrets[key]).verify(hook.body, hook.headers);
      return true;
    } catch {
      return false;
    }
  };
  return { ...simulator, receiver, hook, isTaken };
}

async function create(
  { client }: StartedSimulator,
  webhook: string,
  prompt: string,
  webhook_events_filter: ('start' | 'completed' | 'logs')[] = ['completed'],
): Promise<string> {
  const input = { prompt };
  const options = { model: SCHNELL, input, webhook, webhook_events_filter } as const;
  return (await client.predictions.create(options)).id;
}

test('a webhook that meets nothing is taken by the stock library', async () => {
  const { isTaken, hook } = await sent();
  expect(isTaken('current')).toBe(true);
  expect(isTaken('retired')).toBe(false);
  expect(hook.prediction.status).toBe('succeeded');
});

test.each([
  [{ forge: true }, false, false],
  [{ skew_seconds: -600 }, false, false],
  [{ skew_seconds: 600 }, false, false],
  [{ skew_seconds: -200 }, true, false],
  [{ tamper: 'changed' }, false, false],
  [{ tamper: 'reencoded' }, false, false],
  [{ label: 'v9' }, false, false],
  [{ without: ['webhook-id'] }, false, false],
  [{ without: ['webhook-timestamp'] }, false, false],
  [{ without: ['webhook-signature'] }, false, false],
  [{ signatures: ['retired'] }, false, true],
  [{ signatures: ['retired', 'current'] }, true, true],
  [{ signatures: ['current', 'retired'] }, true, true],
  [{ signatures: ['stranger', 'current'] }, true, false],
  [{ signatures: ['stranger', 'stranger'] }, false, false],
])(
  'of %j the stock library takes by the present key: %s, by the old: %s',
  async (then, now, old) => {
    const { isTaken } = await sent(then);
    expect([isTaken('current'), isTaken('retired')]).toEqual([now, old]);
  },
);

test('two signatures confuse the client of Replicate in neither order', async () => {
  for (const signatures of [
    ['retired', 'current'],
    ['current', 'retired'],
  ]) {
    const { client, hook } = await sent({ signatures });
    const { key } = await client.webhooks.default.secret.get();
    const { proof, body } = hook;
    expect(await validateWebhook({ ...proof, body, secret: key })).toBe(true);
  }
});

test('what was tampered with is another body, or the same in other spacing', async () => {
  const changed = await sent({ tamper: 'changed' });
  expect(changed.hook.prediction.output).toEqual(['https://replicate.delivery/tampered/out-0.png']);
  const reencoded = await sent({ tamper: 'reencoded' });
  expect(reencoded.hook.prediction.output).toEqual([expect.stringMatching(/out-0\.webp$/)]);
});

test('a webhook can be rightly signed for a prediction that there is none of', async () => {
  const { isTaken, hook, call } = await sent({ unknown_prediction: true });
  expect(isTaken('current')).toBe(true);
  expect(hook.prediction.id).toMatch(/^[a-z0-9]{26}$/);
  expect((await call(`/v1/predictions/${hook.prediction.id}`)).status).toBe(404);
});

test('the same webhook can come several times, which the ledger counts', async () => {
  const { receiver, ledger } = await sent({ repeat: 3 });
  await receiver.until(3);
  expect(new Set(receiver.hooks.map(({ proof }) => proof.id)).size).toBe(1);
  await expect
    .poll(async () => (await ledger()).predictions[0]?.webhooks, { timeout: 10_000 })
    .toMatchObject([{ event: 'completed', status: 200, count: 3 }]);
});

test('a webhook can be in before the answer to its create', async () => {
  const simulator = await startSimulator();
  const receiver = await receive();
  const then = { hold_until_webhook: 'completed', reset: true };
  await simulator.script([{ on: 'create', after_accept: true, then }]);
  const answer = simulator.call(`/v1/models/${SCHNELL}/predictions`, {
    method: 'POST',
    body: JSON.stringify({
      input: { prompt: 'x' },
      webhook: receiver.url,
      webhook_events_filter: ['start', 'completed'],
    }),
  });
  await expect(answer).rejects.toThrow('fetch failed');
  expect(receiver.hooks.map(({ prediction }) => prediction.status)).toEqual([
    'starting',
    'succeeded',
  ]);
});

test('an answer is not held for a webhook that nobody has asked for', async () => {
  const simulator = await startSimulator();
  const receiver = await receive();
  const then = { hold_until_webhook: 'start' };
  await simulator.script([{ on: 'create', after_accept: true, times: 2, then }]);
  await create(simulator, receiver.url, 'x', ['completed']);
  const { client } = simulator;
  await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  expect((await simulator.ledger()).predictions).toHaveLength(2);
});

test('a webhook can come late, after those that followed it', async () => {
  const simulator = await startSimulator();
  const receiver = await receive();
  await simulator.script([{ on: 'webhook', event: 'start', then: { delay_ms: 600 } }]);
  await create(simulator, receiver.url, 'x', ['start', 'completed']);
  await receiver.until(2);
  expect(receiver.hooks.map(({ prediction }) => prediction.status)).toEqual([
    'succeeded',
    'starting',
  ]);
});

test('progress can come in after the news of the end', async () => {
  const simulator = await startSimulator();
  const receiver = await receive();
  await simulator.script([{ on: 'prediction', then: { progress: 'after_end' } }]);
  await create(simulator, receiver.url, 'x', ['completed', 'logs']);
  await expect
    .poll(() => receiver.hooks.map(({ prediction }) => prediction.status).slice(-2), {
      timeout: 10_000,
    })
    .toEqual(['succeeded', 'processing']);
});

test('a webhook can never come, and is then not tried again', async () => {
  const simulator = await startSimulator();
  const receiver = await receive();
  await simulator.script([{ on: 'webhook', event: 'completed', then: { drop: true } }]);
  const silent = await create(simulator, receiver.url, 'silent', ['start', 'completed']);
  const { client } = simulator;
  await expect
    .poll(async () => (await client.predictions.get(silent)).status, { timeout: 10_000 })
    .toBe('succeeded');
  const loud = await create(simulator, receiver.url, 'loud');
  await receiver.until(2);
  expect(receiver.hooks.map(({ prediction }) => prediction.id)).toEqual([silent, loud]);
  const { predictions } = await simulator.ledger();
  expect(predictions.find(({ id }) => id === silent)?.webhooks).toMatchObject([
    { event: 'start', count: 1 },
  ]);
});

test('a webhook can go to the address of another prediction', async () => {
  const simulator = await startSimulator();
  const receiver = await receive();
  await simulator.script([
    { on: 'webhook', prompt_includes: 'stray', then: { to_address_of: 'HOME' } },
  ]);
  await create(simulator, `${receiver.url}/home`, 'at home');
  const stray = await create(simulator, `${receiver.url}/stray`, 'stray');
  await receiver.until(2);
  expect(receiver.hooks.map(({ path }) => path)).toEqual(['/hook/home', '/hook/home']);
  expect(receiver.hooks.map(({ prediction }) => prediction.id)).toContain(stray);
});

test('a last webhook that was to come late comes after a restart', async () => {
  const stateDir = temporaryDir();
  const first = await startSimulator({ stateDir });
  const receiver = await receive();
  await first.script([{ on: 'webhook', then: { delay_ms: 3_600_000 } }]);
  const id = await create(first, receiver.url, 'x');
  await expect
    .poll(async () => (await (await first.call('/simulator/faults')).json()) as unknown, {
      timeout: 10_000,
    })
    .toEqual({ pending: [] });
  await first.close();
  await startSimulator({ stateDir });
  await receiver.until(1);
  expect(receiver.hooks[0]?.prediction).toMatchObject({ id, status: 'succeeded' });
});

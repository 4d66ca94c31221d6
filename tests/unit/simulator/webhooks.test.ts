import { validateWebhook } from 'replicate';
import { expect, test } from 'vitest';
import { startSimulator } from './start-simulator.ts';
import { receive } from './webhook-receiver.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';

test('webhooks are signed as the stock client wants them', async () => {
  const { client } = await startSimulator();
  const receiver = await receive(() => 200);
  const created = await client.predictions.create({
    model: SCHNELL,
    input: { prompt: 'x' },
    webhook: receiver.url,
    webhook_events_filter: ['start', 'completed'],
  });
  await receiver.until(2);
  const { key } = await client.webhooks.default.secret.get();
  expect(key).toMatch(/^whsec_/);
  for (const { proof, body } of receiver.hooks) {
    const signed = { ...proof, body, secret: key };
    expect(await validateWebhook(signed)).toBe(true);
    expect(await validateWebhook({ ...signed, body: `${body} ` })).toBe(false);
  }
  expect(receiver.hooks.map(({ prediction }) => prediction.status)).toEqual([
    'starting',
    'succeeded',
  ]);
  expect(receiver.hooks[1]?.prediction.id).toBe(created.id);
});

test('the last webhook is tried again when it is not taken', async () => {
  const { client } = await startSimulator();
  const receiver = await receive((count) => (count === 1 ? 500 : 200));
  const webhook_events_filter: 'completed'[] = ['completed'];
  const input = { prompt: 'x' };
  const webhook = receiver.url;
  await client.predictions.create({ model: SCHNELL, input, webhook, webhook_events_filter });
  await receiver.until(2);
  const [first, second] = receiver.hooks;
  expect(second?.proof.id).toBe(first?.proof.id);
});

test('webhooks can be repeated and forged by script', async () => {
  const { client, script } = await startSimulator();
  const receiver = await receive(() => 200);
  await script([
    { on: 'webhook', prompt_includes: 'twice', then: { repeat: 2 } },
    { on: 'webhook', prompt_includes: 'forged', then: { forge: true } },
  ]);
  const webhook_events_filter: 'completed'[] = ['completed'];
  const webhook = receiver.url;
  for (const prompt of ['twice', 'forged']) {
    const input = { prompt };
    await client.predictions.create({ model: SCHNELL, input, webhook, webhook_events_filter });
  }
  await receiver.until(3);
  const { key } = await client.webhooks.default.secret.get();
  const verdicts = await Promise.all(
    receiver.hooks.map(({ proof, body }) => validateWebhook({ ...proof, body, secret: key })),
  );
  expect(verdicts.filter(Boolean)).toHaveLength(2);
});

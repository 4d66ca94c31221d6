import { once } from 'node:events';
import { createServer } from 'node:http';
import { validateWebhook } from 'replicate';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startSimulator } from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';

const hookSchema = z.object({
  headers: z.object({
    'webhook-id': z.string(),
    'webhook-timestamp': z.string(),
    'webhook-signature': z.string(),
  }),
  body: z.string(),
});
const predictionSchema = z.object({ id: z.string(), status: z.string() });
type Hook = z.infer<typeof hookSchema> & { prediction: z.infer<typeof predictionSchema> };

async function receive(
  answer: (count: number) => number,
): Promise<{ url: string; hooks: Hook[]; until: (count: number) => Promise<void> }> {
  const hooks: Hook[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const prediction = predictionSchema.parse(JSON.parse(body));
      hooks.push({ ...hookSchema.parse({ headers: request.headers, body }), prediction });
      response.writeHead(answer(hooks.length)).end();
      server.emit('hook');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/hook`,
    hooks,
    async until(count) {
      while (hooks.length < count) await once(server, 'hook');
    },
  };
}

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
  for (const { headers, body } of receiver.hooks) {
    const signed = {
      id: headers['webhook-id'],
      timestamp: headers['webhook-timestamp'],
      signature: headers['webhook-signature'],
      body,
      secret: key,
    };
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
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
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
    receiver.hooks.map(({ headers, body }) =>
      validateWebhook({
        id: headers['webhook-id'],
        timestamp: headers['webhook-timestamp'],
        signature: headers['webhook-signature'],
        body,
        secret: key,
      }),
    ),
  );
  expect(verdicts.filter(Boolean)).toHaveLength(2);
});

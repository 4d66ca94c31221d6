import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { predictionInput } from '../../../../src/domain/models/prediction-input.ts';
import { findCurated } from '../../../../src/domain/models/find-model.ts';
import {
  askedOf,
  isMadeOf,
  readPrediction,
} from '../../../../src/worker/images/read-prediction.ts';
import { createPrediction, fetchWebhookSecret } from '../../../../src/worker/images/replicate.ts';
import type { ReplicateSettings } from '../../../../src/worker/settings.ts';
import { verifyWebhook } from '../../../../src/worker/webhooks/verify-webhook.ts';
import { webhookAddress } from '../../../../src/worker/webhooks/webhook-address.ts';
import { webhookSecrets } from '../../../../src/worker/webhooks/webhook-secrets.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { otherSecret, vector } from './signed-request.ts';

const job = { chat_id: 'c'.repeat(22), image_id: 'i'.repeat(22) };
const spec = {
  prompt: 'a lighthouse',
  negative_prompt: '',
  width: 512,
  height: 512,
  additions: [],
  composed_prompt: null,
  composed_negative_prompt: null,
  shape: null,
  seed: 7,
  options: {},
  images: [],
  mask_sha256: null,
};
const inputOf = (model: string) =>
  predictionInput(findCurated(model) ?? expect.fail('no such model'), { ...spec, model }, []);
const attempt = { attempt: 1, cancel_after_ms: 60_000 };

function settingsFor(url: string): ReplicateSettings {
  return { token: 'test', baseUrl: `${url}/v1`, publicUrl: null, webhookSecrets: [] };
}

/** A server that keeps what is sent to it. */
async function receiver() {
  const received: Request[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      const url = `http://darkroom.test${request.url ?? ''}`;
      const body = Buffer.concat(chunks);
      received.push(
        new Request(url, { method: 'POST', headers: Object.fromEntries(headers), body }),
      );
      response.writeHead(204).end();
      server.emit('received');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const first = async () => {
    if (received.length === 0) await once(server, 'received');
    return received[0] ?? expect.fail('nothing came');
  };
  return { url: `http://127.0.0.1:${port}`, received, first };
}

test.each(['black-forest-labs/flux-schnell', 'stability-ai/sdxl'])(
  'a prediction of %s is told of where we said, once, signed and readable',
  async (model) => {
    const simulator = await startSimulator();
    const { url, received, first } = await receiver();
    const settings = settingsFor(simulator.url);
    const input = inputOf(model);
    const created = await createPrediction(settings, input, attempt, webhookAddress(url, job, 1));
    const told = await first();
    expect(new URL(told.url).pathname).toBe(`/webhooks/replicate/${job.chat_id}/${job.image_id}/1`);
    const verified = await verifyWebhook(told, webhookSecrets(settings), Date.now());
    if (!verified.ok) throw new Error(verified.reason);
    const prediction = readPrediction(JSON.parse(verified.body));
    expect(prediction).toMatchObject({ status: 'succeeded' });
    expect(created).toMatchObject({ type: 'created', prediction_id: prediction?.id });
    expect(prediction && isMadeOf(askedOf(prediction), input)).toBe(true);
    expect(received).toHaveLength(1);
  },
);

test.each([
  ['with an address only the end is to be told', 'https://darkroom.example', true],
  ['without an address nothing is to be told', null, false],
])('%s', async (_what, publicUrl, isTold) => {
  const { url, first } = await receiver();
  const input = inputOf('black-forest-labs/flux-schnell');
  if (!input) throw new Error('no such model');
  const webhook = publicUrl === null ? null : webhookAddress(publicUrl, job, 2);
  await createPrediction(settingsFor(url), input, attempt, webhook);
  const address = `https://darkroom.example/webhooks/replicate/${job.chat_id}/${job.image_id}/2`;
  expect(await (await first()).json()).toEqual({
    input: input.input,
    ...(isTold ? { webhook: address, webhook_events_filter: ['completed'] } : {}),
  });
});

test('the secret is Replicate’s, unless one is set', async () => {
  const simulator = await startSimulator();
  const settings = settingsFor(simulator.url);
  const { key } = await simulator.client.webhooks.default.secret.get();
  expect(await fetchWebhookSecret(settings)).toBe(key);
  expect(await webhookSecrets(settings).known()).toEqual([key]);
  const pinned = { ...settings, webhookSecrets: [vector.secret, otherSecret] };
  expect(await webhookSecrets(pinned).known()).toEqual([vector.secret, otherSecret]);
  expect(await webhookSecrets(pinned).renewed()).toEqual([vector.secret, otherSecret]);
});

test('a secret that cannot be had is none', async () => {
  const nobody = settingsFor('http://127.0.0.1:9');
  expect(await fetchWebhookSecret(nobody)).toBeNull();
  const { url } = await receiver();
  expect(await fetchWebhookSecret(settingsFor(url))).toBeNull();
});

test('a prediction of other words, another seed or another model is not the one asked for', () => {
  const input = inputOf('stability-ai/sdxl');
  if (!input) throw new Error('no such model');
  const asked = { model: input.model, input: input.input };
  expect(isMadeOf(asked, input)).toBe(true);
  expect(isMadeOf({ ...asked, input: { ...asked.input, extra: 1 } }, input)).toBe(true);
  expect(isMadeOf({ ...asked, input: { ...asked.input, seed: 8 } }, input)).toBe(false);
  expect(isMadeOf({ ...asked, input: { ...asked.input, prompt: '' } }, input)).toBe(false);
  expect(isMadeOf({ ...asked, model: 'ada/other' }, input)).toBe(false);
  for (const none of [undefined, null, {}, 'text']) {
    expect(isMadeOf({ model: input.model, input: none }, input)).toBe(false);
  }
});

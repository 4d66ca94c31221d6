import { exports, env } from 'cloudflare:workers';
import { nanoid } from 'nanoid';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { callSimulator } from '../../support/simulator-faults.ts';
import { origin } from './people.ts';

/** A prediction as Replicate's API shows it. */
export type Prediction = { id: string; status: string; input: { prompt: string } };

/** Where a webhook is sent: the image's first attempt, unless told otherwise. */
export type Target = { chat: string; image: string; attempt?: number };

const authorization = 'Bearer test';

/** The secret that the simulator signs with. */
export async function webhookSecret(): Promise<string> {
  const url = `${env.SIMULATOR}/v1/webhooks/default/secret`;
  const answer = await callSimulator(url, { headers: { authorization } });
  return (await answer.json<{ key: string }>()).key;
}

/** A webhook as Replicate sends it, signed by the stock library. */
export async function webhook(
  prediction: unknown,
  { id = `msg_${nanoid()}`, at = Date.now(), secret = '' } = {},
): Promise<{ headers: Record<string, string>; body: string }> {
  const body = typeof prediction === 'string' ? prediction : JSON.stringify(prediction);
  const signer = new Webhook(secret === '' ? await webhookSecret() : secret);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': signer.sign(id, new Date(at), body),
  };
  return { headers, body };
}

/** Sends a webhook to the app. */
export async function deliver(
  { chat, image, attempt = 1 }: Target,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<Response> {
  const address = `${origin}/webhooks/replicate/${chat}/${image}/${attempt}`;
  return exports.default.fetch(new Request(address, { method: 'POST', headers, body }));
}

/** Signs a webhook and sends it. */
export async function tell(target: Target, prediction: unknown): Promise<Response> {
  return deliver(target, await webhook(prediction));
}

/**
 * The prediction that was made for a prompt, once it has that status. Read from the list, which no
 * fault of single predictions strikes.
 */
export async function predictionIn(prompt: string, status = 'succeeded'): Promise<Prediction> {
  return vi.waitFor(
    async () => {
      const answer = await callSimulator(`${env.SIMULATOR}/v1/predictions`, {
        headers: { authorization },
      });
      const { results } = await answer.json<{ results: Prediction[] }>();
      const found = results.find((one) => one.input.prompt === prompt && one.status === status);
      if (!found) throw new Error(`no prediction is ${status} for ${prompt}`);
      return found;
    },
    { timeout: 30_000, interval: 50 },
  );
}

/** How often the outputs of a prediction were downloaded, and how often it was checked. */
export async function callsOf(id: string): Promise<{ output: number; get: number }> {
  const answer = await callSimulator(`${env.SIMULATOR}/simulator/ledger`);
  const { predictions } = await answer.json<{
    predictions: { id: string; calls: { kind: string; count: number }[] }[];
  }>();
  const calls = predictions.find((one) => one.id === id)?.calls ?? [];
  const count = (kind: string) =>
    calls.filter((call) => call.kind === kind).reduce((sum, call) => sum + call.count, 0);
  return { output: count('output'), get: count('get') };
}

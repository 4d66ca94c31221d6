import { nanoid } from 'nanoid';
import type { RoomClient } from '../support/room-client.ts';
import { RunningApp } from '../support/running-app.ts';
import { WebPerson } from '../support/web-person.ts';
import { median } from './median.ts';
import type { Figure } from './report.ts';

const modelSeconds = 2;
const size = { width: 512, height: 512 };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

async function repeated(count: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < count; run += 1) times.push(await timed(work));
  return median(times);
}

/** The reference: the provider asked directly, looked at often, and its file downloaded. */
async function askProvider(simulator: string): Promise<void> {
  const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
  const model = await fetch(`${simulator}/v1/models/stability-ai/sdxl`, { headers });
  const { latest_version } = (await model.json()) as { latest_version: { id: string } };
  const input = { prompt: `a lighthouse ${nanoid()}`, ...size, seed: 1 };
  const body = JSON.stringify({ version: latest_version.id, input });
  const made = await fetch(`${simulator}/v1/predictions`, { method: 'POST', headers, body });
  const { id } = (await made.json()) as { id: string };
  for (;;) {
    const asked = await fetch(`${simulator}/v1/predictions/${id}`, { headers });
    const { status, output } = (await asked.json()) as { status: string; output: string[] };
    if (status === 'succeeded') {
      await (await fetch(output[0] ?? '')).arrayBuffer();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function makeImages(client: RoomClient, count: number): Promise<void> {
  const requests = Array.from({ length: count }, () => {
    const client_id = nanoid();
    return { type: 'image_request', client_id, prompt: `a lighthouse ${client_id}`, ...size };
  });
  client.sendRaw(JSON.stringify(requests));
  await Promise.all(
    requests.map(async ({ client_id }) => {
      const answer = await client.answerTo(client_id);
      if (answer.type !== 'ack') throw new Error(answer.error.message);
      await client.hears('image_complete', ({ image_id }) => image_id === answer.id);
    }),
  );
}

async function pingPong(client: RoomClient): Promise<void> {
  client.heard.length = 0;
  client.say({ type: 'ping' });
  await client.hears('pong');
}

async function sendMessage(client: RoomClient): Promise<void> {
  client.heard.length = 0;
  const client_id = nanoid();
  client.say({ type: 'message_send', client_id, text: 'how fast?' });
  await client.hears('changes', ({ messages }) => messages[0]?.client_id === client_id);
}

/**
 * How long images take, against what the provider alone needs; and a message against what a round
 * trip alone costs.
 */
export async function measureImages(quick: boolean): Promise<Figure[]> {
  const runs = quick ? 2 : 7;
  const figures: Figure[] = [];
  const app = await RunningApp.start({ SIMULATOR_SECONDS: String(modelSeconds) });
  const report = (what: string, ours: number, reference: string, theirs: number) => {
    const against = [{ reference, value: theirs, ratio: ours / theirs }];
    figures.push({ what, unit: 'ms', ours, against });
  };
  try {
    const ada = await WebPerson.named(app.url, 'Ada');
    const client = await ada.connect(await ada.createChat('Bench'));
    await makeImages(client, 1);

    const provider = await repeated(runs, () => askProvider(app.simulator));
    const one = await repeated(runs, () => makeImages(client, 1));
    report('one image, asked to stored and seen', one, 'the provider alone', provider);
    const twenty = await timed(() => makeImages(client, 20));
    report('twenty images at once', twenty, 'the provider alone, once', provider);

    const ping = await repeated(100, () => pingPong(client));
    // Fewer than one person may send at once, so that none is refused.
    const message = await repeated(30, () => sendMessage(client));
    report('a message, sent to seen', message, 'a bare round trip', ping);
    return figures;
  } finally {
    await app.end();
  }
}

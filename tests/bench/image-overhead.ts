import { nanoid } from 'nanoid';
import type { RoomClient } from '../support/room-client.ts';
import type { WebPerson } from '../support/web-person.ts';
import { modelMs, paintAhead } from './provider-alone.ts';

/** Somebody who has a room open. */
export type Screen = { person: WebPerson; client: RoomClient };

/** From one moment of an image's way to the next, in milliseconds, in this order. */
export const steps = [
  'asked to acknowledged',
  'acknowledged to created',
  'done to seen to be done',
  'seen to downloaded',
  'downloaded to told',
  'told to on both screens',
] as const;

/** What one image took beyond the model's own time, in milliseconds. */
export type Overhead = { ms: number; steps: Record<(typeof steps)[number], number> };

type LedgerCall = { kind: string; status: number; last_at: string };
type LedgerPrediction = {
  id: string;
  input: { prompt: string };
  created_at: string;
  completed_at: string | null;
  calls: LedgerCall[];
};

/** The wall clock that the provider goes by too, in milliseconds. */
const wallClock = () => performance.timeOrigin + performance.now();

type Seen = { prompt: string; asked: number; acked: number; told: number; onScreens: number };

/**
 * Asks for images at once, in turns by each of the screens' people, and waits until each is on every
 * screen: its end heard, its bytes fetched.
 */
export async function makeImages(
  screens: readonly Screen[],
  count: number,
  size: { width: number; height: number },
): Promise<Seen[]> {
  const asks = Array.from({ length: count }, (_, index) => {
    const client_id = nanoid();
    const prompt = `a lighthouse ${client_id}`;
    return { asker: index % screens.length, client_id, prompt };
  });
  const asked = wallClock();
  for (const [place, { client }] of screens.entries()) {
    const requests = asks
      .filter(({ asker }) => asker === place)
      .map(({ client_id, prompt }) => ({ type: 'image_request', client_id, prompt, ...size }));
    if (requests.length > 0) client.sendRaw(JSON.stringify(requests));
  }
  return Promise.all(
    asks.map(async ({ asker, client_id, prompt }) => {
      const answer = await screens[asker]?.client.answerTo(client_id);
      if (answer?.type !== 'ack') throw new Error(answer?.error.message ?? 'nobody asked');
      const acked = wallClock();
      const shown = await Promise.all(screens.map((screen) => show(screen, answer.id)));
      const told = Math.max(...shown.map((one) => one.told));
      const onScreens = Math.max(...shown.map((one) => one.fetched));
      return { prompt, asked, acked, told, onScreens };
    }),
  );
}

async function show({ person, client }: Screen, id: string) {
  const end = await client.hears('image_complete', ({ image_id }) => image_id === id);
  const told = wallClock();
  if (end.image_url === null) throw new Error(`not made: ${end.error?.message}`);
  const answer = await person.get(end.image_url);
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || bytes.byteLength === 0) throw new Error(`${end.image_url}: ${answer.status}`);
  return { told, fetched: wallClock() };
}

async function ledgerOf(simulator: string): Promise<Map<string, LedgerPrediction>> {
  const answer = await fetch(`${simulator}/simulator/ledger`);
  const { predictions } = (await answer.json()) as { predictions: LedgerPrediction[] };
  return new Map(predictions.map((one) => [one.input.prompt, one]));
}

/** Lets the simulator paint the one image that is in the making. */
export async function paintWhileItRuns({ client }: Screen, simulator: string): Promise<void> {
  client.heard.length = 0;
  await client.hears('image_progress', ({ status }) => status === 'processing');
  const newest = [...(await ledgerOf(simulator)).values()].at(-1);
  if (newest) await paintAhead(simulator, newest.id);
}

/** What images took beyond the model's own time, by the provider's ledger. */
export async function overheadsOf(seen: readonly Seen[], simulator: string): Promise<Overhead[]> {
  const byPrompt = await ledgerOf(simulator);
  return seen.map((image) => {
    const made = byPrompt.get(image.prompt);
    if (!made) throw new Error(`"${image.prompt}" was never asked of the provider`);
    const created = Date.parse(made.created_at);
    const done = Date.parse(made.completed_at ?? '');
    const seenDone = lastCall(made, 'get');
    const downloaded = lastCall(made, 'output');
    return {
      ms: image.onScreens - image.asked - modelMs(made),
      steps: {
        'asked to acknowledged': image.acked - image.asked,
        'acknowledged to created': created - image.acked,
        'done to seen to be done': seenDone - done,
        'seen to downloaded': downloaded - seenDone,
        'downloaded to told': image.told - downloaded,
        'told to on both screens': image.onScreens - image.told,
      },
    };
  });
}

/** When the app last made a call of that kind about a prediction. */
function lastCall({ calls }: LedgerPrediction, kind: string): number {
  const times = calls
    .filter((call) => call.kind === kind)
    .map(({ last_at }) => Date.parse(last_at));
  return Math.max(...times);
}

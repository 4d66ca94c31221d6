import { nanoid } from 'nanoid';
import type { RoomClient } from '../support/room-client.ts';
import { RunningApp } from '../support/running-app.ts';
import { WebPerson } from '../support/web-person.ts';
import {
  makeImages,
  overheadsOf,
  paintWhileItRuns,
  steps,
  type Overhead,
  type Screen,
} from './image-overhead.ts';
import { median, percentile } from './median.ts';
import { askProvider } from './provider-alone.ts';
import type { Figure } from './report.ts';

const modelSeconds = 2;
/** Small: the simulator paints when its file is asked for, which is none of its time as a model. */
const size = { width: 384, height: 384 };
const atOnce = 50;

/** What one image may cost beyond the model's own time, in milliseconds. */
const bearable = { reference: '400 ms', value: 400 };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

async function repeated<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < count; run += 1) results.push(await work());
  return results;
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

/** Two people who have the same new room open. */
async function twoScreens(app: RunningApp): Promise<[Screen, Screen]> {
  const ada = await WebPerson.named(app.url, 'Ada');
  const lin = await WebPerson.named(app.url, 'Lin');
  const chat = await ada.createChat('Bench');
  await lin.joinChat(chat);
  return [
    { person: ada, client: await ada.connect(chat) },
    { person: lin, client: await lin.connect(chat) },
  ];
}

function figuresOf(what: string, ours: Overhead[], provider: number[]): Figure[] {
  const whole = ours.map(({ ms }) => ms);
  const shares = [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const;
  return shares.map(([name, share]) => {
    const value = percentile(provider, share);
    const mine = percentile(whole, share);
    const against = [
      { reference: 'the provider alone', value, ratio: mine / value },
      { ...bearable, ratio: mine / bearable.value },
    ];
    return { what: `${what}, ${name}`, unit: 'ms', ours: mine, against };
  });
}

/** Where the time goes: the median of each step, for the results' file and for people. */
function stepFigures(what: string, ours: Overhead[]): Figure[] {
  return steps.map((step) => {
    const value = median(ours.map((one) => one.steps[step]));
    console.log(`${what}: ${step} ${value.toFixed(0)} ms`);
    return { what: `${what}: ${step}, p50`, unit: 'ms', ours: value, against: [] };
  });
}

/**
 * What an image costs from request to both screens beyond the model's own time, against what the
 * provider alone costs; and a message against what a round trip alone costs.
 */
export async function measureImages(quick: boolean): Promise<Figure[]> {
  const runs = quick ? 5 : 20;
  const rounds = quick ? 1 : 3;
  const app = await RunningApp.start({
    SIMULATOR_SECONDS: String(modelSeconds),
    PARALLEL_PREDICTIONS: String(atOnce),
  });
  try {
    const screens = await twoScreens(app);
    const overheads = async (count: number) =>
      overheadsOf(await makeImages(screens, count, size), app.simulator);
    const oneImage = async () => {
      const [overhead] = await Promise.all([
        overheads(1),
        paintWhileItRuns(screens[0], app.simulator),
      ]);
      return overhead;
    };
    await oneImage();

    const one: Overhead[] = [];
    const alone: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      alone.push(await askProvider(app.simulator, size, true));
      one.push(...(await oneImage()));
    }
    const fifty: Overhead[] = [];
    const fiftyAlone: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const direct = Array.from({ length: atOnce }, () => askProvider(app.simulator, size, false));
      fiftyAlone.push(...(await Promise.all(direct)));
      fifty.push(...(await overheads(atOnce)));
    }
    const images = [
      ...figuresOf('one image less its model', one, alone),
      ...figuresOf('fifty at once, each less its model', fifty, fiftyAlone),
      ...stepFigures('one image', one),
      ...stepFigures('fifty at once', fifty),
    ];

    const { client } = screens[0];
    const ping = median(await repeated(100, () => timed(() => pingPong(client))));
    // Fewer than one person may send at once, so that none is refused.
    const message = median(await repeated(30, () => timed(() => sendMessage(client))));
    const against = [{ reference: 'a bare round trip', value: ping, ratio: message / ping }];
    return [...images, { what: 'a message, sent to seen', unit: 'ms', ours: message, against }];
  } finally {
    await app.end();
  }
}

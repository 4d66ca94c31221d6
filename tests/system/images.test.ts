import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RoomClient } from '../support/room-client.ts';
import { RunningApp } from '../support/running-app.ts';
import { scriptAt } from '../support/simulator-faults.ts';
import { predictionsIn, WebPerson } from '../support/web-person.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await RunningApp.start({ SIMULATOR_SECONDS: '0.5' });
});
afterAll(async () => void (await app.end()));

/** Asks for that many images, which take so many seconds each. */
async function ask(client: RoomClient, count: number, seconds: number, what: string) {
  await scriptAt(app.simulator, {
    on: 'prediction',
    prompt_includes: what,
    times: count,
    then: { seconds },
  });
  const requests = Array.from({ length: count }, (_, index) => ({
    type: 'image_request',
    client_id: `request-${index}`,
    prompt: `${what}, number ${index}`,
    width: 384,
    height: 384,
  }));
  client.sendRaw(JSON.stringify(requests));
}

/** The ids of the images that were asked for. */
async function idsOf(client: RoomClient, count: number): Promise<string[]> {
  const answers = Array.from({ length: count }, (_, index) => client.answerTo(`request-${index}`));
  return (await Promise.all(answers)).map((answer) => (answer.type === 'ack' ? answer.id : ''));
}

const ends = (client: RoomClient, id: string) =>
  client.hears('image_complete', ({ image_id }) => image_id === id);

const begins = (client: RoomClient, id: string) =>
  client.hears('image_progress', (said) => said.image_id === id && (said.progress ?? 0) > 0);

test('the same request with the same seed gives the same bytes', async () => {
  const ada = await WebPerson.named(app.url, 'Ada');
  const client = await ada.connect(await ada.createChat('Twins'));
  const request = { type: 'image_request', prompt: 'a red boat at dawn', seed: 11 };
  client.say({ ...request, client_id: 'request-0' }, { ...request, client_id: 'request-1' });
  const ids = await idsOf(client, 2);
  const urls = (await Promise.all(ids.map((id) => ends(client, id)))).map((end) => end.image_url);
  const [one, two] = await Promise.all(
    urls.map(async (url) => Buffer.from(await (await ada.get(url ?? '')).arrayBuffer())),
  );
  expect(one?.byteLength).toBeGreaterThan(1_000);
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
});

test('twenty slow images asked at once develop side by side', async () => {
  const ada = await WebPerson.named(app.url, 'Ada');
  const client = await ada.connect(await ada.createChat('Twenty'));
  const since = performance.now();
  await ask(client, 20, 10, 'a slow lighthouse');
  const ids = await idsOf(client, 20);
  await Promise.all(ids.map((id) => begins(client, id)));
  // None had to wait for the end of another: all have begun, and none has ended.
  expect(client.heard.filter(({ type }) => type === 'image_complete')).toEqual([]);
  const completes = await Promise.all(ids.map((id) => ends(client, id)));
  console.log(`twenty images of 10 s took ${((performance.now() - since) / 1000).toFixed(1)} s`);
  expect(completes.map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
});

test('five images survive a SIGKILL of everything, each paid once', async () => {
  const ada = await WebPerson.named(app.url, 'Ada');
  const chat = await ada.createChat('Five');
  const client = await ada.connect(chat);
  await ask(client, 5, 5, 'a killed lighthouse');
  const ids = await idsOf(client, 5);
  await Promise.all(ids.map((id) => begins(client, id)));
  await app.end('SIGKILL');

  app = await RunningApp.start({ STATE_DIR: app.stateDir, SIMULATOR_SECONDS: '0.5' });
  const back = await ada.at(app.url).connect(chat);
  const finished = await Promise.all(
    ids.map((id) =>
      back.hears('changes', ({ images }) =>
        images.some((image) => image.id === id && image.completed_at !== null),
      ),
    ),
  );
  const images = finished.flatMap((changes) => changes.images);
  expect(ids.map((id) => images.find((image) => image.id === id)?.status)).toEqual(
    ids.map(() => 'completed'),
  );
  const made = await predictionsIn(app.simulator);
  const killed = made.filter(({ input }) => input.prompt.includes('a killed lighthouse'));
  expect(killed).toHaveLength(5);
});

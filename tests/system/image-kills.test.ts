import { createHash } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ImageRow } from '../../src/protocol/rows.ts';
import type { RoomClient } from '../support/room-client.ts';
import { freePort, RunningApp } from '../support/running-app.ts';
import { scriptAt } from '../support/simulator-faults.ts';
import { predictionsIn, WebPerson } from '../support/web-person.ts';

/** Asks for a picture. @returns the id of its image, once the server has promised it */
async function ask(client: RoomClient, prompt: string): Promise<string> {
  const client_id = prompt.replaceAll(' ', '-');
  client.say({ type: 'image_request', client_id, prompt, width: 384, height: 384 });
  const answer = await client.answerTo(client_id);
  if (answer.type !== 'ack') throw new Error(answer.error.message);
  return answer.id;
}

/** The row of an image that has ended, before or after this connection was made. */
async function endedRow(client: RoomClient, id: string): Promise<ImageRow> {
  const isIt = (image: ImageRow) => image.id === id && image.completed_at !== null;
  const { images } = await Promise.race([
    client.hears('snapshot', (snapshot) => snapshot.images.some(isIt)),
    client.hears('changes', (changes) => changes.images.some(isIt)),
  ]);
  const row = images.find(isIt);
  if (!row) throw new Error('no row');
  return row;
}

const predictionOf = async (app: RunningApp, prompt: string) =>
  (await predictionsIn(app.simulator)).find(({ input }) => input.prompt === prompt);

test(
  'a SIGKILL of everything, wherever the pictures are, loses none and pays none twice',
  { timeout: 400_000 },
  async () => {
    // The addresses of pictures have the simulator's port in them.
    const SIMULATOR_PORT = String(await freePort());
    const settings = { SIMULATOR_SECONDS: '1', SIMULATOR_PORT };
    const first = await RunningApp.start(settings);
    onTestFinished(async () => void (await first.end('SIGKILL')));
    const ada = await WebPerson.named(first.url, 'Ada');
    const chat = await ada.createChat('Kills');
    const [stored, before, after, promised] = [
      'killed while it is stored',
      'killed before the POST is taken',
      'killed after the POST was taken',
      'killed right after it was promised',
    ];
    const store = { on: 'output', part: 'final', prompt_includes: stored };
    await scriptAt(
      first.simulator,
      // The first download says that the second is about to begin, which stays in the middle.
      { ...store, then: { file: 'missing' } },
      { ...store, then: { file: 'stalled' } },
      { on: 'create', prompt_includes: before, then: { hold: 9_000 } },
      { on: 'create', prompt_includes: after, after_accept: true, then: { hold: 9_000 } },
    );
    const client = await ada.connect(chat);
    const ids = [await ask(client, stored)];
    await vi.waitFor(async () => {
      const calls = (await predictionOf(first, stored))?.calls ?? [];
      expect(calls).toContainEqual(expect.objectContaining({ kind: 'output', status: 404 }));
    }, 60_000);
    expect(client.heard.filter(({ type }) => type === 'image_complete')).toEqual([]);
    await first.end('SIGKILL');

    const second = await RunningApp.start({ ...settings, STATE_DIR: first.stateDir });
    onTestFinished(async () => void (await second.end('SIGKILL')));
    const asks = await ada.at(second.url).connect(chat);
    ids.push(...(await Promise.all([ask(asks, before), ask(asks, after)])));
    await vi.waitFor(async () => expect(await predictionOf(second, after)).toBeDefined(), 60_000);
    ids.push(await ask(asks, promised));
    expect(await predictionOf(second, before)).toBeUndefined();
    await second.end('SIGKILL');

    const third = await RunningApp.start({ ...settings, STATE_DIR: first.stateDir });
    onTestFinished(async () => void (await third.end()));
    const back = ada.at(third.url);
    const hears = await back.connect(chat);
    const rows = await Promise.all(ids.map((id) => endedRow(hears, id)));
    expect(rows.map((row) => [row.prompt, row.status])).toEqual(
      [stored, before, after, promised].map((prompt) => [prompt, 'completed']),
    );
    for (const { url, sha256 } of rows) {
      const bytes = Buffer.from(await (await back.get(url ?? '')).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    const paid = (await predictionsIn(third.simulator)).map(({ input }) => input.prompt);
    expect(paid.toSorted()).toEqual([stored, before, after, promised].toSorted());
  },
);

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { firstPicture, meanOfHalf, runModel, twoHalves } from './run-model.ts';
import { makeClock, startSimulator, temporaryDir } from './start-simulator.ts';

const source = await twoHalves(240, 160);

test('the stock client uploads a file, sees it, lists it and deletes it', async () => {
  const { client, call, ledger } = await startSimulator();
  const blob = new File([new Uint8Array(source)], 'halves.png', { type: 'image/png' });
  const made = await client.files.create(blob, { room: 'r1' });
  const sum = (kind: string) => createHash(kind).update(source).digest('hex');
  expect(made).toMatchObject({
    name: 'halves.png',
    content_type: 'image/png',
    size: source.length,
    etag: sum('md5'),
    checksums: { sha256: sum('sha256'), md5: sum('md5') },
    metadata: { room: 'r1' },
  });
  const day = Date.parse(String(made.expires_at)) - Date.parse(made.created_at);
  expect(day).toBe(86_400_000);
  expect(await client.files.get(made.id)).toEqual(made);
  expect((await client.files.list()).results).toEqual([made]);
  const download = await call(new URL(`${made.urls.get}/download`).pathname);
  expect(Buffer.from(await download.arrayBuffer()).equals(source)).toBe(true);
  for (const address of [made.urls.get, `${made.urls.get}/download`]) {
    expect((await fetch(address)).status).toBe(401);
  }
  expect(await client.files.delete(made.id)).toBe(true);
  expect((await call(new URL(made.urls.get).pathname)).status).toBe(404);
  const kinds = (await ledger()).calls.map(({ kind, status }) => `${kind} ${status}`);
  expect(kinds).toEqual(['upload 201', 'file 200', 'file 200', 'file 200', 'file 204', 'file 404']);
});

test('a prediction begins with an uploaded file, and with none that was removed', async () => {
  const simulator = await startSimulator({ seconds: 0.02 });
  const made = await simulator.client.files.create(new Blob([new Uint8Array(source)]));
  const input = { prompt: 'x', image: made.urls.get, prompt_strength: 0, width: 240, height: 160 };
  const run = await runModel(simulator, 'stability-ai/sdxl', input);
  expect(await meanOfHalf(await firstPicture(run), 'left')).toEqual([255, 0, 0]);
  await simulator.client.files.delete(made.id);
  const later = await runModel(simulator, 'stability-ai/sdxl', input);
  expect(later).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('404') as unknown,
  });
});

test('a file stays over a restart, and for a day', async () => {
  const stateDir = temporaryDir();
  const clock = makeClock();
  const first = await startSimulator({ stateDir, now: clock.now });
  const { id } = await first.client.files.create(new Blob(['hello'], { type: 'text/plain' }));
  await first.close();
  const second = await startSimulator({ stateDir, now: clock.now });
  clock.pass(86_399);
  expect(await (await second.call(`/v1/files/${id}/download`)).text()).toBe('hello');
  clock.pass(1);
  expect((await second.call(`/v1/files/${id}`)).status).toBe(404);
  expect((await second.client.files.list()).results).toEqual([]);
});

test('an upload without content is refused, and so is one of more than 100 MB', async () => {
  const { url, ledger } = await startSimulator();
  const post = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', body, headers: { authorization: 'Bearer t', ...headers } };
    return (await fetch(`${url}/v1/files`, init)).status;
  };
  const form = new FormData();
  form.set('content', 'only text');
  expect(await post(form)).toBe(422);
  expect(await post('{}', { 'content-type': 'application/json' })).toBe(422);
  // Refused by what it says of itself, before any of it is read.
  const request = httpRequest(`${url}/v1/files`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer t',
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 110 * 1024 * 1024,
    },
  });
  request.flushHeaders();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(413);
  request.destroy();
  expect((await ledger()).calls.map(({ status }) => status)).toEqual([422, 422]);
});

test('an upload meets its faults before or after the file was taken', async () => {
  const { call, client, script, url } = await startSimulator();
  await script([
    { on: 'upload', then: { refuse: 'throttled' } },
    { on: 'upload', after_accept: true, then: { status: 500 } },
    { on: 'file', then: { refuse: 'not_found' } },
  ]);
  const upload = async (name: string): Promise<number> => {
    const body = new FormData();
    body.set('content', new File(['a'], name));
    const headers = { authorization: 'Bearer t' };
    return (await fetch(`${url}/v1/files`, { method: 'POST', body, headers })).status;
  };
  expect([await upload('throttled'), await upload('taken')]).toEqual([429, 500]);
  expect((await call('/v1/files')).status).toBe(404);
  expect((await client.files.list()).results).toMatchObject([{ name: 'taken' }]);
});

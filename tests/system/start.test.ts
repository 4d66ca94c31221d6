import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../src/simulator/listen.ts';
import { freePort, newStateDir, RunningApp } from '../support/running-app.ts';
import { predictionsIn, WebPerson } from '../support/web-person.ts';

/** What a start printed that did not succeed. */
async function failedStart(settings: Record<string, string>): Promise<string> {
  const app = await RunningApp.launch(settings);
  expect(await app.ended()).toBe(1);
  return app.printed.trim();
}

/** A port that somebody else has. */
async function takenPort(): Promise<string> {
  const port = await freePort();
  const server = createServer().listen(port, 'localhost');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return String(port);
}

test('a port in use gets one line that says what to do', async () => {
  const port = await takenPort();
  expect(await failedStart({ PORT: port })).toBe(
    `Port ${port} is in use. Set PORT to another one, as in PORT=8788 npm start.`,
  );
});

test.each([
  [{ PORT: 'eighty' }, 'PORT is "eighty". Set it to a port from 1 to 65535.'],
  [
    { REPLICATE_BASE_URL: 'replicate', REPLICATE_API_TOKEN: 'r8' },
    'REPLICATE_BASE_URL is "replicate". Set it to a URL such as https://api.replicate.com/v1.',
  ],
  [
    { REPLICATE_BASE_URL: 'http://127.0.0.1:1/v1' },
    'REPLICATE_BASE_URL is set but REPLICATE_API_TOKEN is not. Set a token as well; where that ' +
      'server wants none, any word will do.',
  ],
])('a broken setting gets one line: %j', async (settings, line) => {
  expect(await failedStart(settings)).toBe(line);
});

test('a broken setting of the simulator gets its line too', async () => {
  expect(await failedStart({ SIMULATOR_SECONDS: 'soon' })).toContain('SIMULATOR_SECONDS=soon');
});

test('Ctrl-C ends everything, a second start finds the data', async () => {
  const stateDir = newStateDir();
  const app = await RunningApp.start({ STATE_DIR: stateDir });
  const ada = await fetch(`${app.url}/api/guest`, {
    method: 'POST',
    headers: { origin: app.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada' }),
  });
  const cookie = ada.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const keyFile = path.join(stateDir, 'operator-key');
  const key = readFileSync(keyFile, 'utf8');
  expect(app.printed).toContain(`${app.url}/operator, with the key in ${keyFile}`);
  expect(app.printed).not.toContain(key);
  const came = await fetch(`${app.url}/api/operator`, {
    method: 'POST',
    headers: { origin: app.url, 'content-type': 'application/json', cookie },
    body: JSON.stringify({ key }),
  });
  expect(came.status).toBe(204);
  await app.end('SIGINT');
  for (const address of [app.url, app.simulator]) await expect(fetch(address)).rejects.toThrow();

  const again = await RunningApp.start({ STATE_DIR: stateDir });
  onTestFinished(async () => void (await again.end()));
  const me = await fetch(`${again.url}/api/me`, { headers: { cookie } });
  expect(await me.json()).toMatchObject({ name: 'Ada' });
  const page = await fetch(`${again.url}/operator`, { headers: { cookie } });
  expect(await page.text()).toContain('How this server is doing');
  expect(readFileSync(keyFile, 'utf8')).toBe(key);
});

test('with a base URL any server that speaks the API is asked, and no simulator starts', async () => {
  const server = await listen(0, { stateDir: newStateDir(), seconds: 0.5, fileSeconds: 60 });
  onTestFinished(() => server.close());
  const app = await RunningApp.start({
    REPLICATE_BASE_URL: `${server.url}/v1`,
    REPLICATE_API_TOKEN: 'any-word',
  });
  onTestFinished(async () => void (await app.end()));
  await expect(fetch(app.simulator)).rejects.toThrow();
  const ada = await WebPerson.named(app.url, 'Ada');
  const client = await ada.connect(await ada.createChat('Elsewhere'));
  expect(await client.hears('welcome')).toMatchObject({ simulated: false });
  client.say({ type: 'image_request', client_id: 'request-0', prompt: 'a fox' });
  expect(await client.hears('image_complete')).toMatchObject({ status: 'completed' });
  expect(await predictionsIn(server.url)).toHaveLength(1);
  expect(app.printed).not.toContain('any-word');
});

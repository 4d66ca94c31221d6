import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchOutput } from '../../../../src/worker/images/fetch-output.ts';

const limit = 1_000;
const patient = { silenceMs: 10_000, allMs: 10_000 };

/** Fetches from a server that answers like that. */
async function fetched(answer: (response: ServerResponse) => void, patience = patient) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    expect(request.headers.authorization).toBeUndefined();
    answer(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const outcome = await fetchOutput(`http://127.0.0.1:${port}/out.png`, limit, patience);
  return { outcome, asked };
}

test('gives the bytes, and says whether they are as many as were promised', async () => {
  const promised = await fetched((response) => {
    response.writeHead(200, { 'content-length': 5 }).end('abcde');
  });
  expect(promised.outcome).toMatchObject({ ok: true, isWhole: true });
  const open = await fetched((response) => {
    response.writeHead(200);
    response.write('abc');
    response.end('de');
  });
  expect(open.outcome).toMatchObject({ ok: true, isWhole: false });
  for (const { outcome } of [promised, open]) {
    expect(outcome.ok && new TextDecoder().decode(outcome.bytes)).toBe('abcde');
    if (outcome.ok) outcome.done();
  }
});

test.each([401, 403, 404, 410])('what is answered with %i is gone', async (status) => {
  const { outcome } = await fetched((response) => response.writeHead(status).end());
  expect(outcome).toEqual({ ok: false, reason: 'gone' });
});

test.each([429, 500, 503])('what is answered with %i may come later', async (status) => {
  const { outcome } = await fetched((response) => response.writeHead(status).end());
  expect(outcome).toEqual({ ok: false, reason: 'unreachable' });
});

test('no redirect is followed', async () => {
  const { outcome, asked } = await fetched((response) => {
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(outcome).toEqual({ ok: false, reason: 'unreachable' });
  expect(asked).toEqual(['/out.png']);
});

test('more than the limit is refused before it is read where its length is said', async () => {
  const { outcome } = await fetched((response) => {
    response.writeHead(200, { 'content-length': limit + 1 });
    response.flushHeaders();
  });
  expect(outcome).toEqual({ ok: false, reason: 'not_an_image' });
});

test('what never ends is cut off at the limit', async () => {
  let sent = 0;
  const { outcome } = await fetched((response) => {
    const send = () => {
      while (!response.destroyed && response.write(Buffer.alloc(600))) sent += 600;
    };
    response.on('drain', send);
    send();
  });
  expect(outcome).toEqual({ ok: false, reason: 'not_an_image' });
  expect(sent).toBeLessThan(50_000_000);
});

test('a connection that breaks is known by what was promised', async () => {
  const { outcome } = await fetched((response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.destroy());
  });
  expect(outcome).toEqual({ ok: false, reason: 'unreachable' });
});

test('a server that falls silent is left', async () => {
  const { outcome } = await fetched((response) => void response.writeHead(200).write('half'), {
    silenceMs: 50,
    allMs: 60_000,
  });
  expect(outcome).toEqual({ ok: false, reason: 'unreachable' });
});

test('a server that drips is left when it has taken too long in all', async () => {
  const drip = { silenceMs: 60_000, allMs: 200 };
  const { outcome } = await fetched((response) => {
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(timer));
  }, drip);
  expect(outcome).toEqual({ ok: false, reason: 'unreachable' });
});

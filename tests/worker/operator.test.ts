import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { app } from '../../src/worker/app.ts';
import type { Env } from '../../src/worker/env.ts';
import { operator } from './support/operators.ts';
import { chatOf, guest, nobody, origin, type Visitor } from './support/people.ts';

const key = env.OPERATOR_KEY;
const image = 'i'.repeat(22);
const requeue = { client_id: 'requeue-1' };

/** Every address of the operator's, and what each gets there: `page` and `form` are 200. */
const routes: {
  what: string;
  ask: (person: Visitor) => Promise<Response>;
  stranger: number;
  operator: number;
}[] = [
  { what: 'the page', ask: (one) => one.send('/operator'), stranger: 200, operator: 200 },
  {
    what: 'the key, a wrong one',
    ask: (one) => one.sendJson('POST', '/api/operator', { key: 'no' }),
    stranger: 403,
    operator: 403,
  },
  {
    what: 'a requeue',
    ask: (one) => one.sendJson('POST', `/api/operator/images/${image}/requeue`, requeue),
    stranger: 404,
    operator: 404,
  },
  {
    what: 'a requeue without a body',
    ask: (one) => one.send(`/api/operator/images/${image}/requeue`, { method: 'POST' }),
    stranger: 404,
    operator: 400,
  },
  {
    what: 'a sweep of the image store',
    ask: (one) => one.sendJson('POST', '/api/operator/sweep'),
    stranger: 404,
    operator: 200,
  },
  {
    what: 'stepping down',
    ask: (one) => one.sendJson('DELETE', '/api/operator'),
    stranger: 404,
    operator: 204,
  },
];

/** All that can be seen of an answer. */
async function seen(answer: Response) {
  const { status } = answer;
  const headers = new Headers(answer.headers);
  // The copy of the session, which is made anew each time.
  headers.delete('set-cookie');
  return { status, headers: Object.fromEntries(headers), body: await answer.text() };
}

const unknown = {
  page: async (person: Visitor) => seen(await person.send('/no-such-page')),
  api: async (person: Visitor) => seen(await person.sendJson('POST', '/api/no-such-thing')),
};

test.each(routes)('$what is nowhere for a visitor', async ({ what, ask }) => {
  const nowhere = await (what === 'the page' ? unknown.page(nobody) : unknown.api(nobody));
  expect(nowhere.status).toBe(404);
  expect(await seen(await ask(nobody))).toEqual(nowhere);
});

test.each(routes)('$what, for strangers, members and operators', async (route) => {
  const [stranger, member] = [await guest('Eve'), await guest('Lin')];
  await chatOf(await guest('Ada'), member);
  for (const person of [stranger, member]) {
    const answer = await seen(await route.ask(person));
    expect(answer.status).toBe(route.stranger);
    if (route.stranger === 404) expect(answer).toEqual(await unknown.api(person));
    expect(answer.body).not.toContain('How this server is doing');
  }
  expect((await route.ask(await operator())).status).toBe(route.operator);
});

test('who gives the key is an operator, until they step down', async () => {
  const ada = await guest('Ada');
  expect(await (await ada.send('/operator')).text()).toContain('Operator’s key');
  for (let times = 0; times < 2; times += 1) {
    expect((await ada.sendJson('POST', '/api/operator', { key: ` ${key} ` })).status).toBe(204);
  }
  const page = await ada.send('/operator');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(await page.text()).toContain('How this server is doing');
  expect((await ada.sendJson('DELETE', '/api/operator')).status).toBe(204);
  expect(await (await ada.send('/operator')).text()).toContain('Operator’s key');
});

test.each([
  ['', 422, 'Type the key.'],
  ['wrong', 403, 'That is not the key.'],
  [`${env.OPERATOR_KEY}x`, 403, 'That is not the key.'],
  ['x'.repeat(201), 422, 'That is too long for a key.'],
])('what is not the key makes nobody an operator: %s', async (given, status, message) => {
  const eve = await guest('Eve');
  const answer = await eve.sendJson('POST', '/api/operator', { key: given });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { message, field: 'key' } });
  expect(await (await eve.send('/operator')).text()).toContain('Operator’s key');
});

test('the key is taken from the app’s own pages only', async () => {
  const ada = await guest('Ada');
  const elsewhere = await ada.send('/api/operator', {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
  expect(elsewhere.status).toBe(403);
  expect(await (await ada.send('/operator')).text()).toContain('Operator’s key');
});

/** The app under other bindings than the tests have. */
async function under(bindings: Partial<Env>, person: Visitor, method: string, path: string) {
  const request = new Request(`${origin}${path}`, {
    method,
    headers: { origin, cookie: person.session, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify({ key }) } : {}),
  });
  return app.fetch(request, { ...env, ...bindings });
}

test('without a key there is no operator’s page, not even for operators', async () => {
  const olga = await operator();
  const without = { OPERATOR_KEY: '' };
  for (const [method, path] of [
    ['GET', '/operator'],
    ['POST', '/api/operator'],
    ['DELETE', '/api/operator'],
  ] as const) {
    expect((await under(without, olga, method, path)).status).toBe(404);
  }
  expect(await (await olga.send('/operator')).text()).toContain('How this server is doing');
});

const refusing: RateLimit = { limit: async () => ({ success: false }) };
const failing: RateLimit = { limit: () => Promise.reject(new Error('the limiter is down')) };

test.each([
  ['too many of one person', { OPERATOR_KEY_RATE: refusing }, 429],
  ['too many of all', { OPERATOR_KEYS_RATE: refusing }, 429],
  ['a limiter that fails', { OPERATOR_KEY_RATE: failing }, 500],
  ['another that fails', { OPERATOR_KEYS_RATE: failing }, 500],
])('not even the right key is tried after %s', async (_what, bindings, status) => {
  const eve = await guest('Eve');
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect((await under(bindings, eve, 'POST', '/api/operator')).status).toBe(status);
  expect(await (await eve.send('/operator')).text()).toContain('Operator’s key');
});

test('who tries one key after the other is asked to wait', async () => {
  const eve = await guest('Eve');
  const statuses = [];
  // More than twice what is allowed: wherever the window turns, one half of it is too much.
  for (let tried = 0; tried < 11; tried += 1) {
    statuses.push((await eve.sendJson('POST', '/api/operator', { key: 'no' })).status);
  }
  expect(statuses).toContain(429);
});

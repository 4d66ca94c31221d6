import { rmSync } from 'node:fs';
import { helloQuery } from '../../../src/protocol/hello-query.ts';
import { RunningApp } from '../../support/running-app.ts';
import { ownChildren } from '../measure-process-tree.ts';
import type { Dial } from '../load/orders.ts';
import type { RoomServer } from './room-server.ts';

/** At most: more clients than people are several sockets of each, of which twelve are allowed. */
const mostPeople = 100;

/** How many guests come in at a time, while nothing is measured. */
const atATime = 10;

/** The bench sends more than any person may. */
const unlimited = { REQUEST_BURST: '1000000000', REQUESTS_PER_SECOND: '1000000000' };

type Post = { path: string; cookie?: string; body?: unknown };

async function inTens<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  while (done.length < count) {
    const from = done.length;
    const size = Math.min(atATime, count - from);
    done.push(...(await Promise.all(Array.from({ length: size }, (_, at) => work(from + at)))));
  }
  return done;
}

/** Starts ours as `npm start` does, and lets guests into its rooms by their links. */
export async function startDarkroom(): Promise<RoomServer> {
  const before = new Set(ownChildren());
  const app = await RunningApp.start({ ...unlimited, HOST: '127.0.0.1' });
  const pid = ownChildren().find((child) => !before.has(child)) ?? 0;

  const post = async ({ path, cookie = '', body = {} }: Post) => {
    const answer = await fetch(`${app.url}${path}`, {
      method: 'POST',
      headers: { origin: app.url, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const newGuest = async (index: number) => {
    const answer = await post({ path: '/api/guest', body: { name: `Guest ${index}` } });
    return answer.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
  };

  const cookies: string[] = [];
  const newRoom = async (clients: number) => {
    const people = Math.min(clients, mostPeople);
    const known = cookies.length;
    cookies.push(...(await inTens(people - known, (at) => newGuest(known + at))));
    const made = await post({
      path: '/api/chats',
      cookie: cookies[0] ?? '',
      body: { name: 'Bench' },
    });
    const { id } = (await made.json()) as { id: string };
    await inTens(people, (at) =>
      post({ path: `/api/chats/${id}/join`, cookie: cookies[at] ?? '' }),
    );
    return Array.from({ length: clients }, (_, index) => ({
      url: `${app.url.replace('http', 'ws')}/api/chats/${id}/socket?${helloQuery(null)}`,
      // In turns, so that the senders are different people.
      headers: { cookie: cookies[index % people] ?? '', origin: app.url },
    }));
  };
  /** With the page comes a fresh copy of the session, which spares the connection a look into D1. */
  const loadPage = async (dials: Dial[]) => {
    const fresh = new Map<string, string>();
    const stale = [...new Set(dials.map(({ headers }) => headers?.cookie ?? ''))];
    await inTens(stale.length, async (at) => {
      const cookie = stale[at] ?? '';
      const answer = await fetch(`${app.url}/`, { headers: { cookie } });
      const set = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
      const names = new Set(set.map((one) => one.split('=')[0]));
      const kept = cookie.split('; ').filter((one) => !names.has(one.split('=')[0]));
      fresh.set(cookie, [...kept, ...set].join('; '));
    });
    return dials.map(({ url, headers }) => ({
      url,
      headers: { ...headers, cookie: fresh.get(headers?.cookie ?? '') ?? '' },
    }));
  };
  const end = async () => {
    await app.end();
    rmSync(app.stateDir, { recursive: true, force: true });
  };
  return { system: 'darkroom', dialect: 'darkroom', pid, newRoom, loadPage, end };
}

import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import type { ImageRow } from '../../src/protocol/rows.ts';
import { database } from '../../src/worker/db/database.ts';
import { endedJobs } from '../../src/worker/db/ended-jobs.ts';
import {
  jobCounts,
  spendByChat,
  spendByDay,
  spendByPerson,
  spendInAll,
  stageTimes,
} from '../../src/worker/db/operator-figures.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import { chatOf, guest } from './support/people.ts';
import { imageRow } from './support/rows.ts';

const db = database(env.DB);
const [sdxl, flux] = ['stability-ai/sdxl', 'black-forest-labs/flux-dev'];
const dayMs = 24 * 60 * 60 * 1000;
/** Some noon. */
const noon = 20_000 * dayMs + dayMs / 2;

let count = 0;

/** Puts images into D1 as rooms would; whatever is not said is ordinary. */
async function made(...images: Partial<ImageRow>[]): Promise<string[]> {
  const rows = images.map((image) => {
    count += 1;
    const id = String(count).padStart(22, '0');
    return imageRow({ id, created_at: noon, ...image });
  });
  for (const row of rows) await projectRows(db, row.chat_id, [{ kind: 'image', row }]);
  return rows.map(({ id }) => id);
}

const error = (code: 'timed_out' | 'moderated', may_have_been_charged: boolean) => ({
  code,
  message: '',
  may_have_been_charged,
  detail: null,
});

beforeEach(async () => {
  await env.DB.prepare('DELETE FROM image').run();
});

test('where nothing was asked for there are no figures', async () => {
  await made({ created_at: noon - 1 });
  expect(await jobCounts(db, noon)).toEqual([]);
  expect(await stageTimes(db, noon)).toEqual([]);
  expect(await spendInAll(db, noon)).toEqual({ dollars: 0, images: 0, unpriced: 0 });
  expect(await spendByDay(db, noon)).toEqual([]);
  expect(await spendByPerson(db, noon)).toEqual({ shares: [], others: 0 });
  expect(await spendByChat(db, noon)).toEqual({ shares: [], others: 0 });
  expect(await endedJobs(db, noon, 'failed', undefined)).toEqual({ jobs: [], next: null });
});

test('images are counted by state, by model and in all, those that were deleted too', async () => {
  await made(
    { model: sdxl, status: 'completed' },
    { model: sdxl, status: 'completed', deleted_at: noon },
    { model: sdxl, status: 'pending' },
    { model: flux, status: 'failed' },
    { model: flux, status: 'canceled' },
    { model: flux, status: 'processing' },
    { model: flux, status: 'failed', created_at: noon - 1 },
  );
  const none = { pending: 0, processing: 0, completed: 0, failed: 0, canceled: 0 };
  expect(await jobCounts(db, noon)).toEqual([
    { model: null, pending: 1, processing: 1, completed: 2, failed: 1, canceled: 1 },
    { model: flux, ...none, processing: 1, failed: 1, canceled: 1 },
    { model: sdxl, ...none, pending: 1, completed: 2 },
  ]);
});

test('what somebody brought in was not asked for, and cost nothing', async () => {
  await made({ model: sdxl, price: 0.5 }, { kind: 'upload', model: '', price: null });
  const spent = { dollars: 0.5, images: 1, unpriced: 0 };
  expect((await jobCounts(db, noon)).map(({ model, completed }) => [model, completed])).toEqual([
    [null, 1],
    [sdxl, 1],
  ]);
  expect(await spendInAll(db, noon)).toEqual(spent);
  expect(await spendByDay(db, noon)).toMatchObject([spent]);
  expect((await spendByPerson(db, noon)).shares).toMatchObject([spent]);
  expect((await spendByChat(db, noon)).shares).toMatchObject([spent]);
});

/** An image that waited, ran and was stored for so long. */
const took = (waiting: number, running: number, storing: number) => ({
  created_at: noon,
  submitted_at: noon + waiting,
  predicted_at: noon + waiting + running,
  completed_at: noon + waiting + running + storing,
});

test('half of the images took p50 or less, and 95 of 100 took p95 or less', async () => {
  // 1 to 20, in no order.
  const shuffled = Array.from({ length: 20 }, (_, at) => ((at * 7) % 20) + 1);
  await made(...shuffled.map((n) => ({ model: sdxl, ...took(n, n * 10, n * 100) })), {
    model: flux,
    ...took(5_000, 6_000, 7_000),
  });
  const times = await stageTimes(db, noon);
  expect(times).toEqual([
    { model: null, stage: 'running', measured: 21, p50: 110, p95: 200 },
    { model: null, stage: 'storing', measured: 21, p50: 1_100, p95: 2_000 },
    { model: null, stage: 'waiting', measured: 21, p50: 11, p95: 20 },
    { model: flux, stage: 'running', measured: 1, p50: 6_000, p95: 6_000 },
    { model: flux, stage: 'storing', measured: 1, p50: 7_000, p95: 7_000 },
    { model: flux, stage: 'waiting', measured: 1, p50: 5_000, p95: 5_000 },
    { model: sdxl, stage: 'running', measured: 20, p50: 100, p95: 190 },
    { model: sdxl, stage: 'storing', measured: 20, p50: 1_000, p95: 1_900 },
    { model: sdxl, stage: 'waiting', measured: 20, p50: 10, p95: 19 },
  ]);
});

test('images that took equally long are each counted', async () => {
  const waited = (ms: number) => ({
    created_at: noon,
    submitted_at: noon + ms,
    predicted_at: null,
  });
  await made(...[1, 1, 1, 2].map(waited), ...Array.from({ length: 16 }, () => waited(3)));
  expect(await stageTimes(db, noon)).toMatchObject([
    { model: null, stage: 'waiting', measured: 20, p50: 3, p95: 3 },
    { model: sdxl, stage: 'waiting', measured: 20, p50: 3, p95: 3 },
  ]);
  await made(...Array.from({ length: 20 }, () => waited(1)));
  expect(await stageTimes(db, noon)).toMatchObject([
    { model: null, stage: 'waiting', measured: 40, p50: 1, p95: 3 },
    { model: sdxl, stage: 'waiting', measured: 40, p50: 1, p95: 3 },
  ]);
});

test('a stage that an image did not go through to its end is not measured', async () => {
  await made(
    // Was never asked for; is still running; ran and then failed.
    { status: 'failed', submitted_at: null, predicted_at: null, completed_at: noon + 9 },
    { status: 'processing', ...took(10, 0, 0), predicted_at: null, completed_at: null },
    { status: 'failed', ...took(20, 30, 40) },
  );
  const inAll = (await stageTimes(db, noon)).filter(({ model }) => model === null);
  expect(inAll).toMatchObject([
    { stage: 'running', measured: 1, p50: 30 },
    { stage: 'waiting', measured: 2, p50: 10, p95: 20 },
  ]);
});

test('spent is what was completed or may have been charged; an unknown price is told apart', async () => {
  await made(
    { status: 'completed', price: 0.25 },
    { status: 'completed', price: 0.5, deleted_at: noon },
    { status: 'completed', price: null },
    { status: 'failed', price: 1, error: error('timed_out', true) },
    { status: 'canceled', price: 2, error: error('timed_out', true) },
    { status: 'failed', price: 100, error: error('moderated', false) },
    { status: 'canceled', price: 100 },
    { status: 'processing', price: 100 },
    { status: 'completed', price: 100, created_at: noon - 1 },
  );
  expect(await spendInAll(db, noon)).toEqual({ dollars: 3.75, images: 5, unpriced: 1 });
});

test('what was spent is told by day, by person and by chat', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const chat = await chatOf(ada);
  const gone = { chat_id: 'g'.repeat(22), requested_by: 'somebody-who-is-gone' };
  const midnight = noon + dayMs / 2;
  await made(
    { chat_id: chat, requested_by: ada.id, price: 0.5 },
    { chat_id: chat, requested_by: ada.id, price: 0.5, created_at: midnight - 1 },
    { chat_id: chat, requested_by: lin.id, price: 2, created_at: midnight },
    { ...gone, price: null, created_at: midnight + 1 },
  );
  const day = noon - dayMs / 2;
  expect(await spendByDay(db, noon)).toEqual([
    { day: day + dayMs, dollars: 2, images: 2, unpriced: 1 },
    { day, dollars: 1, images: 2, unpriced: 0 },
  ]);
  const unknown = { name: null, dollars: 0, images: 1, unpriced: 1 };
  expect(await spendByPerson(db, noon)).toEqual({
    shares: [
      { id: lin.id, name: 'Lin', dollars: 2, images: 1, unpriced: 0 },
      { id: ada.id, name: 'Ada', dollars: 1, images: 2, unpriced: 0 },
      { id: gone.requested_by, ...unknown },
    ],
    others: 0,
  });
  expect(await spendByChat(db, noon)).toEqual({
    shares: [
      { id: chat, name: 'Lighthouses', dollars: 3, images: 3, unpriced: 0 },
      { id: gone.chat_id, ...unknown },
    ],
    others: 0,
  });
});

test('of very many people only those with the most are told apart', async () => {
  const people = Array.from({ length: 23 }, (_, at) => `person-${at}`);
  await made(...people.map((requested_by, at) => ({ requested_by, price: at })));
  const { shares, others } = await spendByPerson(db, noon);
  expect(shares.map(({ dollars }) => dollars)).toEqual(
    Array.from({ length: 20 }, (_, at) => 22 - at),
  );
  expect(others).toBe(3);
});

test('failed jobs come newest first and page by page, each once, canceled ones apart', async () => {
  // Several of one moment are told apart as well.
  const failed = await made(
    ...Array.from({ length: 60 }, (_, at) => ({
      status: 'failed' as const,
      created_at: noon + Math.floor(at / 4),
    })),
  );
  const [canceled] = await made({ status: 'canceled' }, { status: 'completed' });
  const heard: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const { jobs, next } = await endedJobs(db, noon, 'failed', cursor);
    heard.push(...jobs.map(({ image_id }) => image_id));
    cursor = next ?? undefined;
    pages += 1;
  } while (cursor !== undefined);
  expect(pages).toBe(3);
  expect(heard).toEqual(failed.toReversed());
  const { jobs } = await endedJobs(db, noon, 'canceled', undefined);
  expect(jobs.map(({ image_id }) => image_id)).toEqual([canceled]);
  expect(await endedJobs(db, noon, 'canceled', 'nonsense')).toMatchObject({ jobs });
});

test('a failed job tells who, where, when and why, and not the prompt', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const [id] = await made({
    chat_id: chat,
    requested_by: ada.id,
    prompt: 'a secret lighthouse',
    model: flux,
    status: 'failed',
    completed_at: noon + 5,
    error: {
      code: 'moderated',
      message: 'as it is in the table',
      may_have_been_charged: true,
      detail: 'The prompt "a secret lighthouse" was flagged.',
    },
  });
  const { jobs } = await endedJobs(db, noon, 'failed', undefined);
  expect(jobs).toEqual([
    {
      image_id: id,
      chat_id: chat,
      chat_name: 'Lighthouses',
      requested_by: ada.id,
      person_name: 'Ada',
      model: flux,
      status: 'failed',
      error_code: 'moderated',
      error_detail: 'The prompt "…" was flagged.',
      may_have_been_charged: 1,
      created_at: noon,
      completed_at: noon + 5,
      deleted_at: null,
    },
  ]);
});

test('every figure finds its images by when they were asked for', async () => {
  const asked: string[] = [];
  const spied: D1Database = Object.assign(Object.create(env.DB), {
    prepare: (query: string) => {
      asked.push(query);
      return env.DB.prepare(query);
    },
  });
  const watched = database(spied);
  for (const figure of [
    jobCounts,
    stageTimes,
    spendInAll,
    spendByDay,
    spendByPerson,
    spendByChat,
  ]) {
    await figure(watched, noon);
  }
  await endedJobs(watched, noon, 'failed', undefined);
  expect(asked).toHaveLength(7);
  for (const query of asked) {
    const nulls = [...query.matchAll(/\?/g)].map(() => null);
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
      .bind(...nulls)
      .all<{ detail: string }>();
    const details = plan.results.map(({ detail }) => detail);
    const ofImages = details.filter((detail) => /(SEARCH|SCAN) (i|image)\b/.test(detail));
    expect(ofImages.length).toBeGreaterThan(0);
    for (const detail of ofImages) expect(detail).toContain('USING INDEX image_created');
  }
});

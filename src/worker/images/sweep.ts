import { database, type Database } from '../db/database.ts';
import {
  addSweep,
  countFindings,
  findLatestSweep,
  imagePathsAfter,
  listFindings,
  saveStep,
  type Sweep,
  type SweepFinding,
} from '../db/sweeps.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import { imagesPrefix, keyOfPath, partsOfKey, thumbnailKey } from './image-key.ts';
import { imageStoreOf } from './image-store-of.ts';
import type { ListedObject } from './image-store.ts';

/** How old an object without a row has to be before it is removed, in milliseconds. */
export const graceMs = 7 * 24 * 60 * 60_000;

/** From the beginning of one sweep to that of the next, in milliseconds: a day, less some haste. */
const betweenMs = 24 * 60 * 60_000 - 10 * 60_000;

/** What one step looks at and does, at the most. Each room is one request. */
const inStep = { objects: 1_000, rows: 400, rooms: 10, findings: 100 };

/** How far one call goes: requests to elsewhere (the free plan allows 50), and milliseconds. */
const inCall = { requests: 45, ms: 20_000 };

/** Requests of a step in which nothing is removed: rows, objects, and the note of it. */
const stepRequests = 3;

/** Findings that are shown, at the most. */
const shownFindings = 200;

/** Begins a sweep, unless one is under way: then that one is given. */
export async function startSweep(env: Env, now: number): Promise<Sweep> {
  const db = database(env.DB);
  const latest = await findLatestSweep(db);
  return latest && latest.phase !== 'done' ? latest : addSweep(db, now);
}

/**
 * Goes on with the sweep that is under way, step by step, as far as one call may go. To be called
 * again until it says `done`. Throws where D1, the store or a room fails; nothing is lost then, and
 * nothing is removed that was not looked up.
 *
 * @param mostRequests that may go elsewhere; for one step it takes about fifteen
 * @returns the sweep as it is now; `null` where there is none
 */
export async function continueSweep(
  env: Env,
  now: number,
  mostRequests: number = inCall.requests,
): Promise<Sweep | null> {
  const db = database(env.DB);
  const until = Date.now() + inCall.ms;
  let sweep = await findLatestSweep(db);
  // That, and the same once more after every step.
  let requests = 1;
  while (sweep && sweep.phase !== 'done' && Date.now() < until) {
    if (requests + stepRequests + inStep.rooms + 1 > mostRequests) break;
    requests += stepRequests + 1 + (await takeStep(env, sweep, now));
    sweep = await findLatestSweep(db);
    if (sweep?.phase === 'done') await logDone(db, sweep);
  }
  return sweep;
}

/** The latest sweep, and what is amiss by what it and those before it saw. */
export async function latestSweep(env: Env) {
  const db = database(env.DB);
  const sweep = await findLatestSweep(db);
  return { sweep, findings: sweep ? await listFindings(db, shownFindings) : [] };
}

/** What the clock does: goes on with a sweep, and begins one every day. Never throws. */
export async function sweepByTheClock(env: Env, now: number): Promise<void> {
  try {
    const latest = await findLatestSweep(database(env.DB));
    const isDue = !latest || (latest.phase === 'done' && latest.started_at <= now - betweenMs);
    if (isDue) await startSweep(env, now);
    await continueSweep(env, now);
  } catch (error) {
    log({ event: 'sweep_failed', error });
  }
}

/**
 * Compares the next stretch of the store with the rows of the same stretch: both come in the order
 * of their keys. The rows are read first, so that an image that is being stored is no row without an
 * object; as an object without a row it is too young.
 *
 * @returns how many rooms were asked
 */
async function takeStep(env: Env, sweep: Sweep, now: number): Promise<number> {
  const [db, store] = [database(env.DB), imageStoreOf(env)];
  const from = sweep.cursor ?? '';
  const chatId = from.slice(imagesPrefix.length).split('/')[0] ?? '';
  const paths = await imagePathsAfter(db, { chatId, path: `/${from}` }, inStep.rows);
  const { objects, isLast } = await store.list(imagesPrefix, from, inStep.objects);
  const to = endOf(paths.map(keyOfPath), objects, isLast);
  const isWithin = (key: string) => key > from && (to === null || key <= to);

  const rows = paths.map(keyOfPath).filter(isWithin);
  const looked = objects.filter(({ key }) => isWithin(key));
  const orphans = withoutRow(looked, new Set(rows));
  const there = new Set(looked.map(({ key }) => key));
  const missing = rows.filter((key) => !there.has(key));
  const { removed, rooms } = await removeOld(env, orphans, now);

  const left = orphans.filter((object) => !removed.includes(object));
  const found: SweepFinding[] = [
    ...left.slice(0, inStep.findings).map(({ key, size }) => ({
      kind: 'object' as const,
      key,
      bytes: size,
    })),
    ...missing.slice(0, inStep.findings).map((key) => ({ kind: 'row' as const, key, bytes: null })),
  ];
  const counts = {
    objects: looked.length,
    rows: rows.length,
    removed: removed.length,
    removed_bytes: removed.reduce((sum, { size }) => sum + size, 0),
  };
  await saveStep(db, sweep, { cursor: to, counts, found, now });
  return rooms;
}

/**
 * Up to which key both the rows and the objects were read to the last, an object together with its
 * thumbnail; `null` where that is the end of everything.
 */
function endOf(rows: string[], objects: ListedObject[], isLast: boolean): string | null {
  const lastRow = rows.length === inStep.rows ? rows.at(-1) : undefined;
  const rowsEnd = lastRow === undefined ? null : thumbnailKey(lastRow);
  if (isLast) return rowsEnd;
  // Without the last object and what belongs to it: its thumbnail may be the next.
  const last = originalOf(objects.at(-1)?.key ?? '');
  const objectsEnd = objects.findLast(({ key }) => key < last)?.key ?? null;
  if (rowsEnd === null || objectsEnd === null) return rowsEnd ?? objectsEnd;
  return rowsEnd < objectsEnd ? rowsEnd : objectsEnd;
}

/** Objects of ours that no row has; a thumbnail belongs to its image's row. */
function withoutRow(objects: ListedObject[], rows: Set<string>): ListedObject[] {
  return objects.filter(({ key }) => partsOfKey(key) !== null && !rows.has(originalOf(key)));
}

function originalOf(key: string): string {
  return key.replace(/\.thumbnail$/, '');
}

/**
 * Removes those that are old enough, through their rooms: D1 may be behind or be an old copy, but the
 * room knows what it has, and what is being stored right now.
 */
async function removeOld(env: Env, orphans: ListedObject[], now: number) {
  const old = orphans.filter(({ uploadedAt }) => uploadedAt < now - graceMs);
  const byChat = Map.groupBy(old, ({ key }) => partsOfKey(key)?.chatId ?? '');
  const chats = [...byChat].slice(0, inStep.rooms);
  const removed = await Promise.all(
    chats.map(async ([chatId, objects]) => {
      const keys = objects.map(({ key }) => key);
      const deleted = new Set(await env.CHAT_ROOM.getByName(chatId).deleteUnused(keys));
      return objects.filter(({ key }) => deleted.has(key));
    }),
  );
  return { removed: removed.flat(), rooms: chats.length };
}

async function logDone(db: Database, sweep: Sweep): Promise<void> {
  const { id, objects, rows, removed, removed_bytes } = sweep;
  const found = await countFindings(db);
  log({ event: 'sweep_done', sweep_id: id, objects, rows, removed, removed_bytes, ...found });
}

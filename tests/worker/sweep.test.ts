import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { database } from '../../src/worker/db/database.ts';
import { imageKey, imagePath, keyOfPath, thumbnailKey } from '../../src/worker/images/image-key.ts';
import {
  continueSweep,
  graceMs,
  latestSweep,
  startSweep,
  sweepByTheClock,
} from '../../src/worker/images/sweep.ts';
import { findLatestSweep } from '../../src/worker/db/sweeps.ts';
import { ask, ends, room } from './support/image-requests.ts';

const hash = (at: number) => at.toString(16).padStart(64, '0');
const chatId = (letter: string) => letter.repeat(22);
const bucket: R2Bucket = Object.getPrototypeOf(env.IMAGES_BUCKET);

/** By then what is stored now is old enough to be removed. */
const later = () => Date.now() + graceMs + 60_000;

async function sweepToTheEnd(now: number, mostRequests?: number) {
  await startSweep(env, now);
  for (let calls = 1; ; calls += 1) {
    const sweep = await continueSweep(env, now, mostRequests);
    if (sweep?.phase === 'done') return { ...(await latestSweep(env)), calls };
  }
}

async function putRows(chat: string, hashes: string[], status = 'completed'): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO image (id, chat_id, message_id, rev, requested_by, prompt, status, model, seed,
       url, created_at, updated_at)
     SELECT ?1 || value, ?1, 'm', 1, 'u', '', ?4, 'x', 1, ?2 || value, 1, 1 FROM json_each(?3)`,
  )
    .bind(chat, imagePath(chat, ''), JSON.stringify(hashes), status)
    .run();
}

async function putObjects(keys: string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += 50) {
    await Promise.all(keys.slice(at, at + 50).map((key) => env.IMAGES_BUCKET.put(key, 'xyz')));
  }
}

const isThere = async (key: string) => (await env.IMAGES_BUCKET.head(key)) !== null;

beforeEach(async () => {
  for (;;) {
    const { objects } = await env.IMAGES_BUCKET.list();
    if (objects.length === 0) break;
    await env.IMAGES_BUCKET.delete(objects.map(({ key }) => key));
  }
  await env.DB.batch(
    ['image', 'sweep', 'sweep_finding'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
});

test('an object without a row goes when it is old, and is told of before', async () => {
  const [kept, orphan] = [imageKey(chatId('a'), hash(1)), imageKey(chatId('a'), hash(2))];
  const older = imageKey(chatId('b'), 'i'.repeat(22));
  await putRows(chatId('a'), [hash(1)]);
  const orphans = [orphan, thumbnailKey(orphan), older];
  await putObjects([kept, thumbnailKey(kept), ...orphans]);
  const first = await sweepToTheEnd(Date.now());
  expect(first.sweep).toMatchObject({ objects: 5, rows: 1, removed: 0 });
  expect(first.findings.map(({ kind, key }) => `${kind} ${key}`).toSorted()).toEqual(
    orphans.map((key) => `object ${key}`),
  );
  for (const key of orphans) expect(await isThere(key)).toBe(true);

  const second = await sweepToTheEnd(later());
  expect(second.sweep).toMatchObject({ objects: 5, rows: 1, removed: 3, removed_bytes: 9 });
  expect(second.findings).toEqual([]);
  for (const key of orphans) expect(await isThere(key)).toBe(false);
  expect(await isThere(kept)).toBe(true);
  expect(await isThere(thumbnailKey(kept))).toBe(true);
});

test('a row without an object is told of and kept, until it is mended', async () => {
  const logged = vi.spyOn(console, 'log');
  onTestFinished(() => logged.mockRestore());
  const chat = chatId('c');
  await putRows(chat, [hash(1), hash(2)]);
  await putRows(chat, [hash(3)], 'failed');
  await putObjects([imageKey(chat, hash(2))]);
  const { sweep, findings } = await sweepToTheEnd(later());
  expect(sweep).toMatchObject({ objects: 1, rows: 2, removed: 0 });
  expect(findings).toMatchObject([{ kind: 'row', key: imageKey(chat, hash(1)), bytes: null }]);
  expect(logged.mock.lastCall?.[0]).toMatch(
    /"sweep_done".*"objects_without_row":0,"rows_without_object":1/,
  );
  const left = await env.DB.prepare('SELECT count(*) AS count FROM image').first('count');
  expect(left).toBe(3);
  await putObjects([imageKey(chat, hash(1))]);
  expect((await sweepToTheEnd(later())).findings).toEqual([]);
});

test('what deleted images and rooms left behind goes', async () => {
  const [chat, gone] = [chatId('d'), chatId('e')];
  await putRows(chat, [hash(1)]);
  await putRows(gone, [hash(1)]);
  await env.DB.prepare('UPDATE image SET deleted_at = 1 WHERE chat_id = ?').bind(chat).run();
  await env.DB.prepare(
    `INSERT INTO chat (id, name, created_by, created_at, updated_at, deleted_at)
     VALUES (?, 'Gone', 'u', 1, 1, 1)`,
  )
    .bind(gone)
    .run();
  await putObjects([imageKey(chat, hash(1)), imageKey(gone, hash(1))]);
  const { sweep, findings } = await sweepToTheEnd(later());
  expect([sweep?.removed, findings]).toEqual([2, []]);
});

test('what a room has is kept, whatever D1 says', async () => {
  const { client } = await room();
  const { id } = await ask(client);
  const { image_url: url } = await ends(client, id);
  const key = keyOfPath(url ?? '');
  await vi.waitFor(async () => {
    const row = await env.DB.prepare('SELECT status FROM image WHERE id = ?').bind(id).first();
    expect(row).toEqual({ status: 'completed' });
  }, 30_000);
  // As after going back to an old copy of D1.
  await env.DB.prepare('DELETE FROM image').run();
  const { sweep, findings } = await sweepToTheEnd(later());
  expect(sweep).toMatchObject({ objects: 2, rows: 0, removed: 0 });
  expect(findings).toHaveLength(2);
  expect([await isThere(key), await isThere(thumbnailKey(key))]).toEqual([true, true]);
});

test('a mask has its row as long as the image that was made with it', async () => {
  const chat = chatId('m');
  const [mask, lost, old] = [hash(21), hash(22), hash(23)].map((one) => imageKey(chat, one));
  await putRows(chat, [hash(1), hash(2), hash(3)]);
  const masked = 'UPDATE image SET mask_sha256 = ?, deleted_at = ? WHERE id = ?';
  await env.DB.batch([
    env.DB.prepare(masked).bind(hash(21), null, `${chat}${hash(1)}`),
    env.DB.prepare(masked).bind(hash(22), null, `${chat}${hash(2)}`),
    env.DB.prepare(masked).bind(hash(23), 1, `${chat}${hash(3)}`),
  ]);
  const kept = [imageKey(chat, hash(1)), imageKey(chat, hash(2)), mask ?? ''];
  await putObjects([...kept, old ?? '']);
  const { sweep, findings } = await sweepToTheEnd(later());
  expect(sweep).toMatchObject({ objects: 4, rows: 4, removed: 1 });
  expect(findings.map(({ kind, key }) => `${kind} ${key}`)).toEqual([`row ${lost}`]);
  for (const key of kept) expect(await isThere(key)).toBe(true);
  expect(await isThere(old ?? '')).toBe(false);
});

test('what is none of ours is not looked at', async () => {
  const others = ['chats/notes.txt', `chats/${chatId('f')}/images/short`, 'backup/x'];
  await putObjects(others);
  await putRows(chatId('f'), [hash(1)]);
  await putObjects([imageKey(chatId('f'), hash(1))]);
  const { findings } = await sweepToTheEnd(later());
  expect(findings).toEqual([]);
  for (const key of others) expect(await isThere(key)).toBe(true);
});

test('thousands are looked at page by page, and an interrupted sweep goes on', async () => {
  const chat = chatId('g');
  const hashes = Array.from({ length: 1_250 }, (_, at) => hash(at * 2));
  const orphans = [0, 499, 500, 999, 1_249].map((at) => imageKey(chat, hash(at * 2 + 1)));
  await putRows(chat, hashes);
  const keys = hashes.map((one) => imageKey(chat, one));
  const missing = keys.splice(700, 3);
  await putObjects([...keys, ...keys.map(thumbnailKey), ...orphans, ...orphans.map(thumbnailKey)]);

  await startSweep(env, later());
  // oxlint-disable-next-line typescript/unbound-method -- called on `this` below.
  const { list } = bucket;
  let lists = 0;
  const spy = vi.spyOn(bucket, 'list').mockImplementation(function breaks(this: R2Bucket, options) {
    lists += 1;
    if (lists === 3) throw new Error('the store is away');
    return list.call(this, options);
  });
  onTestFinished(() => spy.mockRestore());
  await expect(continueSweep(env, later())).rejects.toThrow('the store is away');
  const broken = await findLatestSweep(database(env.DB));
  expect(broken).toMatchObject({ phase: 'running' });
  expect(broken?.objects).toBeGreaterThan(0);

  const { sweep, findings, calls } = await sweepToTheEnd(later(), 16);
  expect(sweep).toMatchObject({
    id: broken?.id,
    objects: 2 * (keys.length + orphans.length),
    rows: hashes.length,
    removed: 2 * orphans.length,
  });
  expect(findings.map(({ kind, key }) => `${kind} ${key}`).toSorted()).toEqual(
    missing.map((key) => `row ${key}`),
  );
  expect(calls).toBeGreaterThan(1);
  for (const key of orphans) expect(await isThere(key)).toBe(false);
}, 120_000);

test('while D1 fails nothing is removed', async () => {
  const orphan = imageKey(chatId('h'), hash(1));
  await putObjects([orphan]);
  await startSweep(env, later());
  await env.DB.prepare('ALTER TABLE image RENAME TO image_away').run();
  onTestFinished(async () => {
    await env.DB.prepare('ALTER TABLE image_away RENAME TO image').run();
  });
  await expect(continueSweep(env, later())).rejects.toThrow();
  await sweepByTheClock(env, later());
  expect(await isThere(orphan)).toBe(true);
});

test('the clock begins a sweep every day, and goes on with one that is under way', async () => {
  const now = Date.now();
  await sweepByTheClock(env, now);
  const first = await findLatestSweep(database(env.DB));
  expect(first).toMatchObject({ phase: 'done', started_at: now });
  await sweepByTheClock(env, now + 60 * 60_000);
  expect((await findLatestSweep(database(env.DB)))?.id).toBe(first?.id);
  const tomorrow = now + 24 * 60 * 60_000;
  const begun = await startSweep(env, tomorrow);
  expect((await startSweep(env, tomorrow)).id).toBe(begun.id);
  await sweepByTheClock(env, tomorrow + 1);
  expect(await findLatestSweep(database(env.DB))).toMatchObject({ id: begun.id, phase: 'done' });
});

test('a room deletes only what none of its images has', async () => {
  const { chat, client } = await room();
  const { id } = await ask(client);
  const { image_url: url } = await ends(client, id);
  const key = keyOfPath(url ?? '');
  const other = imageKey(chat, hash(9));
  await putObjects([other]);
  const stub = env.CHAT_ROOM.getByName(chat);
  expect(await stub.deleteUnused([key, thumbnailKey(key), other, 'chats/else'])).toEqual([other]);
  expect([await isThere(key), await isThere(other)]).toEqual([true, false]);
  const noted = await runInDurableObject(stub, (_room, { storage }) =>
    storage.sql.exec<{ key: string }>('SELECT key FROM deletion').toArray(),
  );
  expect(noted).toEqual([{ key: other }]);
});

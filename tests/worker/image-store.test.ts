import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { nanoid } from 'nanoid';
import { describe, expect, test } from 'vitest';
import { app } from '../../src/worker/app.ts';
import { imagePath, keyOfPath } from '../../src/worker/images/image-key.ts';
import { imageStoreOf } from '../../src/worker/images/image-store-of.ts';
import { deleteAll, readObject, type ImageStore } from '../../src/worker/images/image-store.ts';
import { r2ImageStore } from '../../src/worker/images/r2-image-store.ts';
import { s3ImageStore } from '../../src/worker/images/s3-image-store.ts';
import { serveObject } from '../../src/worker/images/serve-object.ts';
import { chatOf, guest, origin } from './support/people.ts';
import { imageStores, objectOf, s3Settings } from './support/image-stores.ts';

const text = 'the bytes of a picture';
const textOf = async (store: ImageStore, key: string) => {
  const bytes = await readObject(store, key);
  return bytes && new TextDecoder().decode(bytes);
};

describe.each(imageStores)('%s', (_name, make) => {
  const stored = async () => {
    const [store, key] = [make(), `chats/${nanoid()}/images/one`];
    await store.put(key, await objectOf(text));
    const ask = async (headers: Record<string, string> = {}, method = 'GET') => {
      const served = await serveObject(store, key, new Request('http://x/', { method, headers }));
      if (!served) throw new Error('not served');
      return { served, body: await served.text() };
    };
    return { store, key, ask };
  };

  test('keeps an object with its type, and says when it came', async () => {
    const before = Date.now();
    const { store, key } = await stored();
    const facts = await store.head(key);
    expect(facts).toMatchObject({ size: text.length, contentType: 'image/png' });
    expect(facts?.etag).toMatch(/^"[^"]+"$/);
    // S3 tells whole seconds.
    expect(facts?.uploadedAt).toBeGreaterThan(before - 2_000);
    expect(await textOf(store, key)).toBe(text);
  });

  test('keeps what is there where the same is put again', async () => {
    const { store, key } = await stored();
    const first = await store.head(key);
    await store.put(key, { ...(await objectOf(text)), contentType: 'image/webp' });
    expect(await store.head(key)).toEqual(first);
  });

  test('has no object where none was put', async () => {
    const [store, key] = [make(), `chats/${nanoid()}/images/none`];
    expect(await store.head(key)).toBeNull();
    expect(await store.get(key)).toBeNull();
    expect(await readObject(store, key)).toBeNull();
    expect(await serveObject(store, key, new Request('http://x/'))).toBeNull();
    expect(await serveObject(store, key, new Request('http://x/', { method: 'HEAD' }))).toBeNull();
    await store.delete([key]);
  });

  test('serves an object whole, and its head alone', async () => {
    const { ask } = await stored();
    const { served, body } = await ask();
    expect([served.status, body]).toEqual([200, text]);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(text.length),
      'content-type': 'image/png',
    });
    const head = await ask({ range: 'bytes=0-3' }, 'HEAD');
    expect([head.served.status, head.body]).toEqual([200, '']);
    expect(head.served.headers.get('content-length')).toBe(String(text.length));
  });

  test.each([
    ['bytes=4-8', 4, 9],
    ['bytes=4-4', 4, 5],
    ['bytes=4-', 4, text.length],
    ['bytes=4-999', 4, text.length],
    ['bytes=-7', text.length - 7, text.length],
    ['bytes=-999', 0, text.length],
    ['bytes=0-', 0, text.length],
  ])('serves the range %s', async (range, from, to) => {
    const { served, body } = await (await stored()).ask({ range });
    expect([served.status, body]).toEqual([206, text.slice(from, to)]);
    expect(served.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${text.length}`);
    expect(served.headers.get('content-length')).toBe(String(to - from));
  });

  test.each(['bytes=22-', 'bytes=999-1005', 'bytes=-0'])('has no range %s', async (range) => {
    const { served, body } = await (await stored()).ask({ range });
    expect([served.status, body]).toEqual([416, '']);
    expect(served.headers.get('content-range')).toBe(`bytes */${text.length}`);
  });

  test.each(['bytes=8-4', 'bytes=0-1,4-5', 'bytes=-', 'lines=1-2', 'nonsense'])(
    'serves all where the range is %s',
    async (range) => {
      const { served, body } = await (await stored()).ask({ range });
      expect([served.status, body]).toEqual([200, text]);
    },
  );

  test('says what did not change, and what is not as it should be', async () => {
    const { ask } = await stored();
    const etag = (await ask()).served.headers.get('etag') ?? '';
    const statusOf = async (headers: Record<string, string>) => (await ask(headers)).served.status;
    expect(await statusOf({ 'if-none-match': etag })).toBe(304);
    expect(await statusOf({ 'if-none-match': `"other", W/${etag}` })).toBe(304);
    expect(await statusOf({ 'if-none-match': '*' })).toBe(304);
    expect(await statusOf({ 'if-none-match': '"other"' })).toBe(200);
    expect(await statusOf({ 'if-match': etag })).toBe(200);
    expect(await statusOf({ 'if-match': '"other"' })).toBe(412);
    const part = { range: 'bytes=0-3' };
    expect(await statusOf({ ...part, 'if-range': etag })).toBe(206);
    expect(await statusOf({ ...part, 'if-range': '"other"' })).toBe(200);
    const known = await ask({ 'if-none-match': etag });
    expect([known.served.headers.get('etag'), known.body]).toEqual([etag, '']);
  });

  test('keeps an empty object', async () => {
    const [store, key] = [make(), `chats/${nanoid()}/images/empty`];
    await store.put(key, await objectOf(''));
    expect(await textOf(store, key)).toBe('');
    const range = new Request('http://x/', { headers: { range: 'bytes=0-' } });
    expect((await serveObject(store, key, range))?.status).toBe(416);
  });

  test.each(['a b', 'a+b', 'ü/ö', 'a%20b', '?a=b&c', '#a', `'!()*`, '<&">', 'a.thumbnail'])(
    'keeps an object under the key %s',
    async (name) => {
      const [store, key] = [make(), `chats/${nanoid()}/${name}`];
      await store.put(key, await objectOf(text));
      expect(await textOf(store, key)).toBe(text);
      await store.delete([key]);
      expect(await store.head(key)).toBeNull();
    },
  );

  test('lists by pages in the order of the keys, and only what begins so', async () => {
    const [store, prefix] = [make(), `chats/${nanoid()}/`];
    const keys = ['a', 'a.thumbnail', 'b', 'c/d', 'e'].map((name) => prefix + name);
    await store.put(`${prefix.slice(0, -1)}-other/a`, await objectOf(text));
    for (const key of keys.toReversed()) await store.put(key, await objectOf(text));
    const listed: string[] = [];
    let page: Awaited<ReturnType<ImageStore['list']>>;
    do {
      page = await store.list(prefix, listed.at(-1) ?? '', 2);
      listed.push(...page.objects.map(({ key }) => key));
      expect(page.objects.every(({ size }) => size === text.length)).toBe(true);
      expect(page.objects.every(({ uploadedAt }) => uploadedAt > Date.now() - 60_000)).toBe(true);
    } while (!page.isLast);
    expect(listed).toEqual(keys);
    expect(await store.list(prefix, listed.at(-1) ?? '', 2)).toEqual({ objects: [], isLast: true });
  });

  test('deletes more than a thousand by what they begin with', { timeout: 60_000 }, async () => {
    const [store, prefix] = [make(), `chats/${nanoid()}/`];
    const object = await objectOf('x');
    const other = `${prefix.slice(0, -1)}x/other`;
    await store.put(other, object);
    for (let at = 0; at < 1_050; at += 50) {
      const some = Array.from({ length: 50 }, (_, index) => `${prefix}${at + index}`);
      await Promise.all(some.map((key) => store.put(key, object)));
    }
    await deleteAll(store, prefix);
    expect(await store.list(prefix, '', 10)).toEqual({ objects: [], isLast: true });
    expect(await store.head(other)).not.toBeNull();
    await deleteAll(store, prefix);
  });
});

test.each([
  ['a wrong secret', { secretAccessKey: 'wrong' }, /SignatureDoesNotMatch/],
  ['a wrong key', { accessKeyId: 'NOBODY' }, /InvalidAccessKeyId/],
  ['a bucket that is not there', { bucket: 'nowhere' }, /NoSuchBucket/],
])('S3 fails aloud with %s', async (_name, wrong, reason) => {
  const store = s3ImageStore({ ...s3Settings(), ...wrong });
  await expect(store.put('chats/x', await objectOf(text))).rejects.toThrow(/S3 answered 40\d/);
  await expect(store.list('chats/', '', 10)).rejects.toThrow(reason);
  await expect(store.delete(['chats/x'])).rejects.toThrow(reason);
});

test('S3 fails aloud where no server is', async () => {
  const store = s3ImageStore({ ...s3Settings(), endpoint: 'http://127.0.0.1:1' });
  await expect(store.head('chats/x')).rejects.toThrow();
});

test('R2 refuses bytes that are not those of the hash', async () => {
  const [store, key] = [r2ImageStore(env.IMAGES_BUCKET), `chats/${nanoid()}/images/one`];
  const { sha256 } = await objectOf('others');
  await expect(store.put(key, { ...(await objectOf(text)), sha256 })).rejects.toThrow();
  expect(await store.head(key)).toBeNull();
});

test('the settings choose the store, for whoever asks for an image', async () => {
  const s3 = s3Settings();
  const withS3 = {
    ...env,
    S3_ENDPOINT: `${s3.endpoint}/`,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
  const ada = await guest('Ada');
  const object = await objectOf(text);
  const path = imagePath(await chatOf(ada), object.sha256);
  await imageStoreOf(withS3).put(keyOfPath(path), object);
  expect(await env.IMAGES_BUCKET.head(keyOfPath(path))).toBeNull();
  const headers = { cookie: `${ada.session}; ${ada.copy}`, range: 'bytes=0-2' };
  const asked = () => new Request(`${origin}${path}`, { headers });
  const served = await app.fetch(asked(), withS3, createExecutionContext());
  expect([served.status, await served.text()]).toEqual([206, 'the']);
  expect((await app.fetch(asked(), env, createExecutionContext())).status).toBe(404);
  expect(() => imageStoreOf({ ...withS3, S3_BUCKET: '' })).toThrow('S3_BUCKET');
});

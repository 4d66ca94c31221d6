import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SearchHit } from '../../../../src/protocol/search.ts';
import { createSearchStore } from '../../../../src/client/stores/search-store.ts';
import { chatId, halfPastTen, idOf, mira } from '../builders.ts';

const hit = (name: string): SearchHit => ({
  message_id: idOf(name),
  chat_id: chatId,
  chat_name: 'Kitchen tiles',
  author_id: mira,
  author_name: 'Mira',
  created_at: halfPastTen,
  image_id: null,
  image_url: null,
  excerpt: [{ text: name, is_hit: true }],
});

/** Searches as the server sees them; each is answered by hand. */
function server() {
  const asked: { query: URLSearchParams; answer: (body: unknown, status?: number) => void }[] = [];
  vi.stubGlobal('fetch', (path: string, { signal }: RequestInit) => {
    const { searchParams } = new URL(path, 'http://localhost');
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      asked.push({
        query: searchParams,
        answer: (body, status = 200) => resolve(Response.json(body, { status })),
      });
    });
  });
  return asked;
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('while somebody types nothing is asked, and then once', async () => {
  const asked = server();
  const store = createSearchStore();
  for (const text of ['l', 'la', 'lak', 'lake']) {
    store.text = text;
    store.later();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(50);
  expect(asked.map(({ query }) => query.get('q'))).toEqual(['lake']);
});

test('an answer that comes too late is not shown', async () => {
  const asked = server();
  const store = createSearchStore();
  store.text = 'la';
  void store.search();
  store.text = 'lake';
  void store.search();
  asked[1]?.answer({ hits: [hit('lake')], next: null });
  asked[0]?.answer({ hits: [hit('lava')], next: null });
  await settled();
  expect(store.hits.map(({ id }) => id)).toEqual([idOf('lake')]);
  expect(store.failure).toBe('');
});

test('what was found stays in sight until the next answer is here', async () => {
  const asked = server();
  const store = createSearchStore();
  store.text = 'lake';
  void store.search();
  asked[0]?.answer({ hits: [hit('lake')], next: null });
  await settled();
  store.text = 'lakes';
  void store.search();
  await settled();
  expect(store.hits).toHaveLength(1);
  asked[1]?.answer({ hits: [], next: null });
  await settled();
  expect([store.hits, store.answered]).toEqual([[], 'lakes']);
});

test('an empty field shows nothing and asks nothing', async () => {
  const asked = server();
  const store = createSearchStore();
  store.text = '  ';
  await store.search();
  expect([asked.length, store.hits, store.answered]).toEqual([0, [], '']);
});

test('the next page comes after the last hit, each message once', async () => {
  const asked = server();
  const store = createSearchStore();
  store.text = 'lake';
  void store.search();
  asked[0]?.answer({ hits: [hit('one'), hit('two')], next: 'page-2' });
  await settled();
  void store.more();
  void store.more();
  expect(asked).toHaveLength(2);
  expect(asked[1]?.query.get('cursor')).toBe('page-2');
  asked[1]?.answer({ hits: [hit('two'), hit('three')], next: null });
  await settled();
  expect(store.hits.map(({ id }) => id)).toEqual(['one', 'two', 'three'].map(idOf));
  await store.more();
  expect(asked).toHaveLength(2);
});

test('a search that fails says why, and can be tried again', async () => {
  const asked = server();
  const store = createSearchStore();
  store.text = 'lake';
  void store.search();
  asked[0]?.answer({ error: { code: 'invalid', message: 'Write a word to search for.' } }, 400);
  await settled();
  expect(store.failure).toBe('Write a word to search for.');
  void store.search();
  asked[1]?.answer({ hits: [hit('lake')], next: null });
  await settled();
  expect([store.failure, store.hits.length]).toEqual(['', 1]);
});

test('a page that fails leaves the hits where they are', async () => {
  const asked = server();
  const store = createSearchStore();
  store.text = 'lake';
  void store.search();
  asked[0]?.answer({ hits: [hit('one')], next: 'page-2' });
  await settled();
  void store.more();
  asked[1]?.answer({}, 500);
  await settled();
  expect([store.hits.length, store.moreFailure]).toEqual([1, 'The server could not do that.']);
});

test('only a search that takes its time says so', async () => {
  const asked = server();
  const store = createSearchStore();
  store.text = 'lake';
  void store.search();
  await vi.advanceTimersByTimeAsync(299);
  expect(store.slow).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(store.slow).toBe(true);
  asked[0]?.answer({ hits: [], next: null });
  await settled();
  expect(store.slow).toBe(false);
});

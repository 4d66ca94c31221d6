import { expect, test, vi } from 'vitest';
import type { DraftImage } from '../../../../src/client/state/draft.ts';
import { HttpError } from '../../../../src/client/stores/http-api.ts';
import { createUploadsStore } from '../../../../src/client/stores/uploads-store.ts';
import type { Upload } from '../../../../src/protocol/http.ts';
import type { ImageFacts } from '../../../../src/protocol/image-facts.ts';
import { idOf } from '../builders.ts';

const answerOf = (name: string, settings: ImageFacts | null = null): Upload => ({
  id: idOf(name),
  url: `/images/${name}`,
  thumbnail_url: null,
  placeholder: null,
  width: 640,
  height: 480,
  content_type: 'image/png',
  bytes: 3,
  settings,
});

const facts: ImageFacts = {
  app: 'Darkroom',
  prompt: 'a barn',
  negative_prompt: '',
  composed_prompt: null,
  composed_negative_prompt: null,
  styles: [],
  model: '',
  seed: null,
  width: null,
  height: null,
  shape: null,
  options: {},
  author: '',
  created_at: null,
  image_id: null,
};

const file = (name: string, type = 'image/png') => new File(['abc'], name, { type });

/** A store whose server answers by hand. */
function openStore() {
  const sent: {
    name: string;
    chatId: string;
    tell: (fraction: number) => void;
    signal: AbortSignal;
    answer: PromiseWithResolvers<Upload>;
  }[] = [];
  const arrived: { chatId: string; place: string; image: DraftImage; later: string[] }[] = [];
  const store = createUploadsStore({
    send: (chatId, { name }, tell, signal) => {
      const answer = Promise.withResolvers<Upload>();
      signal.addEventListener('abort', () => answer.reject(new HttpError(0, 'Given up.')));
      sent.push({ name, chatId, tell, signal, answer });
      return answer.promise;
    },
    preview: ({ name }) =>
      Promise.resolve({ url: 'data:small', pixels: name === 'wall' ? 90_000_000 : 300_000 }),
    there: (place) => arrived.filter((one) => one.place === place).length,
    arrived: (chatId, place, image, later) =>
      void arrived.push({ chatId, place, image, later: [...later] }),
  });
  return { store, sent, arrived };
}

test('several go side by side, the others follow, and each says how far it is', async () => {
  const { store, sent, arrived } = openStore();
  store.add(
    'room',
    'start',
    ['a', 'b', 'c', 'd', 'e'].map((name) => file(name)),
  );
  expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  sent[1]?.tell(0.5);
  expect(store.transfers.map(({ fraction }) => fraction)).toEqual([0, 0.5, 0, 0, 0]);
  sent[1]?.answer.resolve(answerOf('b'));
  await vi.waitFor(() => expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']));
  expect(arrived).toMatchObject([
    { chatId: 'room', place: 'start', image: { from: 'upload', id: idOf('b'), name: 'b' } },
  ]);
  expect(store.transfers.map(({ name }) => name)).toEqual(['a', 'c', 'd', 'e']);
  expect(store.transfers[0]?.preview).toBe('data:small');
});

test('one that arrives late says which were chosen after it', async () => {
  const { store, sent, arrived } = openStore();
  store.add('room', 'start', [file('a'), file('b')]);
  sent[1]?.answer.resolve(answerOf('b'));
  await vi.waitFor(() => expect(arrived).toHaveLength(1));
  sent[0]?.answer.resolve(answerOf('a'));
  await vi.waitFor(() => expect(arrived).toHaveLength(2));
  expect(arrived.map(({ later }) => later)).toEqual([[], [idOf('b')]]);
});

test('what a place has no room for, and what is no picture, is not sent and says why', () => {
  const { store, sent } = openStore();
  store.add(
    'room',
    'message',
    ['a', 'b', 'c', 'd', 'e'].map((name) => file(name)),
  );
  store.add('room', 'start', [file('film', 'video/mp4')]);
  expect(store.transfers.map(({ failure }) => failure !== '')).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
  expect(store.transfers[4]?.failure).toBe('A message takes 4 pictures at the most.');
  expect(sent.every(({ name }) => name !== 'film')).toBe(true);
});

test('a refused file cannot be tried again, one that did not get through can', async () => {
  const { store, sent, arrived } = openStore();
  store.add('room', 'start', [file('a'), file('b')]);
  sent[0]?.answer.reject(new HttpError(400, 'This is no picture.'));
  sent[1]?.answer.reject(new HttpError(0, 'The server could not be reached.'));
  await vi.waitFor(() => expect(store.under('room', 'start')).toEqual([]));
  expect(store.transfers).toMatchObject([
    { failure: 'This is no picture.', can_retry: false },
    { failure: 'The server could not be reached.', can_retry: true },
  ]);
  store.retry(store.transfers[1]?.key ?? 0);
  sent[2]?.answer.resolve(answerOf('b'));
  await vi.waitFor(() => expect(arrived).toHaveLength(1));
  expect(store.transfers.map(({ name }) => name)).toEqual(['a']);
});

test('one with too many pixels is stopped, and says so', async () => {
  const { store, sent, arrived } = openStore();
  store.add('room', 'start', [file('wall')]);
  await vi.waitFor(() => expect(store.under('room', 'start')).toEqual([]));
  expect(sent[0]?.signal.aborted).toBe(true);
  await Promise.resolve();
  expect(store.transfers).toMatchObject([
    {
      failure: 'This has 90 million pixels. A picture has 40 million at the most.',
      can_retry: false,
    },
  ]);
  expect(arrived).toEqual([]);
});

test('one that is given up is stopped, and makes way for the next', async () => {
  const { store, sent, arrived } = openStore();
  store.add(
    'room',
    'start',
    ['a', 'b', 'c', 'd'].map((name) => file(name)),
  );
  store.cancel(store.transfers[0]?.key ?? 0);
  expect(sent[0]?.signal.aborted).toBe(true);
  await vi.waitFor(() => expect(sent).toHaveLength(4));
  expect(store.transfers.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
  expect(arrived).toEqual([]);
});

test('a file that remembers how it was made is a picture, and offers its settings', async () => {
  const { store, sent, arrived } = openStore();
  store.add('room', 'start', [file('barn')]);
  sent[0]?.answer.resolve(answerOf('barn', facts));
  await vi.waitFor(() => expect(arrived).toHaveLength(1));
  expect(store.memoriesOf('room', 'start')).toMatchObject([{ facts, image: { name: 'barn' } }]);
  expect(store.memoriesOf('elsewhere', 'start')).toEqual([]);
  store.forgetMemory(idOf('barn'));
  expect(store.memories).toEqual([]);
});

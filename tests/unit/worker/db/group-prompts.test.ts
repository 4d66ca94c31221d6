import { expect, test } from 'vitest';
import { groupPrompts, type AskedImage } from '../../../../src/worker/db/group-prompts.ts';

const second = 1_000;

/** An image that was asked for, whatever is not said being ordinary. */
const asked = (id: string, more: Partial<AskedImage> = {}): AskedImage => ({
  id,
  chat_id: 'chat',
  chat_name: 'Lighthouses',
  message_id: `m-${id}`,
  author_id: 'ada',
  author_name: 'Ada',
  prompt: 'a lighthouse',
  negative_prompt: '',
  additions: '[]',
  status: 'completed',
  url: `/${id}`,
  created_at: 100 * second,
  ...more,
});

const ids = (images: AskedImage[], most = 30) =>
  groupPrompts(images, most).prompts.map(({ image_id, prompts, pictures }) => [
    image_id,
    prompts,
    pictures,
  ]);

test('a set is one prompt with four pictures', () => {
  const set = ['a', 'b', 'c', 'd', 'e'].map((id) => asked(id));
  const { prompts } = groupPrompts(set, 30);
  expect(prompts).toHaveLength(1);
  expect(prompts[0]).toMatchObject({ image_id: 'a', pictures: 5, prompts: 1 });
  expect(prompts[0]?.thumbnails).toEqual(['/a', '/b', '/c', '/d']);
});

test('the same words count to one prompt, whatever was asked in between', () => {
  const images = [
    asked('a', { created_at: 90 * second }),
    asked('b', { created_at: 80 * second, prompt: 'a boat' }),
    asked('c', { created_at: 70 * second }),
  ];
  expect(ids(images)).toEqual([
    ['a', 1, 2],
    ['b', 1, 1],
  ]);
});

test.each([
  ['leaving something else out', { negative_prompt: 'birds' }],
  ['another person', { author_id: 'lin' }],
  ['another room', { chat_id: 'other' }],
])('%s makes another prompt of it', (_, more) => {
  const images = [asked('a'), asked('b', { ...more, created_at: 50 * second })];
  expect(ids(images)).toHaveLength(2);
});

test('what comes from one prompt with choices is one, also the next time', () => {
  const run = (from: number) =>
    ['red', 'blue', 'green'].map((colour, at) =>
      asked(`${colour}-${from}`, {
        prompt: `a ${colour} boat`,
        created_at: from * second - at * 300,
      }),
    );
  const alone = asked('alone', { prompt: 'a boat', created_at: 70 * second });
  expect(ids([...run(90), alone, ...run(50)])).toEqual([
    ['red-90', 3, 6],
    ['alone', 1, 1],
  ]);
});

test('prompts that have little in common are no run, however fast they came', () => {
  const images = [
    asked('a', { prompt: 'a boat in a storm at night', created_at: 90 * second }),
    asked('b', { prompt: 'the old keeper reads', created_at: 90 * second - 10 }),
    asked('c', { prompt: 'the old keeper reads', negative_prompt: 'x', created_at: 89_500 }),
  ];
  expect(ids(images)).toHaveLength(3);
});

test('people who write at the same time are not one run', () => {
  const images = [
    asked('a', { prompt: 'a boat', created_at: 90 * second }),
    asked('b', { author_id: 'lin', prompt: 'a boat', created_at: 90 * second - 10 }),
  ];
  expect(ids(images)).toHaveLength(2);
});

test('it ends where another prompt would begin, and says from where to go on', () => {
  const images = [
    asked('a', { created_at: 90 * second }),
    asked('b', { created_at: 80 * second, prompt: 'a boat' }),
    asked('c', { created_at: 70 * second }),
    asked('d', { created_at: 60 * second, prompt: 'a whale' }),
    asked('e', { created_at: 50 * second }),
  ];
  const page = groupPrompts(images, 2);
  expect(page.prompts.map(({ image_id }) => image_id)).toEqual(['a', 'b']);
  expect(page).toMatchObject({ isFull: true, last: { id: 'c' } });
  expect(groupPrompts(images, 3)).toMatchObject({ isFull: false, last: { id: 'e' } });
  expect(groupPrompts([], 3)).toEqual({ prompts: [], isFull: false, last: null });
});

test.each([
  [['failed', 'completed'], 'completed'],
  [['failed', 'processing'], 'pending'],
  [['canceled', 'failed'], 'failed'],
  [['canceled'], 'canceled'],
] as const)('of %j it says %s', (endings, status) => {
  const images = endings.map((one, at) => asked(String(at), { status: one, url: null }));
  expect(groupPrompts(images, 3).prompts[0]).toMatchObject({ status, thumbnails: [] });
});

test('styles that were chosen go with it, what the room added does not', () => {
  const additions = [
    { kind: 'palette', entry_id: 'p'.repeat(22), name: '', text: 'ochre' },
    { kind: 'style', entry_id: 's'.repeat(22), name: 'Ours', text: 'ink' },
    { kind: 'style', entry_id: null, name: 'Lino', text: 'linocut', negative_prompt: 'photo' },
  ];
  const { prompts } = groupPrompts([asked('a', { additions: JSON.stringify(additions) })], 3);
  expect(prompts[0]?.styles).toEqual([{ name: 'Lino', text: 'linocut', negative_prompt: 'photo' }]);
});

import { expect, test } from 'vitest';
import { imageView, type ImageNow } from '../../../../src/client/state/image-view.ts';
import type { ImageRow } from '../../../../src/protocol/rows.ts';
import type { ImageProgress } from '../../../../src/protocol/server-message.ts';
import { ana, image, mira, models, progress } from '../builders.ts';

const context = { me: ana, models, owner: null, nameOf: () => 'Mira' };
const failure = { code: 'moderated', message: 'The model refused this prompt.' } as const;

const usual: ImageNow = {
  progress: undefined,
  service: 'available',
  canceling: false,
  parent: { row: undefined, gone: false },
  proposal: undefined,
};
const viewOf = (row: ImageRow, known?: ImageProgress, now: Partial<ImageNow> = {}) =>
  imageView(row, { ...usual, progress: known, ...now }, context);
const waitingWords = (known?: Partial<ImageProgress>, now: Partial<ImageNow> = {}) =>
  viewOf(image('lake', 1), known && progress('lake', { status: 'pending', ...known }), now).waiting;

test('a waiting image says its place in line', () => {
  const view = viewOf(image('lake', 1), progress('lake', { status: 'pending', position: 3 }));
  expect(view).toMatchObject({
    status: 'pending',
    waiting: '3rd in line',
    notes: ['Waiting', 'Quick'],
  });
});

test('a developing image says how far it is', () => {
  const view = viewOf(
    image('lake', 1, { status: 'processing' }),
    progress('lake', { progress: 62.4, remaining_ms: 2_100 }),
  );
  expect(view).toMatchObject({
    pill: '62%',
    fraction: 0.624,
    notes: ['Developing', 'about 2 s left', 'Quick'],
  });
});

test('an estimate is told in seconds, not per cent', () => {
  const view = viewOf(
    image('lake', 1, { status: 'processing' }),
    progress('lake', { progress: 40, estimated: true, remaining_ms: 6_000 }),
  );
  expect(view).toMatchObject({ pill: 'about 6 s', estimated: true });
});

test('without any measure there is no bar', () => {
  const view = viewOf(image('lake', 1, { status: 'processing' }), progress('lake'));
  expect(view).toMatchObject({ pill: 'Developing', fraction: null });
});

test('progress that is ahead of the row already shows the image developing', () => {
  const view = viewOf(image('lake', 1), progress('lake', { progress: 5 }));
  expect(view.status).toBe('processing');
});

test('a finished image says model, shape, time and price', () => {
  const done = image('lake', 1, { status: 'completed', url: '/lake', predict_ms: 4_120 });
  expect(viewOf(done).notes).toEqual(['Quick', '3:2', '4.1 s']);
  expect(viewOf({ ...done, price: 0.025 }).notes).toEqual(['Quick', '3:2', '4.1 s', '$0.025']);
});

test.each([
  [false, 'Nothing was charged.'],
  [true, 'It may have been charged.'],
])('a failure says whether it cost anything: %s', (may_have_been_charged, charge) => {
  const failed = image('lake', 1, {
    status: 'failed',
    error: { ...failure, may_have_been_charged, detail: null },
  });
  const sentence = 'The model refused this prompt.';
  expect(viewOf(failed).failure).toMatchObject({ sentence, charge });
});

test('who asked and the owner of the room may cancel, and only while it is being made', () => {
  const mayCancel = (change: Partial<ImageRow>, owner: string | null = null) =>
    imageView(image('lake', 1, change), usual, { ...context, owner }).can_cancel;
  expect(mayCancel({ requested_by: ana })).toBe(true);
  expect(mayCancel({ requested_by: mira })).toBe(false);
  expect(mayCancel({ requested_by: mira }, mira)).toBe(false);
  expect(mayCancel({ requested_by: mira, status: 'processing' }, ana)).toBe(true);
  expect(mayCancel({ requested_by: ana, status: 'completed' }, ana)).toBe(false);
});

test('the expected wait stands beside the place, where there is a measure', () => {
  expect(waitingWords({ position: 3, wait_ms: 40_000 })).toBe('3rd in line, about 40 s');
  expect(waitingWords({ position: 1, wait_ms: 130_000 })).toBe('Next in line, about 2 min');
  expect(waitingWords({ position: 1, wait_ms: null })).toBe('Next in line');
});

test('an image that has left the line is starting', () => {
  expect(waitingWords({ position: null })).toBe('Starting');
});

test('an image of which no place is known yet is on its way', () => {
  expect(waitingWords()).toBe('On its way');
});

test.each([
  ['no_credit', 'Waiting: the Replicate account has no credit left'],
  ['unauthorized', 'Waiting: Replicate refuses this server’s token'],
  ['throttled', 'Waiting: Replicate asked for a pause'],
] as const)('in line while the service is %s, an image says so', (service, words) => {
  expect(waitingWords({ position: 2, wait_ms: 40_000 }, { service })).toBe(words);
  expect(waitingWords({ position: null }, { service })).toBe('Starting');
});

test('a cancel that was asked for can be seen', () => {
  const mine = viewOf(image('lake', 1), undefined, { canceling: true });
  expect(mine).toMatchObject({ canceling: true, notes: ['Canceling', 'Quick'] });
  const theirs = viewOf(image('lake', 1, { status: 'processing', canceled_by: mira }));
  expect(theirs).toMatchObject({ canceling: true, notes: ['Canceling', 'Quick'] });
  const over = viewOf(image('lake', 1, { status: 'canceled', canceled_by: mira }));
  expect(over.canceling).toBe(false);
});

test('a canceled image says by whom, and what it may have cost', () => {
  const canceled = (canceled_by: string, may_have_been_charged = false) =>
    viewOf(
      image('lake', 1, {
        status: 'canceled',
        canceled_by,
        error: { code: 'canceled', message: 'Canceled.', may_have_been_charged, detail: null },
      }),
    ).canceled;
  expect(canceled(ana)).toBe('Canceled by you');
  expect(canceled(mira)).toBe('Canceled by Mira');
  expect(canceled(mira, true)).toBe('Canceled by Mira. It may have been charged.');
});

test('one that was brought in says by whom, and nothing of a model', () => {
  const upload = image('photo', 1, { kind: 'upload', prompt: '', model: '', status: 'completed' });
  expect(viewOf(upload)).toMatchObject({
    caption: 'Added by Mira',
    alt: 'Picture added by Mira',
    notes: [],
    origin: null,
  });
  expect(viewOf({ ...upload, requested_by: ana }).caption).toBe('Added by you');
});

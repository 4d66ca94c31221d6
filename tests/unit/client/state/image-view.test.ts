import { expect, test } from 'vitest';
import { imageView } from '../../../../src/client/state/image-view.ts';
import { ana, image, mira, models, progress } from '../builders.ts';

const context = { me: ana, models, nameOf: () => 'Mira' };
const failure = { code: 'moderated', message: 'The model refused this prompt.' } as const;

test('a waiting image says its place in line', () => {
  const view = imageView(
    image('lake', 1),
    progress('lake', { status: 'pending', position: 3 }),
    context,
  );
  expect(view).toMatchObject({
    status: 'pending',
    waiting: '3rd in line',
    note: 'Waiting · Quick',
  });
});

test('a developing image says how far it is', () => {
  const view = imageView(
    image('lake', 1, { status: 'processing' }),
    progress('lake', { progress: 62.4, remaining_ms: 2_100 }),
    context,
  );
  expect(view).toMatchObject({
    pill: '62%',
    fraction: 0.624,
    note: 'Developing · about 2 s left · Quick',
  });
});

test('an estimate is told in seconds, not per cent', () => {
  const view = imageView(
    image('lake', 1, { status: 'processing' }),
    progress('lake', { progress: 40, estimated: true, remaining_ms: 6_000 }),
    context,
  );
  expect(view).toMatchObject({ pill: 'about 6 s', estimated: true });
});

test('without any measure there is no bar', () => {
  const view = imageView(image('lake', 1, { status: 'processing' }), progress('lake'), context);
  expect(view).toMatchObject({ pill: 'Developing', fraction: null });
});

test('progress that is ahead of the row already shows the image developing', () => {
  const view = imageView(image('lake', 1), progress('lake', { progress: 5 }), context);
  expect(view.status).toBe('processing');
});

test('a finished image says model, shape and time', () => {
  const done = image('lake', 1, { status: 'completed', url: '/lake', predict_ms: 4_120 });
  expect(imageView(done, undefined, context).note).toBe('Quick · 3:2 · 4.1 s');
});

test.each([
  [false, 'The model refused this prompt. Nothing was charged.'],
  [true, 'The model refused this prompt. It may have been charged.'],
])('a failure says whether it cost anything: %s', (may_have_been_charged, sentence) => {
  const failed = image('lake', 1, {
    status: 'failed',
    error: { ...failure, may_have_been_charged, detail: null },
  });
  expect(imageView(failed, undefined, context).failure).toBe(sentence);
});

test('a failure that speaks of the charge itself is not repeated', () => {
  const message = 'The answer never came. This may have been charged.';
  const error = { code: 'unresolved', message, may_have_been_charged: true, detail: null } as const;
  const failed = image('lake', 1, { status: 'failed', error });
  expect(imageView(failed, undefined, context).failure).toBe(message);
});

test('only who asked may cancel, and only while it is being made', () => {
  const mayCancel = (requested_by: string, status: 'pending' | 'completed') =>
    imageView(image('lake', 1, { requested_by, status }), undefined, context).can_cancel;
  expect([
    mayCancel(ana, 'pending'),
    mayCancel(mira, 'pending'),
    mayCancel(ana, 'completed'),
  ]).toEqual([true, false, false]);
});

test('a canceled image says by whom', () => {
  const canceled = (canceled_by: string) =>
    imageView(image('lake', 1, { status: 'canceled', canceled_by }), undefined, context).canceled;
  expect(canceled(ana)).toBe('Canceled by you');
  expect(canceled(mira)).toBe('Canceled by Mira');
});

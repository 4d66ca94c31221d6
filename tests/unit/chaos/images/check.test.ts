import { expect, test } from 'vitest';
import { checkImages } from '../../../chaos/images/check/check.ts';
import type { Heard, ImageHistory } from '../../../chaos/images/history.ts';
import { ask, failed, historyOf, prediction, row, served } from './image-history-of.ts';

/** The names of the invariants that a history breaks. */
const broken = (history: ImageHistory) => [
  ...new Set(checkImages(history).map(({ invariant }) => invariant)),
];

const both = [ask(1), ask(2)];
const completed = [row(1), row(2)];
const heardRow = (version: ReturnType<typeof row>): Heard => ({
  type: 'row',
  by: 'Ada',
  room: 'room',
  connection: 1,
  image_id: version.id,
  row: version,
});
const heardProgress = (progress: number, connection = 1): Heard => ({
  type: 'progress',
  by: 'Ada',
  room: 'room',
  connection,
  image_id: 'image-1',
  progress,
});

test('a run in which all goes well breaks nothing', () => {
  expect(checkImages(historyOf(both, completed))).toEqual([]);
});

test('an image that failed and says what it may have cost breaks nothing', () => {
  const spoilt = [ask(1, { isSpoilt: true })];
  const predictions = [prediction(1, { status: 'failed' })];
  expect(checkImages(historyOf(spoilt, [failed(1, true)], { predictions }))).toEqual([]);
  expect(checkImages(historyOf(spoilt, [failed(1, false)], { predictions: [] }))).toEqual([]);
});

test('once all is healed, a request without an answer was lost', () => {
  const open = [ask(1), ask(2, { answers: [] })];
  expect(broken(historyOf(open, [row(1)]))).toEqual(['every request is answered']);
});

test('what was acknowledged is there for everybody', () => {
  expect(broken(historyOf(both, completed, { linReads: [row(1)] }))).toEqual([
    'what was acknowledged is there',
  ]);
  const other = [row(1), row(2, { prompt: 'something else' })];
  expect(broken(historyOf([ask(1), ask(2)], completed, { linReads: other }))).toEqual([
    'what was acknowledged is there',
  ]);
});

test('a request that was sent again makes no second image', () => {
  const twice = [ask(1, { answers: ['image-1', 'image-2'] })];
  expect(broken(historyOf(twice, [row(1)]))).toEqual(['one request, one image']);
  expect(checkImages(historyOf([ask(1, { answers: ['image-1', 'image-1'] })], [row(1)]))).toEqual(
    [],
  );
});

test('an image that nobody asked for is a phantom', () => {
  const predictions = [prediction(1)];
  expect(broken(historyOf([ask(1)], completed, { predictions }))).toEqual([
    'one request, one image',
  ]);
});

test('a job that has not ended is seen', () => {
  const open = row(1, { status: 'processing', url: null, sha256: null });
  const predictions = [prediction(1, { billable: false, status: 'processing' })];
  expect(broken(historyOf([ask(1)], [open], { predictions }))).toEqual(['every accepted job ends']);
});

test('all observers have the same end, live or afresh', () => {
  const history = historyOf([ask(1)], [row(1)]);
  const live = (image: ReturnType<typeof row>) => ({
    ...history,
    reads: [...history.reads, { by: 'Lin (live)', room: 'room', isWhole: false, images: [image] }],
  });
  expect(checkImages(live(row(1)))).toEqual([]);
  expect(broken(live(failed(1, true)))).toEqual(['the same for all observers']);
  expect(broken(live(row(1, { sha256: 'another' })))).toEqual(['the same for all observers']);
});

test('an end is final', () => {
  const before = heardRow(row(1, { rev: 5, status: 'processing' }));
  const end = heardRow(row(1));
  const after = heardRow({ ...failed(1, true), rev: 11 });
  const with_ = (...heard: Heard[]) => historyOf([ask(1)], [row(1)], { heard });
  expect(checkImages(with_(before, end, end))).toEqual([]);
  expect(broken(with_(before, end, after))).toEqual(['an end is final']);
});

test('progress never falls on a connection, and there is none after the end', () => {
  const with_ = (...heard: Heard[]) => historyOf([ask(1)], [row(1)], { heard });
  expect(checkImages(with_(heardProgress(10), heardProgress(10), heardProgress(30)))).toEqual([]);
  expect(checkImages(with_(heardProgress(30), heardProgress(10, 2)))).toEqual([]);
  expect(broken(with_(heardProgress(30), heardProgress(10)))).toEqual(['progress never falls']);
  expect(broken(with_(heardRow(row(1)), heardProgress(90)))).toEqual(['progress never falls']);
});

test('a request is paid at most once, and an explicit retry once more', () => {
  const two = [prediction(1), prediction(1, { id: 'prediction-9', status: 'canceled' })];
  expect(broken(historyOf([ask(1)], [row(1)], { predictions: two }))).toContain(
    'at most one creation each',
  );
  const free = [prediction(1), prediction(1, { id: 'prediction-9', billable: false })];
  expect(broken(historyOf([ask(1)], [row(1)], { predictions: free }))).toContain(
    'at most one creation each',
  );
  const retried = [
    ask(1, { isSpoilt: true }),
    ask(2, { prompt: 'prompt 1', again: 'ask-1', isSpoilt: true }),
  ];
  const rows = [failed(1, true), row(2, { prompt: 'prompt 1', sha256: 'hash 1' })];
  const bytes = { served: [served(2, { sha256: 'hash 1' })] };
  expect(checkImages(historyOf(retried, rows, { predictions: two, ...bytes }))).toEqual([]);
});

test('a prediction that nobody asked for is one too many', () => {
  const predictions = [prediction(1), prediction(7)];
  expect(broken(historyOf([ask(1)], [row(1)], { predictions }))).toEqual([
    'at most one creation each',
    'no silent spend',
  ]);
});

test('what costs something is told', () => {
  const predictions = [prediction(1, { status: 'failed' })];
  expect(broken(historyOf([ask(1)], [failed(1, false)], { predictions }))).toEqual([
    'no silent spend',
  ]);
  const free = [prediction(1, { status: 'aborted', billable: false })];
  expect(checkImages(historyOf([ask(1)], [failed(1, false)], { predictions: free }))).toEqual([]);
});

test('of a completed image the painted bytes are served to everybody, under its type', () => {
  const one = (changed: Partial<ImageHistory>) => broken(historyOf([ask(1)], [row(1)], changed));
  const invariant = ['success means bytes'];
  expect(one({ served: [] })).toEqual(invariant);
  expect(one({ served: [served(1), served(1, { by: 'Lin', status: 404 })] })).toEqual(invariant);
  expect(one({ served: [served(1, { content_type: 'text/html' })] })).toEqual(invariant);
  expect(one({ served: [served(1, { sha256: 'half of it' })] })).toEqual(invariant);
  expect(one({ predictions: [prediction(1, { painted: ['another'] })] })).toEqual(invariant);
});

test('a thumbnail that a row tells of is served too', () => {
  const small = [row(1, { thumbnail_url: '/images/1/thumbnail' })];
  const thumbnail = served(1, { path: '/images/1/thumbnail', sha256: 'its own' });
  const one = (...all: ReturnType<typeof served>[]) =>
    checkImages(historyOf([ask(1)], small, { served: all }));
  expect(one(served(1), thumbnail)).toEqual([]);
  expect(one(served(1))).not.toEqual([]);
  expect(one(served(1), { ...thumbnail, status: 404 })).not.toEqual([]);
});

test('what was made well and in time is completed, unless it was canceled', () => {
  const orphan = (changed: Parameters<typeof ask>[1], took_ms = 2_000) =>
    broken(
      historyOf([ask(1, changed)], [failed(1, true)], {
        predictions: [prediction(1, { took_ms })],
      }),
    );
  expect(orphan({})).toEqual(['no orphan success']);
  expect(orphan({ isCanceled: true })).toEqual([]);
  expect(orphan({ isSpoilt: true })).toEqual([]);
  expect(orphan({}, 70_000)).toEqual([]);
});

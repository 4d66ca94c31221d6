import { expect, test } from 'vitest';
import { checkedBy, readPrediction } from '../../../../src/worker/images/read-prediction.ts';

const base = 'https://api.replicate.com/v1';
const file = 'https://replicate.delivery/x/out-0.png';

function checked(more: Record<string, unknown>) {
  const prediction = readPrediction({ id: 'p1', status: 'succeeded', started_at: 'x', ...more });
  if (!prediction) throw new Error('no prediction');
  return checkedBy(prediction, base);
}

test.each([
  [file, file],
  [[file], file],
  [['http://replicate.delivery/plain.png', file], file],
  [[file, 'https://replicate.delivery/x/out-1.png'], file],
  [null, null],
  [undefined, null],
  [[], null],
  [[[file]], null],
  [{ image: file }, null],
  ['not an address', null],
  ['data:image/png;base64,AAAA', null],
  ['file:///etc/passwd', null],
  ['ftp://replicate.delivery/x.png', null],
  ['http://169.254.169.254/latest/meta-data', null],
  ['http://127.0.0.1/x.png', null],
  ['http://[::1]/x.png', null],
  ['http://2130706433/x.png', null],
  ['https://replicate.delivery@evil.example/x.png', null],
  ['https://user:secret@replicate.delivery/x.png', null],
  ['https://replicate.delivery.evil.example/x.png', null],
  ['https://evilreplicate.delivery/x.png', null],
  ['https://replicate.delivery:8443/x.png', null],
])('an output of %j is fetched from %j', (output, url) => {
  expect(checked({ output }).event).toMatchObject({ status: 'succeeded', output_url: url });
});

test.each([
  ['starting', 'starting'],
  ['processing', 'processing'],
  ['canceled', 'canceled'],
  ['aborted', 'aborted'],
  ['dreaming', 'unknown'],
])('the state %s is %s', (said, status) => {
  expect(checked({ status: said }).event).toMatchObject({ status });
});

test.each([
  [{ status: 'canceled', started_at: null }, false],
  [{ status: 'canceled', started_at: '2026-11-27T20:00:00Z' }, true],
  [{ status: 'canceled', started_at: null, metrics: { predict_time: 0.2 } }, true],
  [{ status: 'canceled', started_at: undefined }, true],
])('whether it began, of %j: %s', (more, began) => {
  expect(checked(more).event).toMatchObject({ began });
});

test('a failure tells its reason, and whether it is about the content', () => {
  const failed = (error: string) => checked({ status: 'failed', error }).event;
  expect(failed('CUDA out of memory')).toMatchObject({
    moderated: false,
    detail: 'CUDA out of memory',
  });
  for (const error of [
    'NSFW content detected. Try a different prompt.',
    'The input or output was flagged as sensitive. (E005)',
  ]) {
    expect(failed(error)).toMatchObject({ moderated: true });
  }
});

test('how long it worked is kept, whatever else the measures are', () => {
  expect(checked({ metrics: { predict_time: 1.2345, total_time: 9 } }).event).toMatchObject({
    predict_ms: 1235,
  });
  for (const metrics of [null, {}, { predict_time: null }, 'fast', undefined]) {
    expect(checked({ metrics }).event).toMatchObject({ predict_ms: null });
  }
});

test.each([null, 7, 'text', [], {}, { id: 'p1' }, { id: 7, status: 'succeeded' }])(
  '%j is no prediction',
  (value) => {
    expect(readPrediction(value)).toBeNull();
  },
);

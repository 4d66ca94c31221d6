import { expect, test } from 'vitest';
import { readEvents, type StreamEvent } from '../../../../src/worker/language/read-events.ts';
import { isStreamUrl } from '../../../../src/worker/language/stream-words.ts';

/** Reads a stream that comes in these parts. */
async function eventsOf(parts: readonly Uint8Array[]): Promise<StreamEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  const events: StreamEvent[] = [];
  for await (const event of readEvents(body, () => {})) events.push(event);
  return events;
}

const stream = [
  ':ok\n\n',
  'event: output\nid: 1:0\ndata:  a fox\n\n',
  'event: output\r\nid: 1:1\r\ndata: in\r\ndata: \r\ndata: the snow ❄️\r\n\r\n',
  'event: output\rdata\rdata:x\r\r',
  'data: no name\n\n',
  'event: nothing\n\n',
  'event: done\ndata: {}\n\n',
  'event: output\ndata: without an end',
].join('');

const events = [
  { event: 'output', data: ' a fox' },
  { event: 'output', data: 'in\n\nthe snow ❄️' },
  { event: 'output', data: '\nx' },
  { event: 'message', data: 'no name' },
  { event: 'done', data: '{}' },
];

test('events are the same wherever the stream is cut in two', async () => {
  const bytes = new TextEncoder().encode(stream);
  for (let at = 0; at <= bytes.length; at += 1) {
    expect(await eventsOf([bytes.subarray(0, at), bytes.subarray(at)]), `${at}`).toEqual(events);
  }
  expect(await eventsOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(events);
});

test('an event that is too long ends the reading, whether it is one line or many', async () => {
  for (const text of ['data: '.padEnd(70_000, 'x'), 'data: x\n'.repeat(10_000)]) {
    const bytes = new TextEncoder().encode(text);
    await expect(eventsOf([bytes])).rejects.toThrow('too long');
  }
});

test.each([
  ['https://stream.replicate.com/v1/files/x', true],
  ['https://streaming.api.replicate.com/v1/predictions/x', true],
  ['http://stream.replicate.com/x', false],
  ['https://stream.replicate.com:8443/x', false],
  ['https://replicate.com.evil.example/x', false],
  ['https://evilreplicate.com/x', false],
  ['https://me:secret@stream.replicate.com/x', false],
  ['http://127.0.0.1:8790/stream/x', true],
  ['http://127.0.0.1:8791/stream/x', false],
  ['http://169.254.169.254/', false],
  ['file:///etc/passwd', false],
  ['', false],
  [undefined, false],
])('whether %s may be listened to: %s', (address, may) => {
  expect(isStreamUrl(address, 'http://127.0.0.1:8790/v1')).toBe(may);
});

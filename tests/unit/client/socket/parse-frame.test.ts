import { expect, test } from 'vitest';
import { parseFrame } from '../../../../src/client/socket/parse-frame.ts';

test('a frame is one message or several', () => {
  const pong = { type: 'pong' };
  expect(parseFrame(JSON.stringify(pong))).toEqual([pong]);
  expect(parseFrame(JSON.stringify([pong, pong]))).toEqual([pong, pong]);
});

test('a message that cannot be read does not take the others with it', () => {
  const presence = { type: 'presence', here: ['user-ana'], away: [] };
  const frame = [{ type: 'of_the_future' }, presence, null, { type: 'ack' }];
  expect(parseFrame(JSON.stringify(frame))).toEqual([presence]);
});

test('a frame that is no JSON holds nothing', () => {
  expect(parseFrame('<html>')).toEqual([]);
});

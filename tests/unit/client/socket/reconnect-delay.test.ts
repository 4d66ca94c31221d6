import { expect, test } from 'vitest';
import { reconnectDelay } from '../../../../src/client/socket/reconnect-delay.ts';

test('waits twice as long each time, up to fifteen seconds', () => {
  const longest = [1, 2, 3, 4, 5, 6, 50].map((attempt) => reconnectDelay(attempt, 1));
  expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test('leaves half of it to chance', () => {
  expect(reconnectDelay(3, 0)).toBe(1000);
});

import { expect, test } from 'vitest';
import { queuePositions } from '../../../src/domain/queue-positions.ts';

test('pending images are counted from one in the order they were asked for', () => {
  const positions = queuePositions([
    { id: 'late', seq: 9, pending: true },
    { id: 'running', seq: 1, pending: false },
    { id: 'early', seq: 4, pending: true },
  ]);
  expect([...positions]).toEqual([
    ['early', 1],
    ['late', 2],
  ]);
});

import { expect, test } from 'vitest';
import { moveOfKey } from '../../../../src/client/components/image-keys.ts';
import { movesOf } from '../../../../src/client/state/next-moves.ts';
import { exactModel, image } from '../builders.ts';

const fromImage = { ...exactModel, images: { max: 1, required: false }, strength: 'strength' };
const keys: Record<string, string> = { Del: 'Delete' };

test('every key that the menu shows does what stands beside it, and no other does', () => {
  const row = image('lake', 1, { status: 'completed', url: '/lake' });
  const moves = movesOf(row, [fromImage], { starred: false, may_delete: true });
  const shown = moves.filter(({ key }) => key !== '');
  for (const { name, key } of shown) {
    const [last = '', shift] = key.split(' ').toReversed();
    const pressed = { key: keys[last] ?? last, shiftKey: shift === 'Shift' };
    expect([key, moveOfKey(pressed)]).toEqual([key, name]);
  }
  expect(shown.map(({ key }) => key)).toEqual([
    'V',
    'Shift V',
    'R',
    'F',
    'U',
    'E',
    'S',
    'D',
    'C',
    'Del',
  ]);
  expect(moveOfKey({ key: 'x', shiftKey: false })).toBeNull();
});

import { expect, test } from 'vitest';
import { secondClick } from '../../../../src/client/components/second-click.ts';

test('a double click is one click, and a later one is another', () => {
  const isSecond = secondClick();
  const times = [0, 200, 500, 1_200];
  expect(times.map((timeStamp) => isSecond({ timeStamp }))).toEqual([false, true, true, false]);
});

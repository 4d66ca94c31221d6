import { expect, test } from 'vitest';
import {
  downloadPath,
  downloadsPath,
  parseDownloadChoice,
} from '../../../../src/client/state/download-choice.ts';
import {
  nothingSelected,
  withAll,
  withoutGone,
  withRange,
  withToggled,
} from '../../../../src/client/state/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const ids = ({ ids: chosen }: typeof nothingSelected) => [...chosen].toSorted().join('');

test('pictures are chosen one by one, and taken back', () => {
  const two = withToggled(withToggled(nothingSelected, 'b'), 'd');
  expect(ids(two)).toBe('bd');
  expect(ids(withToggled(two, 'b'))).toBe('d');
});

test('a range goes from the last one that was chosen, either way, and again from there', () => {
  const from = withToggled(nothingSelected, 'c');
  expect(ids(withRange(from, 'e', order))).toBe('cde');
  expect(ids(withRange(withRange(from, 'e', order), 'a', order))).toBe('abcde');
  // Without a beginning it is only that one.
  expect(ids(withRange(nothingSelected, 'b', order))).toBe('b');
});

test('all are chosen, and none by the same key again', () => {
  const all = withAll(withToggled(nothingSelected, 'b'), order);
  expect(ids(all)).toBe('abcde');
  expect(ids(withAll(all, order))).toBe('');
});

test('what is not there any more is not chosen', () => {
  const two = withToggled(withToggled(nothingSelected, 'b'), 'd');
  expect(ids(withoutGone(two, ['a', 'b']))).toBe('b');
  expect(withoutGone(two, order)).toBe(two);
});

test('a download remembers its form, and what was kept badly is as if it had not been', () => {
  const choice = parseDownloadChoice('{"format":"webp","metadata":"strip"}');
  expect(downloadPath('room', 'one', choice)).toBe(
    '/chats/room/downloads/one?format=webp&metadata=strip',
  );
  expect(downloadsPath('room', ['one', 'two'], choice)).toBe(
    '/chats/room/downloads?ids=one%2Ctwo&format=webp&metadata=strip',
  );
  for (const kept of [null, '', '{}', '{"format":"gif","metadata":"keep"}']) {
    expect(parseDownloadChoice(kept)).toEqual({ format: 'original', metadata: 'keep' });
  }
});

import { expect, test } from 'vitest';
import {
  exportFileName,
  exportProgress,
  sizeInWords,
} from '../../../../src/client/state/export-words.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_400, '1.4 kB'],
  [80_400_000, '80 MB'],
  [1_400_000_000, '1.4 GB'],
  [5_000_000_000_000, '5000 GB'],
])('%d bytes are "%s"', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});

test.each([
  [0, 80_000_000, 'Gathering the room…'],
  [12_000_000, 80_000_000, '12 MB of about 80 MB'],
  [12_000_000, null, '12 MB'],
  [82_000_000, 80_000_000, '82 MB'],
])('%d bytes of %o are "%s"', (bytes, total, words) => {
  expect(exportProgress(bytes, total)).toBe(words);
});

test.each([
  ['Northlight cover', 'Northlight cover.zip'],
  ['a/b: "c"?', 'a-b- -c-.zip'],
  ['..', 'room.zip'],
  ['Küche 🍋', 'Küche 🍋.zip'],
])('the file of the room "%s" is called "%s"', (room, name) => {
  expect(exportFileName(room, 'zip')).toBe(name);
});

import { expect, test } from 'vitest';
import { colourNames } from '../../../../src/client/state/colour-names.ts';
import { swatchesOf } from '../../../../src/client/state/swatches.ts';

test.each([
  [
    'Crimson and TEAL',
    [
      ['Crimson', 'crimson'],
      ['TEAL', 'teal'],
    ],
  ],
  [
    'slate blue, light goldenrod-yellow',
    [
      ['slate blue', 'slateblue'],
      ['light goldenrod-yellow', 'lightgoldenrodyellow'],
    ],
  ],
  ['a dark red sky', [['dark red', 'darkred']]],
  [
    '#fA3, #0a1b2c #12345678',
    [
      ['#fA3', '#fa3'],
      ['#0a1b2c', '#0a1b2c'],
      ['#12345678', '#12345678'],
    ],
  ],
  ['red, a Red, RED', [['red', 'red']]],
])('%j names colours', (text, swatches) => {
  expect(swatchesOf(text).map(({ words, colour }) => [words, colour])).toEqual(swatches);
});

test.each([
  'ochre',
  'off-white',
  'blue-ish',
  'redwood',
  '#12',
  '#12345',
  '#fffff',
  'dark, mild',
  '',
])('%j names none beyond doubt', (text) => {
  expect(swatchesOf(text)).toEqual([]);
});

test('the list has all names of CSS', () => {
  expect(colourNames.size).toBe(148);
});

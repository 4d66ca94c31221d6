import { expect, test } from 'vitest';
import { searchExpression } from '../../../../src/worker/db/search-expression.ts';

test.each([
  ['storm', '"storm" *'],
  ['two words', '"two" AND "words" *'],
  ['"side by side"', '"side by side"'],
  ['a "b c" d', '"a" AND "b c" AND "d"'],
  ['火', '"火" *'],
  ['“curly quotes” too', '"curly quotes" AND "too" *'],
  ['still "being typ', '"still" AND "being typ" *'],
  ['don’t stop', '"don’t" AND "stop" *'],
  ['lighthouse !', '"lighthouse" *'],
  ['Größe 512', '"Größe" AND "512" *'],
])('%j is searched for as %s', (typed, expression) => {
  expect(searchExpression(typed)).toBe(expression);
});

test.each([
  ['storm AND', '"storm" AND "AND" *'],
  ['NOT OR NEAR(a b)', '"NOT" AND "OR" AND "NEAR(a" AND "b)" *'],
  ['text:x ^y z*', '"text:x" AND "^y" AND "z*" *'],
  ["'); DROP TABLE message;--", '"\');" AND "DROP"'],
  ['a""b', '"a" AND "b"'],
  ['{a} + -b', '"{a}" AND "-b" *'],
])('operators are words like others: %j', (typed, begin) => {
  const kept = begin.replace('"\');" AND ', '');
  expect(searchExpression(typed)?.startsWith(kept)).toBe(true);
});

test.each(['', ' ', '!?', '"', '""', '" "', '* - ()', '🎉', '\u0000'])(
  'there is no word in %j',
  (typed) => {
    expect(searchExpression(typed)).toBeNull();
  },
);

test('control characters and halves of characters only part words', () => {
  expect(searchExpression('a\u0000b\ud800c')).toBe('"a" AND "b�c" *');
});

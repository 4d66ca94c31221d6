import { expect, test } from 'vitest';
import { mentionsIn, nameIndex } from '../../../src/domain/mentions.ts';

const ada = { id: 'ada', name: 'Ada' };
const adaL = { id: 'ada-l', name: 'Ada Lovelace' };
const bo = { id: 'bo', name: 'Bo' };
const members = nameIndex([ada, adaL, bo]);
const namesIn = (text: string) => mentionsIn(text, members).map(({ user_id }) => user_id);

test.each([
  ['Ask @Bo', ['bo']],
  ['@bo and @ADA!', ['bo', 'ada']],
  ['@Ada Lovelace, not @Ada', ['ada-l', 'ada']],
  ['@Ada, @Ada, @Ada', ['ada']],
  ['bo@ada', []],
  ['@Bob', []],
  ['@', []],
  ['nobody', []],
])('%s', (text, named) => {
  expect(namesIn(text)).toEqual(named);
});

test('everybody of a name is meant, up to twenty people in one text', () => {
  const many = nameIndex(Array.from({ length: 30 }, (_, at) => ({ id: `id-${at}`, name: 'A' })));
  expect(mentionsIn('@A', many)).toHaveLength(20);
});

test('a text of nothing but signs is looked at for its first fifty', () => {
  expect(namesIn(`${'@'.repeat(60)}Bo`)).toEqual([]);
  expect(namesIn(`${'@ '.repeat(40)}@Bo`)).toEqual(['bo']);
});

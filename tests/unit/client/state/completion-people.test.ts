import { expect, test } from 'vitest';
import { peopleToMention } from '../../../../src/client/state/completion-people.ts';

const person = (name: string, here = false) => ({
  id: name.toLowerCase(),
  name,
  initial: name.charAt(0),
  avatar: 'avatar-1',
  here,
});
const people = [
  person('Mira'),
  person('Teo Lind', true),
  person('René'),
  person('Lin'),
  person('Me', true),
];
const namesFor = (typed: string) => peopleToMention(people, typed, 'me').map(({ name }) => name);

test('those who are here come first, and nobody is offered themselves', () => {
  expect(namesFor('')).toEqual(['Teo Lind', 'Lin', 'Mira', 'René']);
});

test('the beginning of any of their names finds them, without case and accents', () => {
  expect(namesFor('rene')).toEqual(['René']);
  expect(namesFor('LIN')).toEqual(['Teo Lind', 'Lin']);
  expect(namesFor('teo l')).toEqual(['Teo Lind']);
});

test('nobody is offered once something else follows a name', () => {
  expect(namesFor('Mira and')).toEqual([]);
  expect(namesFor('ira')).toEqual([]);
});

test('the list stays short', () => {
  const many = Array.from({ length: 50 }, (_, index) => person(`P${index}`));
  expect(peopleToMention(many, 'p', 'me')).toHaveLength(8);
});

import { expect, test } from 'vitest';
import { typedOn, typedState, type TypedField } from '../../../../src/client/state/typed-field.ts';
import { Random } from '../../../chaos/random.ts';

test('only I changed it, or the others did too, or they wrote the same', () => {
  const mine = typedOn(undefined, 'ochre, teal', 'ochre');
  expect(typedState(mine, 'ochre')).toBe('mine');
  expect(typedState(mine, 'slate')).toBe('both');
  expect(typedState(mine, 'ochre, teal')).toBe('same');
});

test('a space at the end changes nothing', () => {
  expect(typedState(typedOn(undefined, 'ochre ', 'ochre'), 'ochre')).toBe('same');
});

test('who comes back to what was there has nothing to send, whatever others wrote', () => {
  const mine = typedOn(typedOn(undefined, 'ochre, t', 'ochre'), 'ochre', 'slate');
  expect(typedState(mine, 'slate')).toBe('untouched');
  // And who writes on from there is still to be told of it.
  expect(typedState(typedOn(mine, 'ochre, teal', 'slate'), 'slate')).toBe('both');
});

test('whatever two people do, nothing is sent over words that were never seen', () => {
  for (let seed = 0; seed < 2_000; seed++) {
    const random = new Random(seed);
    const words = ['a', 'b', 'c', 'a '];
    let theirs = random.pick(words).trim();
    let field: TypedField | undefined;
    const seen = new Set([theirs]);
    for (let step = 0; step < 12; step++) {
      if (random.between(0, 1) === 0) {
        theirs = random.pick(words).trim();
        if (!field) seen.add(theirs);
      } else field = typedOn(field, random.pick(words), theirs);
      if (!field) continue;
      const state = typedState(field, theirs);
      if (state === 'same') seen.add(theirs);
      if (state === 'mine') expect([seed, step, seen.has(theirs)]).toEqual([seed, step, true]);
    }
  }
});

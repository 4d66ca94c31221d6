import { expect, test } from 'vitest';
import { Random } from '../../chaos/random.ts';

const draw = (random: Random) => Array.from({ length: 5 }, () => random.between(1, 100));

test('the same seed gives the same choices, another seed gives others', () => {
  expect(draw(new Random(7))).toEqual(draw(new Random(7)));
  expect(draw(new Random(7))).not.toEqual(draw(new Random(8)));
});

test('what a fork draws does not change what is drawn here', () => {
  const [one, other] = [new Random(7), new Random(7)];
  const fork = one.fork();
  other.fork();
  draw(fork);
  expect(draw(one)).toEqual(draw(other));
});

test('something without weight is never chosen', () => {
  const random = new Random(1);
  const weights = [['never', 0] as const, ['always', 1] as const];
  const chosen = Array.from({ length: 100 }, () => random.weighted(weights));
  expect(new Set(chosen)).toEqual(new Set(['always']));
});

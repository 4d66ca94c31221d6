import { describe, expect, test } from 'vitest';
import {
  firstPrompts,
  isPlain,
  permutationsOf,
} from '../../../../src/client/state/permutations.ts';
import { Random } from '../../../chaos/random.ts';

const most = 60;
const all = (prompt: string) => firstPrompts(permutationsOf(prompt), most);

test('the last group changes first', () => {
  expect(all('a {red|blue} fox in {snow|rain|fog}')).toEqual([
    'a red fox in snow',
    'a red fox in rain',
    'a red fox in fog',
    'a blue fox in snow',
    'a blue fox in rain',
    'a blue fox in fog',
  ]);
});

test.each([
  ['a group in a group', '{a {b|c}|d}', ['a b', 'a c', 'd']],
  ['spaces around the choices', 'a { red | blue } fox', ['a red fox', 'a blue fox']],
  ['an empty choice', 'a {|red} fox', ['a fox', 'a red fox']],
  [
    'an empty choice at an end',
    '{|red} fox{|, old}',
    ['fox', 'fox, old', 'red fox', 'red fox, old'],
  ],
  [
    'an empty choice before a comma',
    'a fox {|alone}, at dusk',
    ['a fox, at dusk', 'a fox alone, at dusk'],
  ],
  ['a group of two empty choices', 'a {|} fox', ['a fox', 'a fox']],
  ['words that a group touches', 'sea{horse|gull}s', ['seahorses', 'seagulls']],
  ['numbers', '{1..4} boats', ['1 boats', '2 boats', '3 boats', '4 boats']],
  ['numbers with a step', '{1..8:3}', ['1', '4', '7']],
  ['numbers that fall', '{3..-1:2}', ['3', '1', '-1']],
  ['numbers of one length', '{08..10}', ['08', '09', '10']],
  ['letters', '{a..c}{X..Y}', ['aX', 'aY', 'bX', 'bY', 'cX', 'cY']],
  ['a range as a choice', '{{1..2}|many}', ['1', '2', 'many']],
  ['escaped signs', String.raw`\{a|b\} {c\|d|e}`, ['{a|b} c|d', '{a|b} e']],
  ['an escaped sign that makes one choice', String.raw`{a\|b}`, ['{a|b}']],
  ['other backslashes', String.raw`C:\fox {a|b}`, [String.raw`C:\fox a`, String.raw`C:\fox b`]],
])('%s', (_, prompt, results) => {
  expect(all(prompt)).toEqual(results);
  expect(permutationsOf(prompt).count).toBe(BigInt(results.length));
});

test.each(['a {red} fox', '{}', '{"light": "low"}', 'either | or', '{1..4:0}', '{a..Z}', 'x \\ y'])(
  '%j has no group, and is taken as it is',
  (prompt) => {
    expect(isPlain(prompt)).toBe(true);
    expect(permutationsOf(prompt)).toMatchObject({ count: 1n, grouped: false, unbalanced: false });
  },
);

test.each([
  ['a {red|blue fox', ['a {red|blue fox']],
  ['a red|blue} fox', ['a red|blue} fox']],
  ['{a {b|c}', ['{a b', '{a c']],
  ['{a|b}}', ['a}', 'b}']],
  ['{a|{b', ['{a|{b']],
])('a brace without its counterpart is a brace: %j', (prompt, results) => {
  expect(permutationsOf(prompt).unbalanced).toBe(true);
  expect(all(prompt)).toEqual(results);
});

test('however many there are, they are counted and not written', () => {
  expect(permutationsOf('{1..10000}').count).toBe(10_000n);
  expect(permutationsOf('{1..100}'.repeat(15)).count).toBe(10n ** 30n);
  expect(permutationsOf('{1..999999999999999}'.repeat(99)).count).toBe(999_999_999_999_999n ** 99n);
  expect(firstPrompts(permutationsOf('{1..100}-'.repeat(15)), 2)).toEqual([
    `${'1-'.repeat(14)}1-`,
    `${'1-'.repeat(14)}2-`,
  ]);
});

test('groups in groups go as deep as a prompt is long, and no deeper', () => {
  const deep = (levels: number) => `${'{a|'.repeat(levels)}b${'}'.repeat(levels)}`;
  expect(permutationsOf(deep(499)).count).toBe(500n);
  expect(firstPrompts(permutationsOf(deep(499)), 500)).toHaveLength(500);
  expect(permutationsOf(deep(500_000))).toMatchObject({ count: 1n, grouped: false });
});

describe('of any prompt', () => {
  const signs = ['{', '|', '}', '\\', '..', ':', '1', '12', 'a', 'Z', ' ', '\n', 'fox', '🦊', '-'];
  const rounds = 3_000;
  const any = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: random.between(0, 24) }, () => random.pick(signs)).join('');
  };
  const each = (check: (prompt: string) => void) => {
    for (let seed = 0; seed < rounds; seed++) check(any(seed));
  };

  test('there are as many results as are counted', () => {
    each((prompt) => {
      const permutations = permutationsOf(prompt);
      if (permutations.count > 500n) return;
      const results = firstPrompts(permutations, 1_000);
      expect([prompt, BigInt(results.length)]).toEqual([prompt, permutations.count]);
      // The first few are the same, however many are asked for.
      expect(firstPrompts(permutations, 3)).toEqual(results.slice(0, 3));
    });
  });

  test('without a group nothing is lost but the backslash of an escaped sign', () => {
    each((prompt) => {
      const permutations = permutationsOf(prompt);
      if (permutations.grouped) return;
      const meant = prompt.replaceAll(/\\([{|}])/g, '$1').trim();
      expect(firstPrompts(permutations, 2)).toEqual([meant]);
    });
  });

  test('of whole groups nothing is left in a result', () => {
    const random = new Random(7);
    const tree = (depth: number): string => {
      const kind = random.between(0, depth > 3 ? 0 : 3);
      if (kind === 0) return random.pick(['red', 'blue fox', '', '3', ' ']);
      if (kind === 1) return `{${random.between(1, 4)}..${random.between(1, 4)}}`;
      const parts = Array.from({ length: random.between(2, 3) }, () => tree(depth + 1));
      return kind === 2 ? parts.join(' ') : `{${parts.join('|')}}`;
    };
    for (let round = 0; round < 500; round++) {
      const prompt = tree(0);
      for (const result of firstPrompts(permutationsOf(prompt), most)) {
        expect([prompt, result]).toEqual([prompt, expect.not.stringMatching(/[{|}]|\.\./)]);
      }
    }
  });
});

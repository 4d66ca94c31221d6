import { describe, expect, test } from 'vitest';
import { parseDraft } from '../../../../src/client/state/draft.ts';
import { draftRequests } from '../../../../src/client/state/draft-requests.ts';
import { listKey, listsOf, noLists } from '../../../../src/client/state/named-lists.ts';
import {
  firstPrompts,
  isPlain,
  permutationsOf,
} from '../../../../src/client/state/permutations.ts';
import { promptPlan } from '../../../../src/client/state/prompt-plan.ts';
import { Random } from '../../../chaos/random.ts';
import { entry, exactModel } from '../builders.ts';

const list = (name: string, text: string, created_at = 0) =>
  entry(name, 1, { kind: 'list', name, text, created_at });
const known = (...rows: ReturnType<typeof list>[]) =>
  listsOf(new Map(rows.map((row) => [row.id, row])));

const numbers = (from: string) =>
  Array.from({ length: 100 }, (_, index) => `${from}${index}`).join('\n');
const lists = known(
  list('Colours', 'red\n  sea green \n\n{gold|silver}'),
  list('sky moods', 'clear\nstormy'),
  list('1..2', 'never'),
  list('red|blue', 'never'),
  list('a {b|c}', 'never'),
  list('empty', ' \n '),
  list('x', numbers('x')),
  list('y', numbers('y')),
);
const most = 60;
const all = (prompt: string) => firstPrompts(permutationsOf(prompt, lists), most);

test.each([
  ['in braces', 'a {colours} fox', ['a red fox', 'a sea green fox', 'a {gold|silver} fox']],
  ['in any case', '{COLOURS}', ['red', 'sea green', '{gold|silver}']],
  ['with spaces around it', '{ sky  moods }', ['clear', 'stormy']],
  ['as other tools write it', 'a __sky_moods__ sky', ['a clear sky', 'a stormy sky']],
  ['touched by words', 'x__sky_moods__y', ['xcleary', 'xstormyy']],
  [
    'in a group with its own braces',
    '{{sky moods}|__Sky Moods__ night|grey}',
    ['clear', 'stormy', 'clear night', 'stormy night', 'grey'],
  ],
  ['beside another group', '{a|b} {sky moods}', ['a clear', 'a stormy', 'b clear', 'b stormy']],
])('a list is chosen from, %s', (_, prompt, results) => {
  expect(all(prompt)).toEqual(results);
  expect(permutationsOf(prompt, lists).count).toBe(BigInt(results.length));
  expect(isPlain(prompt, lists)).toBe(false);
});

test.each([
  ['a name beside a bar', '{colours|plain}', ['colours', 'plain']],
  ['a range', '{1..2}', ['1', '2']],
  ['a list called like a group', '{red|blue}', ['red', 'blue']],
  ['a list called like words with a group', '{a {b|c}}', ['{a b}', '{a c}']],
  ['an escaped brace', String.raw`\{colours\}`, ['{colours}']],
  ['no list of that name', '{animals} __animals__', ['{animals} __animals__']],
  ['an empty list', '{empty} __empty__', ['{empty} __empty__']],
  ['one underscore', '_colours_', ['_colours_']],
  ['an empty name', '____ {} {_}', ['____ {} {_}']],
  ['a name that never ends', '__colours and more', ['__colours and more']],
])('no list changes what is written without one: %s', (_, prompt, results) => {
  expect(all(prompt)).toEqual(results);
  expect(firstPrompts(permutationsOf(prompt), most)).toEqual(results);
});

test('however many choices lists have, they are counted and not written', () => {
  const squared = promptPlan('{x} by {y}', parseDraft(null), exactModel, 40, lists);
  expect(squared.refusal).toBe(
    'That would be 10,000 pictures. Take some choices away: up to 40 go at once.',
  );
  expect(permutationsOf('{x}'.repeat(600), lists).count).toBe(100n ** 600n);
  const refused = draftRequests(parseDraft(null), '{x}', exactModel, 40, lists);
  expect(refused).toMatchObject({
    ok: false,
    errors: { prompt: expect.stringContaining('100 pictures') },
  });
});

test('the note names the lists, and each result is a request of its own', () => {
  const prompt = 'a {Sky_moods} sky, __sky moods__';
  const plan = promptPlan(prompt, parseDraft(null), exactModel, 40, lists);
  expect(plan.words).toBe(
    '“a clear sky, clear”, “a clear sky, stormy” and 2 more, from the room’s list “sky moods”',
  );
  const asked = draftRequests(parseDraft(null), prompt, exactModel, 40, lists);
  if (!asked.ok) throw new Error('refused');
  expect(asked.requests.map(({ prompt: one }) => one)).toEqual([
    'a clear sky, clear',
    'a clear sky, stormy',
    'a stormy sky, clear',
    'a stormy sky, stormy',
  ]);
});

test('a name may also go to the model as it is', () => {
  const draft = { ...parseDraft(null), as_is: true };
  const asked = draftRequests(draft, 'a __colours__ fox', exactModel, 40, lists);
  expect(asked).toMatchObject({ ok: true, requests: [{ prompt: 'a __colours__ fox' }] });
  expect(promptPlan('a __colours__ fox', draft, exactModel, 40, lists).words).toBe(
    'The name of the list goes to the model as it is.',
  );
});

test('of two lists that a prompt cannot tell apart the older one counts', () => {
  const rows = [list('sky moods', 'new', 2), list('Sky_Moods', 'old', 1)];
  expect(known(...rows).get(listKey('sky moods'))?.choices).toEqual(['old']);
  expect(known(...rows.toReversed()).get(listKey('sky moods'))?.choices).toEqual(['old']);
  expect(known()).toBe(noLists);
});

describe('of any prompt', () => {
  const signs = [
    '{',
    '|',
    '}',
    '\\',
    '__',
    '_',
    ' ',
    'colours',
    'Sky moods',
    'x',
    '..',
    '1',
    'fox',
  ];
  const any = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: random.between(0, 20) }, () => random.pick(signs)).join('');
  };
  const each = (check: (prompt: string) => void) => {
    for (let seed = 0; seed < 3_000; seed++) check(any(seed));
  };

  test('there are as many results as are counted', () => {
    each((prompt) => {
      const permutations = permutationsOf(prompt, lists);
      if (permutations.count > 500n) return;
      const results = firstPrompts(permutations, 1_000);
      expect([prompt, BigInt(results.length)]).toEqual([prompt, permutations.count]);
      expect(firstPrompts(permutations, 3)).toEqual(results.slice(0, 3));
    });
  });

  test('where no list is named, lists change nothing', () => {
    each((prompt) => {
      const permutations = permutationsOf(prompt, lists);
      if (permutations.lists.length > 0) return;
      expect([prompt, permutations]).toEqual([prompt, permutationsOf(prompt)]);
    });
  });

  test('what lists stand for is never less than without them', () => {
    each((prompt) => {
      const named = permutationsOf(prompt, lists);
      expect([prompt, named.count >= permutationsOf(prompt).count]).toEqual([prompt, true]);
    });
  });
});

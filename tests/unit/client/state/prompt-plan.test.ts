import { expect, test } from 'vitest';
import { parseDraft } from '../../../../src/client/state/draft.ts';
import { draftRequests } from '../../../../src/client/state/draft-requests.ts';
import { freeImages, promptPlan } from '../../../../src/client/state/prompt-plan.ts';
import { recalledPrompts } from '../../../../src/client/state/recalled-prompts.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import { exactModel } from '../builders.ts';

const draft = parseDraft(null);
const most = limits.liveImages.perPerson;
const foxes = 'a {red|blue} fox in {snow|rain|fog}';
const plan = (prompt: string, change: Partial<typeof draft> = {}, free: number = most) =>
  promptPlan(prompt, { ...draft, ...change }, exactModel, free);
const requests = (prompt: string, change: Partial<typeof draft> = {}, free: number = most) =>
  draftRequests({ ...draft, ...change }, prompt, exactModel, free);

test('a prompt with groups says how many pictures it makes, and which come first', () => {
  expect(plan(foxes)).toMatchObject({
    prompts: 6n,
    pictures: 6n,
    refusal: '',
    words: '“a red fox in snow”, “a red fox in rain” and 4 more',
  });
  expect(plan('{a|b}').words).toBe('“a” and “b”');
  expect(plan('{a|b}', { count: 3 })).toMatchObject({
    pictures: 6n,
    words: '“a” and “b”, 3 pictures of each',
  });
});

test('a prompt without groups has nothing to say', () => {
  expect(plan('a fox', { count: 4 })).toMatchObject({ prompts: 1n, pictures: 4n, words: '' });
});

test('a brace without its other half is told of', () => {
  expect(plan('a {red fox').words).toBe('A brace without its other half stays as it is.');
});

test.each([
  ['{1..10000}', /^That would be 10,000 pictures\. Take some choices away: up to 40 go at once\.$/],
  ['{1..100}'.repeat(15), /^That would be about 1 followed by 30 zeros pictures\./],
])('%s is refused with its number, and not attempted', (prompt, words) => {
  expect(plan(prompt).refusal).toMatch(words);
  expect(requests(prompt)).toEqual({
    ok: false,
    errors: { prompt: expect.stringMatching(words) as string },
  });
});

test('so many are refused as cannot be in the making besides those that are', () => {
  expect(plan(foxes, { count: 2 }, 12).refusal).toBe('');
  expect(plan(foxes, { count: 2 }, 11).refusal).toMatch(/12 pictures\. Only 11 can be added/);
  expect(plan(foxes, {}, 0).refusal).toMatch(/6 pictures\. None can be added/);
  expect(plan(`{1..${most}}`).refusal).toBe('');
  expect(plan(`{1..${most + 1}}`).refusal).not.toBe('');
});

test('what others make counts only against the bound of the room', () => {
  const { perPerson, perChat } = limits.liveImages;
  expect(freeImages({ running: 0, runningMine: 0 })).toBe(perPerson);
  expect(freeImages({ running: 50, runningMine: 10 })).toBe(perPerson - 10);
  expect(freeImages({ running: perChat - 3, runningMine: 1 })).toBe(3);
  expect(freeImages({ running: perChat + 9, runningMine: 0 })).toBe(0);
});

test('each result is a request of its own, in order, with all settings', () => {
  const result = requests('a {red|blue} fox', { count: 2, seed: '7' });
  expect(result).toMatchObject({
    ok: true,
    requests: [
      { prompt: 'a red fox', count: 2, seed: 7 },
      { prompt: 'a blue fox', count: 2, seed: 7 },
    ],
  });
});

test('as it is, the prompt goes as it was typed', () => {
  const typed = String.raw`a {red|blue} \{fox`;
  expect(plan(typed, { as_is: true })).toMatchObject({ prompts: 1n, grouped: true, refusal: '' });
  expect(requests(typed, { as_is: true })).toMatchObject({ requests: [{ prompt: typed }] });
  expect(requests(String.raw`\{a|b\}`)).toMatchObject({ requests: [{ prompt: '{a|b}' }] });
});

test('where one of them cannot be asked for, none is', () => {
  expect(requests('{fox|}')).toEqual({
    ok: false,
    errors: { prompt: 'With nothing chosen no word is left. Write one outside of the braces.' },
  });
  expect(requests(foxes, { width: '500' })).toMatchObject({
    errors: { width: 'Width goes in steps of 64.' },
  });
});

test('for a model that takes no words there is one request, whatever is written', () => {
  const wordless = { ...exactModel, prompt: 'none' as const };
  expect(promptPlan(foxes, draft, wordless, most)).toMatchObject({ prompts: 1n, words: '' });
  expect(draftRequests(draft, foxes, wordless, most)).toMatchObject({ requests: [{ prompt: '' }] });
});

test('prompts that came from groups are recalled as they were typed, once', () => {
  const prompts = ['a lake', 'a blue fox', 'a red fox', '{a|b}', 'a hill'];
  expect(recalledPrompts(prompts, ['a {red|blue} fox', '{c|d}'])).toEqual([
    { prompt: 'a lake', as_is: false },
    { prompt: 'a {red|blue} fox', as_is: false },
    { prompt: '{a|b}', as_is: true },
    { prompt: 'a hill', as_is: false },
  ]);
});

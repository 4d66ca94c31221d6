import { expect, test } from 'vitest';
import { permutationsOf } from '../../../../src/client/state/permutations.ts';
import { plainProposal } from '../../../../src/domain/language/plain-proposal.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import { hiddenCharacter, hostileTexts } from './hostile-text.ts';

const said = (...texts: string[]) => texts.map((text) => ({ author: 'Mia', text }));

test.each([
  [['a fox in the snow', 'at night'], 'a fox in the snow, at night'],
  [
    ['Hello all! A **red** fox.', 'What do you think?', 'In _deep_ snow'],
    'A red fox. In deep snow',
  ],
  [['@Tom a `fox` [far off](https://example.com)'], 'Tom a fox far off'],
  [['Hallo zusammen! Ein Bär.', 'Danke!'], 'Ein Bär.'],
  [['ok', 'cool'], 'ok, cool'],
  [['/imagine {red|blue} fox --ar 3:2'], 'imagine (red|blue) fox ar 3:2'],
  [['- a fox\n- a bear'], 'a fox a bear'],
  [[''], ''],
  [[], ''],
])('%j becomes %j', (texts, prompt) => {
  expect(plainProposal(said(...texts))).toBe(prompt);
});

test('where it is too much, the latest messages win, and the last one is cut', () => {
  const texts = Array.from(
    { length: 30 },
    (_, at) => `message ${at} of the story ${'x'.repeat(90)}`,
  );
  const prompt = plainProposal(said(...texts));
  expect(prompt.length).toBeLessThanOrEqual(limits.promptLength);
  expect(prompt).toContain('message 29');
  expect(prompt).not.toContain('message 3 ');
  expect(plainProposal(said('one', 'two three four'), 9)).toBe('two three');
});

test('whatever is said, it is one line within the limit, and there where there are words', () => {
  for (const text of hostileTexts(8, 2_000)) {
    for (const limit of [limits.promptLength, 60]) {
      const prompt = plainProposal(said(text, 'hello', text), limit);
      expect(prompt.length, text).toBeLessThanOrEqual(limit);
      expect(prompt.length, text).toBeGreaterThan(0);
      expect(prompt, text).not.toMatch(hiddenCharacter);
      expect(permutationsOf(prompt).grouped, text).toBe(false);
      expect(prompt, text).not.toMatch(/^\/|(?:^|\s)(?:--|[—–])\p{L}/u);
    }
  }
});

import { expect, test } from 'vitest';
import { permutationsOf } from '../../../../src/client/state/permutations.ts';
import { cleanAnswer } from '../../../../src/domain/language/clean-answer.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import { hiddenCharacter, hostileTexts } from './hostile-text.ts';

test.each([
  ['a fox in the snow', 'a fox in the snow'],
  ['  "a fox in the snow"\n', 'a fox in the snow'],
  ['Prompt: a fox in the snow', 'a fox in the snow'],
  ['**Image prompt:** “A fox, “seen” from afar.”', 'A fox, “seen” from afar.'],
  ["Sure! Here's the prompt:\n\nA fox in the snow.", 'A fox in the snow.'],
  ['Certainly.\n\nPrompt: "A fox"', 'A fox'],
  ['```\nPrompt: a fox\nin the snow\n```', 'a fox in the snow'],
  ['A fox in the snow.\n\nThis prompt captures the mood.', 'A fox in the snow.'],
  ['<think>They want a fox.</think>\nA fox', 'A fox'],
  ['<think>They want', ''],
  ['ein Fuchs\u202e im Schnee\u0000', 'ein Fuchs im Schnee'],
  ['an astronaut 👩‍🚀 on a hill', 'an astronaut 👩‍🚀 on a hill'],
  ['{red|blue} fox {1..9999}', '(red|blue) fox (1..9999)'],
  ['/imagine a fox --ar 3:2 —seed 7', 'imagine a fox ar 3:2 seed 7'],
  ['a well-known fox — in the snow', 'a well-known fox — in the snow'],
  ['\u0000 \n "" ', ''],
])('%j is the prompt %j', (said, prompt) => {
  expect(cleanAnswer(said)).toBe(prompt);
});

test('a long answer is cut after a sentence, else after a word, and never within a character', () => {
  const sentence = 'The fox stands in the snow and looks at the light far away. ';
  const cut = cleanAnswer(sentence.repeat(60));
  expect(cut.length).toBeLessThanOrEqual(limits.promptLength);
  expect(cut.length).toBeGreaterThan(limits.promptLength - sentence.length - 1);
  expect(cut.endsWith('far away.')).toBe(true);
  expect(cleanAnswer('fox snow light', 12)).toBe('fox snow');
  expect(cleanAnswer('🦊'.repeat(20), 7)).toBe('🦊🦊🦊');
});

test('whatever is said, the prompt is one line within the limit that means only its words', () => {
  for (const text of hostileTexts(6, 3_000)) {
    for (const limit of [limits.promptLength, 40]) {
      const prompt = cleanAnswer(text, limit);
      expect(prompt.length, text).toBeLessThanOrEqual(limit);
      expect(prompt, text).not.toMatch(hiddenCharacter);
      expect(prompt, text).toBe(prompt.trim());
      expect(permutationsOf(prompt).grouped, text).toBe(false);
      expect(prompt, text).not.toMatch(/^\/|(?:^|\s)(?:--|[—–])\p{L}/u);
      expect(cleanAnswer(prompt, limit), text).toBe(prompt);
    }
  }
});

import { expect, test } from 'vitest';
import { imageSettingsSchema } from '../../../src/protocol/image-request.ts';
import { limits } from '../../../src/protocol/limits.ts';

const problem = (settings: Record<string, unknown>) =>
  imageSettingsSchema.safeParse({ prompt: 'a fox', ...settings }).error?.issues[0]?.message;

test('a prompt alone is enough', () => {
  expect(imageSettingsSchema.parse({ prompt: ' a fox ' })).toEqual({
    prompt: 'a fox',
    negative_prompt: '',
  });
});

test.each([
  [{ prompt: '   ' }, 'Describe the picture.'],
  [{ prompt: undefined }, 'Describe the picture.'],
  [{ prompt: 'x'.repeat(limits.promptLength + 1) }, 'Keep the prompt to 2000 characters.'],
  [{ width: 320 }, 'Width is from 384 to 1024.'],
  [{ width: 1088 }, 'Width is from 384 to 1024.'],
  [{ height: 500 }, 'Height goes in steps of 64.'],
  [{ height: 512.5 }, 'Height is a whole number of pixels.'],
  [{ width: '512' }, 'Width is a whole number of pixels.'],
  [{ seed: -1 }, 'Seed is from 0 to 2147483647.'],
  [{ seed: 1.5 }, 'Seed is a whole number.'],
])('%j is answered with a sentence', (settings, sentence) => {
  expect(problem(settings)).toBe(sentence);
});

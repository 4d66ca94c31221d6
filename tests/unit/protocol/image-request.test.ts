import { expect, test } from 'vitest';
import { imageSettingsSchema } from '../../../src/protocol/image-request.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { settingsProblems } from '../../../src/protocol/model-settings.ts';
import { exactModel } from '../client/builders.ts';

/** What is wrong for any model, or else for one that takes a width and a height. */
function problem(asked: Record<string, unknown>) {
  const parsed = imageSettingsSchema.safeParse({ prompt: 'a fox', ...asked });
  if (!parsed.success) return parsed.error.issues[0]?.message;
  return settingsProblems(parsed.data, exactModel)[0]?.message;
}

test('a prompt alone is enough', () => {
  expect(imageSettingsSchema.parse({ prompt: ' a fox ' })).toEqual({
    prompt: 'a fox',
    negative_prompt: '',
    count: 1,
    options: {},
    images: [],
    mask: null,
    parent_id: null,
    kind: 'original',
    context: 'room',
    without: [],
    styles: [],
    proposal_id: null,
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
  [{ count: 5 }, 'Make 1 to 4 pictures at once.'],
  [
    { kind: 'upload' },
    'A kind is one of: original, variation, remix, edit, upscale, reference, follow_up.',
  ],
  [{ seed: -1 }, 'Seed is from 0 to 2147483647.'],
  [{ seed: 1.5 }, 'Seed is a whole number.'],
])('%j is answered with a sentence', (settings, sentence) => {
  expect(problem(settings)).toBe(sentence);
});

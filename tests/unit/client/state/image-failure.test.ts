import { expect, test } from 'vitest';
import { firstOffer, imageFailure } from '../../../../src/client/state/image-failure.ts';
import { imageError, imageFailures, type NextStep } from '../../../../src/domain/image-failures.ts';
import { imageFailureCodes } from '../../../../src/protocol/errors.ts';
import { chatId, halfPastTen, idOf, image } from '../builders.ts';

const failed = image('lake', 1, {
  status: 'failed',
  error: imageError('moderated', true, 'NSFW content detected.'),
  completed_at: halfPastTen,
});

test('what the card offers first is what the table of failures says to do', () => {
  const offers: Record<NextStep, string> = {
    retry: 'retry',
    wait: 'retry',
    tell_operator: 'retry',
    nothing: 'retry',
    edit_prompt: 'edit_prompt',
    other_model: 'other_model',
  };
  expect(imageFailureCodes.map(firstOffer)).toEqual(
    imageFailureCodes.map((code) => offers[imageFailures[code].next]),
  );
});

test('the details say what there is to know beyond the sentence, and not the prompt', () => {
  const details = imageFailure(failed)?.details.map(({ term, text }) => [term, text]) ?? [];
  expect(Object.fromEntries(details)).toEqual({
    Code: 'moderated',
    'Provider said': 'NSFW content detected.',
    Model: 'maker/quick',
    When: expect.stringContaining('10:30'),
    Picture: idOf('lake'),
    Room: chatId,
  });
});

test('the details are copied as plain text, with the time as everywhere on earth', () => {
  expect(imageFailure(failed)?.text.split('\n')).toEqual([
    'The model refused this prompt. Put it another way. It may have been charged.',
    'Code: moderated',
    'Provider said: NSFW content detected.',
    'Model: maker/quick',
    `When: ${new Date(halfPastTen).toISOString()}`,
    `Picture: ${idOf('lake')}`,
    `Room: ${chatId}`,
  ]);
});

test('where the provider said nothing, no line is left empty', () => {
  const silent = { ...failed, error: imageError('internal', false) };
  expect(imageFailure(silent)?.text).not.toContain('Provider');
});

test('an image that did not fail has no failure', () => {
  expect(imageFailure({ ...failed, status: 'canceled' })).toBeNull();
});

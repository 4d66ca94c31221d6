import { expect, test } from 'vitest';
import { draftSettings, parseDraft } from '../../../../src/client/state/draft.ts';
import {
  askedOption,
  chosenOption,
  typedOption,
} from '../../../../src/client/state/typed-option.ts';
import { control, exactModel, shapeModel, upload } from '../builders.ts';

const guidance = control('guidance', { minimum: 0, maximum: 10, default: 3 });

test('a number is kept as one, and on its way to one as typed', () => {
  expect(typedOption(guidance, '1')).toBe(1);
  expect(typedOption(guidance, '1.')).toBe('1.');
  expect(typedOption(guidance, '1.50')).toBe('1.50');
  expect(typedOption(guidance, 'a lot')).toBe('a lot');
  expect(typedOption(guidance, '  ')).toBeNull();
});

test('what is asked for is the number, with a comma too', () => {
  expect(askedOption(guidance, '1.50')).toBe(1.5);
  expect(askedOption(guidance, '1,5')).toBe(1.5);
  expect(askedOption(guidance, 'a lot')).toBe('a lot');
  expect(askedOption(control('style', { type: 'text' }), '12')).toBe('12');
});

test('a choice keeps its own type', () => {
  const steps = control('steps', { type: 'choice', choices: [1, 4, 'auto'] });
  expect(chosenOption(steps, '4')).toBe(4);
  expect(chosenOption(steps, 'auto')).toBe('auto');
  expect(chosenOption(steps, '')).toBeNull();
});

const model = {
  ...exactModel,
  images: { max: 1, required: false },
  strength: 'strength',
  controls: [guidance, control('strength', { minimum: 0, maximum: 1 })],
};
const draft = { ...parseDraft(null), options: { guidance: '7,5', strength: 0.4, other: 'x' } };

test('how far from the picture is asked for only with a picture', () => {
  expect(draftSettings(draft, 'a lake', model)).toMatchObject({
    ok: true,
    settings: { options: { guidance: 7.5 } },
  });
  const started = draftSettings({ ...draft, images: [upload('lake')] }, 'a lake', model);
  expect(started).toMatchObject({ settings: { options: { guidance: 7.5, strength: 0.4 } } });
});

test('what is no number says what it has to be', () => {
  const wrong = { ...draft, options: { guidance: 'a lot' } };
  expect(draftSettings(wrong, 'a lake', model)).toEqual({
    ok: false,
    errors: { 'options.guidance': 'guidance is from 0 to 10.' },
  });
});

test('a typed size that a model of shapes cannot have is not made into another', () => {
  const free = { ...shapeModel, sides: { min: 384, max: 1024, step: 64 } };
  const typed = { ...draft, options: {}, width: '500', height: '640' };
  expect(draftSettings(typed, 'a lake', free)).toEqual({
    ok: false,
    errors: { width: 'Width goes in steps of 64.' },
  });
  const wide = { ...typed, width: '1344', height: '768' };
  expect(draftSettings(wide, 'a lake', free)).toMatchObject({ settings: { shape: '16:9' } });
});

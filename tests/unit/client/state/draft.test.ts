import { expect, test } from 'vitest';
import {
  askedSize,
  chosenModel,
  draftSettings,
  parseDraft,
  settingsOfImage,
  sizeFor,
} from '../../../../src/client/state/draft.ts';
import { models as modelsOnOffer, sizeOn } from '../../../../src/domain/models.ts';
import { exactModel, image, models, shapeModel } from '../builders.ts';

const draft = parseDraft(null);
const shapesOnOffer = modelsOnOffer.flatMap((model) =>
  model.shapes.map((shape) => ({ ...shape, model, name: model.name })),
);
const sidesOf = ({ width, height }: { width: number; height: number }) => [width, height] as const;

test('a kept draft is read again', () => {
  const kept = { ...draft, mode: 'image', prompt: 'a lake', width: '960' };
  expect(parseDraft(JSON.stringify(kept))).toEqual(kept);
});

test('what the next message answers is kept with it', () => {
  const reply = {
    message_id: 'm1',
    author: 'Teo',
    avatar: 'avatar-2',
    text: 'Fog?',
    image_url: null,
  };
  expect(parseDraft(JSON.stringify({ message: 'Yes', reply })).reply).toEqual(reply);
  expect(parseDraft('{"message":"Yes"}').reply).toBeNull();
});

test.each([null, '', 'no json', '[]', '{"mode":"song"}'])('%o is an empty draft', (kept) => {
  expect(parseDraft(kept)).toEqual(draft);
});

test('a model that is no longer offered gives way to the one of the room', () => {
  expect(chosenModel({ ...draft, model: 'maker/gone' }, models)).toBe(exactModel);
});

test('what is not filled in is what the model makes by itself', () => {
  expect(draftSettings(draft, 'a lake', exactModel)).toEqual({
    ok: true,
    settings: {
      prompt: 'a lake',
      negative_prompt: '',
      width: 512,
      height: 512,
      model: 'maker/quick',
    },
  });
});

test('what a model does not take is not sent to it', () => {
  const result = draftSettings({ ...draft, negative_prompt: 'boats' }, 'a lake', shapeModel);
  expect(result).toMatchObject({ settings: { negative_prompt: '' } });
});

test('every field that has to change says why', () => {
  const typed = { ...draft, width: '1200', height: '500', seed: 'many' };
  expect(draftSettings(typed, ' ', exactModel)).toEqual({
    ok: false,
    errors: {
      prompt: 'Describe the picture.',
      width: 'Width is from 384 to 1024.',
      height: 'Height goes in steps of 64.',
      seed: 'Seed is a whole number.',
    },
  });
});

test('a model of shapes gets the nearest of its own', () => {
  expect(sizeFor(shapeModel, { width: 960, height: 576 })).toEqual({ width: 1344, height: 768 });
});

test('a shape larger than what can be asked for is asked for by its ratio', () => {
  const wide = { ...draft, width: '1344', height: '768' };
  expect(draftSettings(wide, 'a lake', shapeModel)).toMatchObject({
    ok: true,
    settings: { width: 1024, height: 576 },
  });
});

test.each(shapesOnOffer)('$name makes $ratio of the size by which it is asked for', (shape) => {
  expect(sizeOn(shape.model, ...sidesOf(askedSize(shape.model, shape)))).toEqual({
    width: shape.width,
    height: shape.height,
  });
});

test('a model of exact sizes keeps the size', () => {
  expect(sizeFor(exactModel, { width: 448, height: 640 })).toEqual({ width: 448, height: 640 });
});

test('an image is asked for again with the settings it was made with', () => {
  const made = image('lake', 1, { negative_prompt: 'boats', seed: 12 });
  expect(settingsOfImage(made, models)).toEqual({
    prompt: 'a quiet lake',
    negative_prompt: 'boats',
    model: 'maker/quick',
    width: 960,
    height: 640,
    seed: 12,
  });
});

import { expect, test } from 'vitest';
import { chosenModel, draftSettings, parseDraft } from '../../../../src/client/state/draft.ts';
import { sizeFor } from '../../../../src/client/state/draft-size.ts';
import { draftImage } from '../../../../src/client/state/draft-images.ts';
import { settingsOfImage } from '../../../../src/client/state/settings-of-image.ts';
import { exactModel, image, models, shapeModel } from '../builders.ts';

const draft = parseDraft(null);
const lakeToStartFrom = draftImage(image('lake', 1, { url: '/lake' }));

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

test('a shape that the model has is asked for by its word', () => {
  const wide = { ...draft, width: '1344', height: '768' };
  const asked = draftSettings(wide, 'a lake', shapeModel);
  expect(asked).toMatchObject({ ok: true, settings: { shape: '16:9' } });
  expect(asked.ok && asked.settings).not.toHaveProperty('width');
});

test('an image to start from has its own shape, where the model has a word for that', () => {
  const editor = {
    ...shapeModel,
    match_shape: 'match_input_image',
    images: { max: 2, required: true },
  };
  const given = { ...draft, images: [lakeToStartFrom] };
  expect(draftSettings(given, 'at night', editor)).toMatchObject({
    ok: true,
    settings: { images: [{ image_id: lakeToStartFrom.id }] },
  });
  expect(
    draftSettings(
      { ...given, shape: 'match_input_image', width: '1024', height: '1024' },
      'at night',
      editor,
    ),
  ).toMatchObject({
    settings: { shape: 'match_input_image' },
  });
  expect(draftSettings(draft, 'at night', editor)).toMatchObject({
    errors: { images: 'Careful starts from a picture. Add one.' },
  });
  expect(draftSettings(given, 'at night', shapeModel)).toMatchObject({ settings: { images: [] } });
});

test('what no longer starts from a picture is no edit of it, and a remix stays one', () => {
  const editor = { ...shapeModel, images: { max: 1, required: false } };
  const parent = { id: lakeToStartFrom.id, thumbnail: '', author: 'Teo' };
  const edit = { ...draft, parent: { ...parent, kind: 'edit' as const } };
  const remix = { ...draft, parent: { ...parent, kind: 'remix' as const } };
  const started = { ...edit, images: [lakeToStartFrom] };
  const isEdit = { settings: { parent_id: parent.id, kind: 'edit' } };
  expect(draftSettings(started, 'at night', editor)).toMatchObject(isEdit);
  // The model takes no picture, or the picture was taken away.
  for (const asked of [
    draftSettings(started, 'at night', shapeModel),
    draftSettings(edit, 'at night', editor),
  ]) {
    expect(asked).toMatchObject({ ok: true, settings: { kind: 'original' } });
    expect(asked.ok && asked.settings.parent_id).toBeNull();
  }
  expect(draftSettings(remix, 'at night', editor)).toMatchObject({ settings: { kind: 'remix' } });
});

test('a control of the model is sent, checked by its bounds, and forgotten by another model', () => {
  const guidance = {
    name: 'guidance',
    title: 'Guidance',
    description: '',
    type: 'number',
    default: 3,
    minimum: 0,
    maximum: 10,
    step: null,
    max_length: null,
    choices: [],
    required: false,
  } as const;
  const guided = { ...exactModel, controls: [{ ...guidance, choices: [] }] };
  const chosen = { ...draft, options: { guidance: 4.5 } };
  expect(draftSettings(chosen, 'a lake', guided)).toMatchObject({
    settings: { options: { guidance: 4.5 } },
  });
  expect(draftSettings({ ...draft, options: { guidance: 11 } }, 'a lake', guided)).toEqual({
    ok: false,
    errors: { 'options.guidance': 'Guidance is from 0 to 10.' },
  });
  expect(draftSettings(chosen, 'a lake', exactModel)).toMatchObject({ settings: { options: {} } });
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
    count: 1,
    options: {},
    images: [],
    mask: null,
    parent_id: null,
    kind: 'original',
    context: { image_id: made.id },
    without: [],
    styles: [],
    proposal_id: null,
  });
});

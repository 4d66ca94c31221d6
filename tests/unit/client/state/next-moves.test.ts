import { describe, expect, test } from 'vitest';
import {
  editModel,
  referenceModel,
  upscaleSettings,
  varySettings,
} from '../../../../src/client/state/move-settings.ts';
import { movesOf, type Move, type MoveName } from '../../../../src/client/state/next-moves.ts';
import { imageSettingsSchema } from '../../../../src/protocol/image-request.ts';
import { settingsProblems } from '../../../../src/protocol/model-settings.ts';
import type { Model, ModelControl } from '../../../../src/protocol/model.ts';
import type { ImageRow } from '../../../../src/protocol/rows.ts';
import { exactModel, idOf, image, shapeModel } from '../builders.ts';

const done = (change: Partial<ImageRow> = {}) =>
  image('lake', 5, { status: 'completed', url: '/lake', ...change });
const takesOne = { max: 1, required: false };
const strength: ModelControl = {
  name: 'strength',
  title: 'Strength',
  description: '',
  type: 'number',
  default: 0.8,
  minimum: 0,
  maximum: 1,
  step: null,
  max_length: null,
  choices: [],
  required: false,
};
const fromImage: Model = {
  ...exactModel,
  id: 'maker/from-image',
  name: 'From image',
  is_default: false,
  images: takesOne,
  strength: 'strength',
  controls: [strength],
};
const editor: Model = {
  ...shapeModel,
  id: 'maker/editor',
  name: 'Editor',
  use: 'edit',
  images: { max: 1, required: true },
  match_shape: 'match_input_image',
};
const enlarger: Model = {
  ...exactModel,
  id: 'maker/enlarger',
  name: 'Enlarger',
  is_default: false,
  use: 'upscale',
  prompt: 'none',
  price: 0.002,
  size: 'none',
  sides: null,
  shapes: [],
  takes_seed: false,
  takes_negative_prompt: false,
  images: { max: 1, required: true },
  controls: [{ ...strength, name: 'scale', title: 'Scale', default: 4, maximum: 10 }],
};
const all = [exactModel, shapeModel, fromImage, editor, enlarger];
const named = (moves: Move[], name: MoveName) => moves.find((move) => move.name === name);

describe('the moves of a picture', () => {
  test('are there with their price, where the room can do them', () => {
    const moves = movesOf(done(), all);
    expect(named(moves, 'upscale')).toMatchObject({
      label: 'Upscale · $0.002',
      short: 'Upscale',
      available: true,
      costs: true,
    });
    expect(named(moves, 'run_again')?.label).toBe('Run again · $0.01');
    expect(named(moves, 'edit')).toMatchObject({ available: true, costs: false });
    expect(moves.every(({ reason, available }) => available === (reason === ''))).toBe(true);
  });

  test('say why not, where the room offers no model for it', () => {
    const moves = movesOf(done(), [exactModel]);
    expect(named(moves, 'upscale')).toMatchObject({
      available: false,
      reason: 'This room offers no model that enlarges pictures.',
    });
    for (const name of ['edit', 'reference'] as const) {
      expect(named(moves, name)?.reason).toBe('This room offers no model that takes pictures.');
    }
  });

  test('have no seed to use where there is none', () => {
    const names = movesOf(done({ seed: null }), all).map(({ name }) => name);
    expect(names).not.toContain('use_seed');
    expect(names).not.toContain('copy_seed');
  });

  test('of an upload are those that need no prompt, model or seed', () => {
    const upload = done({ kind: 'upload', prompt: '', model: '', seed: null });
    expect(movesOf(upload, all).map(({ name }) => name)).toEqual([
      'upscale',
      'edit',
      'reference',
      'star',
      'reply',
      'details',
      'download',
      'copy_picture',
      'copy_link',
    ]);
  });

  test('have a description only where there is a model that gives one, of an upload too', () => {
    const upload = done({ kind: 'upload', prompt: '', model: '', seed: null });
    for (const row of [done(), upload]) {
      expect(named(movesOf(row, all), 'describe')).toBeUndefined();
      const moves = movesOf(row, all, { describes: true });
      expect(named(moves, 'describe')).toMatchObject({ available: true, costs: false });
    }
    const waiting = movesOf(image('lake', 5, { status: 'processing' }), all, { describes: true });
    expect(named(waiting, 'describe')).toBeUndefined();
  });

  test.each(['failed', 'canceled'] as const)(
    'of one that is %s begin with another try',
    (status) => {
      const moves = movesOf(image('lake', 5, { status }), all);
      expect(moves.slice(0, 2).map(({ short }) => short)).toEqual(['Retry', 'Edit prompt']);
      expect(named(moves, 'upscale')).toBeUndefined();
    },
  );

  test('offer deletion only to those who may, and last', () => {
    expect(named(movesOf(done(), all), 'delete')).toBeUndefined();
    const mine = movesOf(done(), all, { starred: true, may_delete: true });
    expect(mine.at(-1)?.name).toBe('delete');
    expect(named(mine, 'star')).toMatchObject({ short: 'Take the star back', on: true });
  });
});

describe('a variation', () => {
  test('starts from the picture where its model says how far to go from it', () => {
    const row = done({ model: fromImage.id });
    const moves = movesOf(row, all);
    expect(named(moves, 'vary_little')).toMatchObject({
      label: 'Vary a little · $0.01',
      note: 'from the picture',
    });
    const [little, lot] = [varySettings(row, all, 'little'), varySettings(row, all, 'lot')];
    expect(little).toMatchObject({
      ok: true,
      settings: {
        kind: 'variation',
        parent_id: row.id,
        images: [{ image_id: row.id }],
        options: { strength: 0.35 },
      },
    });
    expect(lot).toMatchObject({ settings: { options: { strength: 0.65 } } });
    expect(little.ok && little.settings.seed).toBeUndefined();
  });

  test('stays within the bounds and steps of the control', () => {
    const inPerCent = { ...strength, type: 'integer' as const, maximum: 100 };
    const steps = { ...strength, minimum: 0.5, step: 0.1 };
    const strengthOn = (control: ModelControl) => {
      const model = { ...fromImage, controls: [control] };
      const asked = varySettings(done({ model: model.id }), [model], 'little');
      return asked.ok && asked.settings.options['strength'];
    };
    expect(strengthOn(inPerCent)).toBe(35);
    expect(strengthOn(steps)).toBe(0.5);
    expect(strengthOn({ ...steps, minimum: 0 })).toBe(0.3);
  });

  test('has another seed where there is nothing else, and then there is but one', () => {
    const row = done();
    const moves = movesOf(row, all);
    expect(named(moves, 'vary_little')).toMatchObject({
      label: 'Vary · $0.01',
      note: 'new seed',
    });
    expect(named(moves, 'vary_lot')).toBeUndefined();
    const asked = varySettings(row, all, 'little');
    expect(asked).toMatchObject({
      settings: { prompt: row.prompt, images: [], parent_id: row.id },
    });
    expect(asked.ok && asked.settings.seed).toBeUndefined();
  });

  test('says why there is none: no seed, or a model that is not offered', () => {
    const seedless = { ...shapeModel, takes_seed: false };
    const why = (models: Model[]) =>
      named(movesOf(done({ model: seedless.id, seed: null }), models), 'vary_little')?.reason;
    expect(why([seedless])).toBe(
      'Careful takes neither a seed nor a strength. Run it again instead.',
    );
    expect(why([exactModel])).toBe('This room does not offer the model that made it any more.');
  });
});

test('what is asked for at once is what its model takes', () => {
  for (const model of all) {
    const row = done({ model: model.id, images: [idOf('source')] });
    const asked = [
      varySettings(row, all, 'little'),
      varySettings(row, all, 'lot'),
      upscaleSettings(row, all),
    ];
    for (const one of asked) {
      if (!one.ok) continue;
      expect(imageSettingsSchema.safeParse(one.settings).success).toBe(true);
      expect(settingsProblems(one.settings, one.model)).toEqual([]);
    }
  }
});

test('an enlarged picture is asked for with its factor, so that its frame is right at once', () => {
  const asked = upscaleSettings(done(), all);
  expect(asked).toMatchObject({
    settings: { kind: 'upscale', prompt: '', options: { scale: 4 }, model: enlarger.id },
  });
});

test('a picture is changed by a model that is meant for it, and referred to by the chosen one', () => {
  expect(editModel(done({ model: fromImage.id }), all)?.id).toBe(editor.id);
  expect(editModel(done({ model: fromImage.id }), [exactModel, fromImage])?.id).toBe(fromImage.id);
  expect(editModel(done(), [exactModel, enlarger])).toBeUndefined();
  expect(referenceModel(editor, all)?.id).toBe(editor.id);
  expect(referenceModel(exactModel, all)?.id).toBe(fromImage.id);
});

import type { ImageSettingsInput } from '../../../../src/protocol/image-request.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import type { Model, ModelControl } from '../../../../src/protocol/model.ts';
import type { OptionValue } from '../../../../src/protocol/options.ts';
import { imageId } from '../../../support/model-forms.ts';
import type { Random } from '../../../chaos/random.ts';

/** A form with one thing in it that the model does not take. */
export type SpoiledForm = { wrong: string; input: ImageSettingsInput };

/** A valid form in every way in which it can be spoiled for its model. */
export function spoiledForms(
  model: Model,
  form: ImageSettingsInput,
  random: Random,
): SpoiledForm[] {
  const changed = (wrong: string, change: ImageSettingsInput) => ({
    wrong,
    input: { ...form, ...change },
  });
  const { images: sources } = model;
  const options = (name: string, value: OptionValue) => ({
    options: { ...form.options, [name]: value },
  });
  const tooMany = Array.from({ length: sources.max + 1 }, (_, index) => ({
    image_id: imageId(index),
  }));
  const ways: (SpoiledForm | false)[] = [
    changed('an option that it does not have', options('sparkle', 1)),
    changed('a prompt that is too long', { prompt: 'x'.repeat(limits.promptLength + 1) }),
    changed('a seed that is too large', { seed: limits.maxSeed + 1 }),
    changed('no picture at all', { count: 0 }),
    changed('too many pictures', { count: limits.imagesPerRequest + 1 }),
    model.prompt === 'required' && changed('no prompt', { prompt: ' ' }),
    model.prompt === 'none' && changed('a prompt', { prompt: 'larger' }),
    !model.takes_negative_prompt && changed('a negative prompt', { negative_prompt: 'boats' }),
    !model.takes_seed && changed('a seed', { seed: 1 }),
    changed('too many to start from', { images: tooMany }),
    sources.required && changed('none to start from', { images: [], mask: null }),
    !model.takes_mask && changed('a mask', { mask: imageId(9) }),
    model.takes_mask && changed('a mask of nothing', { images: [], mask: imageId(9) }),
    model.size !== 'none' && changed('a shape that it does not have', { shape: '77:1' }),
    model.size === 'exact' &&
      model.sides !== null &&
      changed('a side that is too long', { shape: undefined, width: model.sides.max + 1 }),
    ...model.unavailable.map(({ name }) => changed(`its ${name}`, options(name, true))),
    ...model.controls.flatMap((control) =>
      wrongValues(control, random).map((value) =>
        changed(`${control.name}: ${String(value)}`, options(control.name, value)),
      ),
    ),
  ];
  return ways.filter((way) => way !== false);
}

/** Values that a control does not take. */
function wrongValues(control: ModelControl, random: Random): OptionValue[] {
  const { type, minimum, maximum, max_length } = control;
  switch (type) {
    case 'switch':
      return ['true', 1];
    case 'choice':
      return ['none of these', true, -12_345];
    case 'text':
      return [5, false, ...(max_length === null ? [] : tooLong(max_length))];
    case 'integer':
    case 'number':
      return [
        'many',
        true,
        ...(minimum === null ? [] : [minimum - 1 - random.next()]),
        ...(maximum === null ? [] : [maximum + 1 + random.next()]),
        ...(type === 'integer' ? [(minimum ?? 0) + 0.5] : []),
      ];
  }
}

/** Longer than any option may be is refused before the model is looked at. */
function tooLong(most: number): string[] {
  return most < limits.optionLength ? ['x'.repeat(most + 1)] : [];
}

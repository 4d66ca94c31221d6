import type { ImageSettingsInput } from '../../src/protocol/image-request.ts';
import { limits } from '../../src/protocol/limits.ts';
import type { Model, ModelControl, SideRange } from '../../src/protocol/model.ts';
import type { OptionValue } from '../../src/protocol/options.ts';
import type { Random } from '../chaos/random.ts';

const prompts = [
  'a lighthouse in a storm',
  'ein Leuchtturm – „bei Nacht“',
  'منارة في عاصفة',
  '嵐の中の灯台、油絵',
  '🗼🌩️ and 👩‍👩‍👧',
  '{"prompt": "<b>\\u0000</b>"}\nwith two lines',
  'x'.repeat(limits.promptLength),
];

/** What a form of a model says: everything that its schema and its controls allow, by chance. */
export function randomForm(model: Model, random: Random): ImageSettingsInput {
  const wants = (possible: boolean) => possible && random.chance(0.5);
  const count = random.between(model.images.required ? 1 : 0, model.images.max);
  const images = Array.from({ length: count }, (_, index) => ({ image_id: imageId(index) }));
  const saysNothing = model.prompt === 'none' || (model.prompt === 'optional' && wants(true));
  const chosen = model.controls.filter(
    (control) => (control.required && control.default === null) || wants(true),
  );
  return {
    prompt: saysNothing ? '' : random.pick(prompts),
    model: model.id,
    count: random.between(1, limits.imagesPerRequest),
    images,
    options: Object.fromEntries(chosen.map((one) => [one.name, randomValue(one, random)])),
    ...randomSize(model, random, count > 0),
    ...(wants(model.takes_negative_prompt) && { negative_prompt: random.pick(prompts) }),
    ...(wants(model.takes_seed) && { seed: randomSeed(random) }),
    ...(wants(model.takes_mask && count > 0) && { mask: imageId(9) }),
  };
}

/** The id of an image, or of a mask, by its number. */
export function imageId(index: number): string {
  return String(index).padStart(22, 'i');
}

function randomSeed(random: Random): number {
  return random.pick([0, 1, limits.maxSeed, random.between(0, limits.maxSeed)]);
}

function randomSize(model: Model, random: Random, hasImages: boolean): Partial<ImageSettingsInput> {
  const { shapes, sides, match_shape, size } = model;
  const ways: Partial<ImageSettingsInput>[] = [{}];
  if (size !== 'none') {
    if (shapes.length > 0) ways.push({ shape: random.pick(shapes).ratio });
    if (match_shape !== null && hasImages) ways.push({ shape: match_shape });
    if (sides) ways.push({ width: sideIn(sides, random), height: sideIn(sides, random) });
  }
  return random.pick(ways);
}

function sideIn({ min, max, step }: SideRange, random: Random): number {
  return step * random.between(Math.ceil(min / step), Math.floor(max / step));
}

/** A value that a control takes. */
export function randomValue(control: ModelControl, random: Random): OptionValue {
  const { type, choices, minimum, maximum, step, max_length } = control;
  switch (type) {
    case 'switch':
      return random.chance(0.5);
    case 'choice':
      return random.pick(choices);
    case 'text':
      return random.pick(prompts).slice(0, max_length ?? undefined);
    case 'integer':
    case 'number': {
      const unit = step ?? (type === 'integer' ? 1 : null);
      const low = minimum ?? (maximum ?? 0) - 1_000;
      const high = maximum ?? low + 1_000;
      if (unit === null) return random.pick([low, high, low + random.next() * (high - low)]);
      return unit * random.between(Math.ceil(low / unit), Math.floor(high / unit));
    }
  }
}

/**
 * What a form says in which everything is used that its model has, each control with another value
 * than it has by itself; as small as the model makes it.
 *
 * @param given ids of images to start from, and of a mask, for a model that takes them
 */
export function fullForm(model: Model, given: { images: string[]; mask: string }) {
  const { sides, shapes, images, takes_mask } = model;
  const area = ({ width, height }: { width: number; height: number }) => width * height;
  const smallest = shapes.toSorted((a, b) => area(a) - area(b))[0];
  const isTyped = model.size !== 'none' && sides !== null;
  return {
    prompt: model.prompt === 'none' ? '' : `everything of ${model.id}`,
    model: model.id,
    options: Object.fromEntries(model.controls.map((one) => [one.name, otherValue(one)])),
    images: given.images.slice(0, images.max).map((image_id) => ({ image_id })),
    ...(isTyped && { width: sides.min, height: sides.min }),
    ...(!isTyped && smallest && { shape: smallest.ratio }),
    ...(model.takes_negative_prompt && { negative_prompt: 'people' }),
    ...(model.takes_seed && { seed: 7 }),
    ...(takes_mask && { mask: given.mask }),
  };
}

/** A value that a control takes and that it does not have by itself. */
function otherValue(control: ModelControl): OptionValue {
  const { type, choices, minimum, maximum, step, default: own } = control;
  switch (type) {
    case 'switch':
      return own !== true;
    case 'choice':
      return choices.find((choice) => choice !== own) ?? '';
    case 'text':
      return 'in oil';
    case 'integer':
    case 'number': {
      const low = minimum ?? 1;
      const unit = step ?? 1;
      const next = low + unit <= (maximum ?? Infinity) ? low + unit : low;
      return own === next ? low : next;
    }
  }
}

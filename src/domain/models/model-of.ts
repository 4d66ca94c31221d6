import { limits } from '../../protocol/limits.ts';
import type { Model, ModelControl, SideRange } from '../../protocol/model.ts';
import type { OptionValue } from '../../protocol/options.ts';
import { fieldOf, type ModelDefinition } from './definition.ts';
import type { InputField } from './input-field.ts';
import { hasShapes } from './roles.ts';
import { matchWord, shapesIn, type Shape } from './shapes.ts';

/** What a deployment and its measures say of a model. */
export type ModelTerms = { price: number | null; usual_ms: number | null; is_default: boolean };

/** Sizes to offer where any width and height is taken; the square is the default. */
const exactShapes: readonly Shape[] = [
  { ratio: '1:1', width: 512, height: 512 },
  { ratio: '4:3', width: 768, height: 576 },
  { ratio: '3:2', width: 768, height: 512 },
  { ratio: '16:9', width: 1024, height: 576 },
  { ratio: '4:5', width: 512, height: 640 },
  { ratio: '2:3', width: 512, height: 768 },
];

/** The order in which shapes are offered; others follow as the model has them. */
const usualShapes = ['1:1', '4:3', '3:2', '16:9', '4:5', '2:3', '3:4', '9:16'];

/**
 * What is set from here whatever people choose: one image a prediction, because of a second one the
 * seed would not be known; lossless; and nothing that makes the same seed give another image.
 */
const ours: Record<string, OptionValue> = {
  go_fast: false,
  apply_watermark: false,
  output_format: 'png',
};

/** Inputs that a room has no business with. */
const withheld: Record<string, string> = {
  disable_safety_checker: 'the safety checker stays on',
  sequential_image_generation: 'pictures are asked for one by one',
};

/** A model as the form needs to know it. */
export function modelOf(definition: ModelDefinition, terms: ModelTerms): Model {
  const { id, name, description, use, roles } = definition;
  const prompt = fieldOf(definition, roles.prompt);
  const image = fieldOf(definition, roles.image);
  const shapes = shapesOf(definition);
  const sides = sidesOf(definition);
  const choices = fieldOf(definition, roles.shape)?.choices ?? [];
  return {
    id,
    name,
    description,
    use,
    ...terms,
    prompt: promptNeed(prompt, use),
    takes_negative_prompt: roles.negative_prompt !== null,
    takes_seed: roles.seed !== null,
    size: roles.shape !== null ? 'shape' : sides ? 'exact' : 'none',
    shapes,
    match_shape: matchWord(choices),
    follows_image: followsImage(image, fieldOf(definition, roles.shape)),
    sides: roles.shape === null || roles.custom ? sides : null,
    images: {
      max: image ? mostImages(image) : 0,
      required: image?.required ?? false,
    },
    takes_mask: roles.mask !== null,
    strength: roles.strength,
    controls: controlsOf(definition),
    unavailable: unavailableIn(definition),
  };
}

function promptNeed(field: InputField | undefined, use: Model['use']): Model['prompt'] {
  if (!field) return 'none';
  return field.required || use === 'create' ? 'required' : 'optional';
}

/** The value of an input that is sent unless people choose another; `undefined` for the model's own. */
export function ourValue(field: InputField): OptionValue | undefined {
  const value = ours[field.name];
  if (value === undefined) return undefined;
  if (field.type === 'choice') return field.choices.find((choice) => choice === value);
  return field.type === 'switch' && typeof value === 'boolean' ? value : undefined;
}

/** The model's own controls: none that ours stand for, none that is withheld. */
function controlsOf(definition: ModelDefinition): ModelControl[] {
  const { custom, strength: _own, ...named } = definition.roles;
  const taken = Object.values(named);
  return definition.fields.flatMap((field) => {
    const { type, max_items: _items, ...rest } = field;
    if (type === 'image' || type === 'images') return [];
    if (field.name in withheld || taken.includes(field.name) || isOtherShape(field, definition))
      return [];
    // A typed width and height choose it by themselves.
    const choices = field.choices.filter(
      (choice) => custom?.field !== field.name || choice !== custom.value,
    );
    return [{ ...rest, type, choices, default: ourValue(field) ?? field.default }];
  });
}

/** Whether it is a second way to say the shape: then one of the two would do nothing. */
function isOtherShape(field: InputField, { roles }: ModelDefinition): boolean {
  return roles.shape !== null && field.name !== roles.shape && hasShapes(field);
}

function shapesOf(definition: ModelDefinition): Shape[] {
  const { roles } = definition;
  const choice = fieldOf(definition, roles.shape);
  if (choice) {
    const rank = ({ ratio }: Shape) => usualShapes.indexOf(ratio) + 1 || usualShapes.length + 1;
    return shapesIn(choice.choices).toSorted((a, b) => rank(a) - rank(b));
  }
  const sides = sidesOf(definition);
  return sides ? exactShapes.map((shape) => within(shape, sides)) : [];
}

/** The same ratio, as large as the bounds want it. */
function within(shape: Shape, { min, max, step }: SideRange): Shape {
  const [short, long] = [Math.min(shape.width, shape.height), Math.max(shape.width, shape.height)];
  const scale = short < min ? min / short : long > max ? max / long : 1;
  const side = (pixels: number) => clamp(Math.round((pixels * scale) / step) * step, min, max);
  return { ratio: shape.ratio, width: side(shape.width), height: side(shape.height) };
}

/**
 * Bounds of a typed width and height: ours where the model takes them, so that most models take the
 * same sizes; else the model's own.
 */
function sidesOf(definition: ModelDefinition): SideRange | null {
  const width = fieldOf(definition, definition.roles.width);
  const height = fieldOf(definition, definition.roles.height);
  if (!width || !height) return null;
  const min = Math.max(width.minimum ?? 64, height.minimum ?? 64);
  const max = Math.min(
    width.maximum ?? limits.longestSide,
    height.maximum ?? limits.longestSide,
    limits.longestSide,
  );
  const { size } = limits;
  const inOurs = { min: Math.max(min, size.min), max: Math.min(max, size.max), step: size.step };
  const fits = [width.step, height.step].every((step) => step === null || size.step % step === 0);
  if (fits && inOurs.max - inOurs.min >= size.step) return inOurs;
  return max >= min ? { min, max, step: width.step ?? height.step ?? 1 } : null;
}

/** As far as the model's own words say so: FLUX at its image, Ideogram at its shapes. */
function followsImage(image: InputField | undefined, shape: InputField | undefined): boolean {
  return (
    /aspect ratio\b.*\bmatch this image/i.test(image?.description ?? '') ||
    (image !== undefined && /\bignored if\b.*\bimage\b/i.test(shape?.description ?? ''))
  );
}

/** More than a request can have are of no use. */
function mostImages({ type, max_items }: InputField): number {
  return type === 'images' ? (max_items ?? limits.sourceImages) : 1;
}

function unavailableIn(definition: ModelDefinition): Model['unavailable'] {
  const { fields, roles, unavailable } = definition;
  const left = fields.flatMap((field) => {
    const { name, title, type } = field;
    const isImage = type === 'image' || type === 'images';
    const reason =
      withheld[name] ??
      (isOtherShape(field, definition) ? 'the shape says it already' : undefined) ??
      (isImage && name !== roles.image && name !== roles.mask
        ? 'pictures can be given in one place only'
        : undefined);
    return reason === undefined ? [] : [{ name, title, reason }];
  });
  return [...unavailable, ...left];
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

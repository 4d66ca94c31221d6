import { limits } from '../../protocol/limits.ts';
import type { InputField } from './input-field.ts';
import { ratioOf, sizeIn } from './shapes.ts';

/** Which of a model's inputs carry what we ask of every model. Each is a field's name or `null`. */
export type Roles = {
  prompt: string | null;
  negative_prompt: string | null;
  seed: string | null;
  /** How many images one prediction makes: always asked for one, see docs/decisions. */
  count: string | null;
  width: string | null;
  height: string | null;
  /** A choice among shapes, such as `aspect_ratio`. */
  shape: string | null;
  /** The choice that lets width and height count: a field and its value. */
  custom: { field: string; value: string } | null;
  image: string | null;
  mask: string | null;
  strength: string | null;
};

const names = {
  prompt: ['prompt', 'text_prompt', 'caption', 'instruction', 'text'],
  negative_prompt: ['negative_prompt', 'prompt_negative', 'uc'],
  seed: ['seed'],
  count: ['num_outputs', 'num_images', 'number_of_images', 'max_images', 'batch_size', 'n_images'],
  width: ['width'],
  height: ['height'],
  shape: ['aspect_ratio', 'size', 'image_size', 'resolution', 'image_dimensions'],
  image: [
    'input_image',
    'image',
    'image_input',
    'input_images',
    'images',
    'image_prompt',
    'init_image',
    'reference_images',
    'img',
    'source_image',
  ],
  mask: ['mask', 'mask_image', 'inpaint_mask'],
  strength: ['prompt_strength', 'strength', 'image_prompt_strength', 'denoising_strength'],
} as const;

const roleNames: ReadonlySet<string> = new Set(Object.values(names).flat());

/** Whether an input of that name may be one that ours stand for. */
export function hasRoleName(name: string): boolean {
  return roleNames.has(name);
}

const words = ['custom', 'Custom'] as const;

/** Finds the inputs that mean what ours mean, by their names and types. */
export function rolesOf(fields: readonly InputField[]): Roles {
  const named = (role: keyof typeof names, fits: (field: InputField) => boolean) => {
    const found = names[role].map((name) => fields.find((field) => field.name === name));
    return found.find((field) => field !== undefined && fits(field))?.name ?? null;
  };
  const isText = ({ type }: InputField) => type === 'text';
  const isWhole = ({ type }: InputField) => type === 'integer';
  const isNumber = ({ type }: InputField) => type === 'integer' || type === 'number';
  const isImage = ({ type }: InputField) => type === 'image' || type === 'images';
  const width = named('width', isWhole);
  const height = named('height', isWhole);
  const both = width !== null && height !== null;
  const shape = named('shape', hasShapes);
  const image = named('image', isImage);
  return {
    prompt: named('prompt', isText),
    negative_prompt: named('negative_prompt', isText),
    seed: named('seed', takesAnySeed),
    count: named('count', isWhole),
    width: both ? width : null,
    height: both ? height : null,
    shape,
    custom: both ? customOf(fields) : null,
    image,
    mask: image === null ? null : named('mask', ({ type }) => type === 'image'),
    strength: image === null ? null : named('strength', isNumber),
  };
}

/** One with narrower bounds than ours is a control of the model's own: ours would be refused. */
function takesAnySeed({ type, minimum, maximum, step }: InputField): boolean {
  const isAny = (minimum ?? 0) <= 0 && (maximum ?? limits.maxSeed) >= limits.maxSeed;
  return type === 'integer' && isAny && (step === null || step === 1);
}

/** A choice most of whose values name a ratio or a size. */
export function hasShapes({ type, choices }: InputField): boolean {
  const shapes = choices.filter((one) => ratioOf(String(one)) ?? sizeIn(String(one)));
  return type === 'choice' && shapes.length >= 2;
}

function customOf(fields: readonly InputField[]): Roles['custom'] {
  for (const { name, type, choices } of fields) {
    const value = words.find((word) => choices.includes(word));
    if (type === 'choice' && value !== undefined) return { field: name, value };
  }
  return null;
}

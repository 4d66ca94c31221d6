import type { Options } from '../../protocol/options.ts';
import { fieldOf, type AskedBy, type ModelDefinition } from './definition.ts';
import type { ImageSpec } from './image-spec.ts';
import type { InputField } from './input-field.ts';
import { ourValue } from './model-of.ts';
import { nearestShape, shapesIn } from './shapes.ts';

/** An input that takes files: their addresses are known only when a prediction is asked for. */
export type FileInput = {
  name: string;
  /** Whether it takes a list. */
  many: boolean;
  /** SHA-256 (hex) of each file; of images that are kept by their id, that. */
  sha256: string[];
  /** Whether black and white are to be exchanged: models differ in which of a mask is made anew. */
  inverted: boolean;
  /** Types of image that it says it takes; empty where it says nothing of them. */
  types: string[];
};

/** What a prediction is asked for with. */
export type PredictionInput = {
  model: string;
  by: AskedBy;
  input: Options;
  files: FileInput[];
};

/**
 * What is sent to Replicate for a spec: ours in the model's own terms. Equal specs give equal inputs,
 * which is how a prediction whose answer was lost is known again.
 *
 * @param sources SHA-256 of the images that it starts from
 */
export function predictionInput(
  definition: ModelDefinition,
  spec: ImageSpec,
  sources: readonly string[],
): PredictionInput {
  const { id, by, roles } = definition;
  const input: Options = {};
  const set = (name: string | null, value: Options[string] | null) => {
    if (name !== null && value !== null) input[name] = value;
  };
  // In the model's own order, whatever they mean.
  for (const field of definition.fields) {
    const ours = ourValue(field);
    if (field.name in spec.options) set(field.name, spec.options[field.name] ?? null);
    else if (ours !== undefined && ours !== field.default) set(field.name, ours);
  }
  const { prompt, negative_prompt, composed_prompt, composed_negative_prompt } = spec;
  set(roles.prompt, (composed_prompt ?? prompt) || null);
  set(roles.negative_prompt, (composed_negative_prompt ?? negative_prompt) || null);
  set(roles.seed, spec.seed);
  set(roles.count, fieldOf(definition, roles.count)?.minimum ?? 1);
  setSize(definition, spec, set);
  return { model: id, by, input, files: filesOf(definition, spec, sources) };
}

function setSize(
  definition: ModelDefinition,
  { shape, width, height }: ImageSpec,
  set: (name: string | null, value: string | number) => void,
): void {
  const { roles } = definition;
  const choice = fieldOf(definition, roles.shape);
  if (choice && (shape !== null || !roles.custom)) {
    return set(choice.name, shapeFor(choice, shape, width / height));
  }
  if (roles.custom) set(roles.custom.field, roles.custom.value);
  set(roles.width, width);
  set(roles.height, height);
}

/** The value of a choice of shapes; images of before it was noted have the nearest. */
function shapeFor(choice: InputField, shape: string | null, ratio: number): string | number {
  const word = shape ?? nearestShape(shapesIn(choice.choices), ratio).ratio;
  return choice.choices.find((one) => String(one) === word) ?? word;
}

function filesOf(
  definition: ModelDefinition,
  { mask_sha256 }: ImageSpec,
  sources: readonly string[],
): FileInput[] {
  const image = fieldOf(definition, definition.roles.image);
  const mask = fieldOf(definition, definition.roles.mask);
  const files: FileInput[] = [];
  if (image && sources.length > 0) {
    const many = image.type === 'images';
    const sha256 = many ? [...sources] : sources.slice(0, 1);
    files.push({
      name: image.name,
      many,
      sha256,
      inverted: false,
      types: typesIn(image.description),
    });
  }
  if (mask && mask_sha256 !== null && files.length > 0) {
    const { name, description } = mask;
    const inverted = paintsBlack(mask);
    const types = typesIn(description);
    files.push({ name, many: false, sha256: [mask_sha256], inverted, types });
  }
  return files;
}

/** Whether a model makes the black of a mask anew, as its own words say; most make the white. */
function paintsBlack({ description }: InputField): boolean {
  return /\bblack\b[^.,;]*\b(inpaint|repaint|edit|replac|chang|fill)/i.test(description);
}

const typeWords: [word: RegExp, type: string][] = [
  [/\bpng\b/i, 'image/png'],
  [/\bjpe?g\b/i, 'image/jpeg'],
  [/\bwebp\b/i, 'image/webp'],
  [/\bgif\b/i, 'image/gif'],
  [/\bavif\b/i, 'image/avif'],
];

/** Types of image that a description names, as in "Must be jpeg, png, gif, or webp." */
function typesIn(description: string): string[] {
  return typeWords.flatMap(([word, type]) => (word.test(description) ? [type] : []));
}

import type { Model } from '../../protocol/model.ts';
import type { OptionValue } from '../../protocol/options.ts';
import type { ImageKind, ImageRow } from '../../protocol/rows.ts';
import { additionView } from './additions-view.ts';
import { modelName } from './image-view.ts';
import { priceInWords } from './price-words.ts';
import { duration } from './words.ts';

/** One thing that is known of how an image was made: "Model", "Flux Dev". */
export interface ImageFact {
  name: string;
  value: string;
}

/** Who asks is to be told with the models of the room and the names of its people. */
export interface FactContext {
  models: readonly Model[];
  nameOf: (personId: string) => string;
  /** The image of that id, where it is known. */
  imageOf: (imageId: string) => ImageRow | undefined;
}

const madeBy: Record<ImageKind, string> = {
  original: '',
  variation: 'A variation of',
  remix: 'A remix of',
  edit: 'An edit of',
  upscale: 'An upscale of',
  reference: 'Made after',
  follow_up: 'A follow-up to',
  upload: '',
};

/** Everything that is known of how an image was made, in words, in the order in which it is told. */
export function imageFacts(image: ImageRow, context: FactContext): ImageFact[] {
  const isMade = image.kind !== 'upload';
  const model = context.models.find(({ id }) => id === image.model);
  const facts = [
    fact('Model', isMade ? modelName(image.model, context.models) : ''),
    fact('Size', `${image.width} × ${image.height}`),
    fact('Shape', shapeInWords(image.shape, model)),
    fact('Seed', isMade ? (image.seed === null ? 'No seed' : String(image.seed)) : ''),
    ...optionFacts(image, model),
    fact('Added', image.additions.map((one) => additionView(one).chip).join(', ')),
    fact('Left out', image.composed_negative_prompt ?? image.negative_prompt),
    fact('Started from', startedFrom(image)),
    fact('Mask', image.mask_sha256 === null ? '' : 'Painted'),
    fact('Came from', originInWords(image, context)),
    fact('Took', image.predict_ms === null ? '' : duration(image.predict_ms)),
    fact('Cost', isMade && image.price !== null ? priceInWords(image.price) : ''),
    fact('File', fileInWords(image)),
  ];
  return facts.filter(({ value }) => value !== '');
}

function fact(name: string, value: string): ImageFact {
  return { name, value };
}

function shapeInWords(shape: string | null, model: Model | undefined): string {
  if (shape === null) return '';
  return shape === model?.match_shape ? 'As the picture it starts from' : shape;
}

/** In the order of the model's own controls; what it has no more of, after them by its name. */
function optionFacts({ options }: ImageRow, model: Model | undefined): ImageFact[] {
  const names = Object.keys(options);
  const controls = model?.controls ?? [];
  const known = controls.filter(({ name }) => names.includes(name));
  const rest = names.filter((name) => !known.some((control) => control.name === name));
  return [
    ...known.map(({ name, title }) => fact(title, valueInWords(options[name]))),
    ...rest.map((name) => fact(name.replaceAll('_', ' '), valueInWords(options[name]))),
  ];
}

function valueInWords(value: OptionValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  return value === undefined ? '' : String(value);
}

function startedFrom({ images }: ImageRow): string {
  if (images.length === 0) return '';
  return images.length === 1 ? 'A picture' : `${images.length} pictures`;
}

function originInWords(image: ImageRow, { nameOf, imageOf }: FactContext): string {
  const how = madeBy[image.kind];
  if (how === '' || image.parent_id === null) return '';
  const parent = imageOf(image.parent_id);
  if (!parent) return `${how} an earlier picture`;
  if (parent.deleted_at !== null) return `${how} a deleted picture`;
  return `${how} ${nameOf(parent.requested_by)}’s picture`;
}

function fileInWords({ content_type, bytes }: ImageRow): string {
  const type = (content_type ?? '').replace('image/', '').toUpperCase();
  return [type, bytes === null ? '' : bytesInWords(bytes)].filter(Boolean).join(', ');
}

function bytesInWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

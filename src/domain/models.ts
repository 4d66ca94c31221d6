import type { Model } from '../protocol/model.ts';

/** A request with every choice made: what is sent, what is kept, what makes the image again. */
export type ImageSpec = {
  prompt: string;
  negative_prompt: string;
  width: number;
  height: number;
  model: string;
  seed: number;
};

type CuratedModel = Model & {
  /** `version`: a community model, asked for by its newest version. `model`: an official one. */
  by: 'version' | 'model';
  /** What one image costs by Replicate's list, in US dollars; the setting MODEL_PRICES goes before. */
  price: number;
  /** Ours in the model's own terms, keys and all, as its input schema names them. */
  input: (spec: ImageSpec) => Record<string, string | number | boolean>;
};

/** Sizes to offer where any width and height is taken; the square is the default. */
const exactShapes = [
  { ratio: '1:1', width: 512, height: 512 },
  { ratio: '4:3', width: 768, height: 576 },
  { ratio: '3:2', width: 768, height: 512 },
  { ratio: '16:9', width: 1024, height: 576 },
  { ratio: '4:5', width: 512, height: 640 },
  { ratio: '2:3', width: 512, height: 768 },
];

/** What FLUX makes of an aspect ratio at one megapixel, as its pages on Replicate show. */
const fluxShapes = [
  { ratio: '1:1', width: 1024, height: 1024 },
  { ratio: '4:3', width: 1152, height: 896 },
  { ratio: '3:2', width: 1216, height: 832 },
  { ratio: '16:9', width: 1344, height: 768 },
  { ratio: '4:5', width: 896, height: 1088 },
  { ratio: '2:3', width: 832, height: 1216 },
];

const fluxInput = (spec: ImageSpec) => ({
  prompt: spec.prompt,
  aspect_ratio: nearestShape(fluxShapes, spec.width / spec.height).ratio,
  seed: spec.seed,
  num_outputs: 1,
  output_format: 'png',
  // With `go_fast` the same seed gives another image each time.
  go_fast: false,
});

/**
 * The models on offer. `stability-ai/sdxl` leads because it takes everything that the form has:
 * exact size, negative prompt and seed.
 */
const curated: CuratedModel[] = [
  {
    id: 'stability-ai/sdxl',
    name: 'SDXL',
    description: 'Takes an exact size and what to leave out.',
    is_default: true,
    by: 'version',
    price: 0.006,
    size: 'exact',
    takes_negative_prompt: true,
    shapes: exactShapes,
    input: (spec) => ({
      prompt: spec.prompt,
      negative_prompt: spec.negative_prompt,
      width: spec.width,
      height: spec.height,
      seed: spec.seed,
      num_outputs: 1,
      apply_watermark: false,
    }),
  },
  {
    id: 'black-forest-labs/flux-schnell',
    name: 'Flux Schnell',
    description: 'The quickest. Follows a plain sentence well.',
    is_default: false,
    by: 'model',
    price: 0.003,
    size: 'shape',
    takes_negative_prompt: false,
    shapes: fluxShapes,
    input: fluxInput,
  },
  {
    id: 'black-forest-labs/flux-dev',
    name: 'Flux Dev',
    description: 'Slower, with finer detail.',
    is_default: false,
    by: 'model',
    price: 0.025,
    size: 'shape',
    takes_negative_prompt: false,
    shapes: fluxShapes,
    input: fluxInput,
  },
];

function nearestShape<S extends { width: number; height: number }>(
  shapes: readonly S[],
  ratio: number,
): S {
  const distance = (shape: S) => Math.abs(Math.log(shape.width / shape.height / ratio));
  return shapes.reduce((best, shape) => (distance(shape) < distance(best) ? shape : best));
}

/** The models on offer, as the form needs to know them. */
export const models: Model[] = curated.map(
  ({ by: _by, price: _price, input: _input, ...model }) => model,
);

/** What one image of each model costs, in US dollars, by the model's id. */
export type ModelPrices = Readonly<Record<string, number>>;

/** The prices by Replicate's list; it changes without notice. */
export const listPrices: ModelPrices = Object.fromEntries(
  curated.map(({ id, price }) => [id, price]),
);

/** The model that a request without one gets. */
export const defaultModelId = 'stability-ai/sdxl';

/** The model of that id, or `undefined` where it is not on offer. */
export function findModel(id: string): Model | undefined {
  return models.find((model) => model.id === id);
}

/**
 * The size in pixels that an image of the asked width and height will have on a model: the very
 * same, or that of the nearest shape the model has.
 */
export function sizeOn(model: Model, width: number, height: number) {
  if (model.size === 'exact') return { width, height };
  const shape = nearestShape(model.shapes, width / height);
  return { width: shape.width, height: shape.height };
}

/** How a prediction is asked for: from an official model, or from a community model's version. */
export type PredictionInput = {
  model: string;
  by: 'version' | 'model';
  input: Record<string, string | number | boolean>;
};

/**
 * What is sent to Replicate for a spec. Equal specs give equal inputs, which is how a prediction
 * whose answer was lost is known again.
 *
 * @returns `null` where the model is not on offer (any more)
 */
export function predictionInput(spec: ImageSpec): PredictionInput | null {
  const model = curated.find(({ id }) => id === spec.model);
  return model ? { model: model.id, by: model.by, input: model.input(spec) } : null;
}

import { expect, test } from 'vitest';
import { curatedModels, defaultModelId } from '../../../../src/domain/models/curated.ts';
import { curatedDefinitions, findCurated } from '../../../../src/domain/models/find-model.ts';
import { imageSpec, specsOfSet, type Sources } from '../../../../src/domain/models/image-spec.ts';
import { modelOf } from '../../../../src/domain/models/model-of.ts';
import { predictionInput } from '../../../../src/domain/models/prediction-input.ts';
import {
  imageSettingsSchema,
  type ImageSettingsInput,
} from '../../../../src/protocol/image-request.ts';
import { limits } from '../../../../src/protocol/limits.ts';

const terms = { price: null, usual_ms: null, is_default: false };
const nothing: Sources = { ids: [], size: null, mask_sha256: null };
const lake = 'l'.repeat(22);
const fromLake: Sources = { ids: [lake], size: { width: 640, height: 480 }, mask_sha256: null };

const definitionOf = (id: string) => findCurated(id) ?? expect.fail(`no model ${id}`);

function specOf(asked: ImageSettingsInput, id = defaultModelId, sources = nothing, seed = 42) {
  const images = sources.ids.map((image_id) => ({ image_id }));
  const settings = imageSettingsSchema.parse({ prompt: 'a lighthouse', images, ...asked });
  return imageSpec(settings, modelOf(definitionOf(id), terms), sources, seed);
}

function inputOf(asked: ImageSettingsInput, id: string, sources = nothing) {
  const made = specOf(asked, id, sources);
  if (!made.ok) return expect.fail(made.error.message);
  const hashes = sources.ids.map((one) => `hash of ${one}`);
  return predictionInput(definitionOf(id), made.spec, hashes);
}

test('what a request leaves open is chosen: size and seed', () => {
  expect(specOf({})).toEqual({
    ok: true,
    spec: {
      prompt: 'a lighthouse',
      negative_prompt: '',
      additions: [],
      composed_prompt: null,
      composed_negative_prompt: null,
      model: 'stability-ai/sdxl',
      width: 512,
      height: 512,
      shape: null,
      seed: 42,
      options: {},
      images: [],
      mask_sha256: null,
    },
  });
});

test('a given seed is kept, zero too; a model without seeds has none and refuses one', () => {
  expect(specOf({ seed: 0 })).toMatchObject({ spec: { seed: 0 } });
  expect(specOf({}, 'google/imagen-4')).toMatchObject({ spec: { seed: null } });
  expect(specOf({ seed: 1 }, 'google/imagen-4')).toMatchObject({ error: { field: 'seed' } });
});

test('what a model does not take is refused in words, never dropped', () => {
  const refused: [ImageSettingsInput, string, string, Sources?][] = [
    [{ negative_prompt: 'boats' }, 'black-forest-labs/flux-dev', 'negative_prompt'],
    [{ prompt: '' }, 'stability-ai/sdxl', 'prompt'],
    [{ prompt: 'larger' }, 'nightmareai/real-esrgan', 'prompt', fromLake],
    [{ prompt: '' }, 'nightmareai/real-esrgan', 'images'],
    [{}, 'black-forest-labs/flux-schnell', 'images', fromLake],
    [{ mask: lake }, 'black-forest-labs/flux-dev', 'mask', fromLake],
    [{ mask: lake }, 'stability-ai/sdxl', 'mask'],
    [{ shape: '7:1' }, 'black-forest-labs/flux-dev', 'shape'],
    [{ width: 1088 }, 'stability-ai/sdxl', 'width'],
    [{ height: 500 }, 'stability-ai/sdxl', 'height'],
    [{ options: { guidance: 99 } }, 'black-forest-labs/flux-dev', 'options.guidance'],
    [{ options: { scheduler: 'best' } }, 'stability-ai/sdxl', 'options.scheduler'],
    [{ options: { num_outputs: 4 } }, 'stability-ai/sdxl', 'options'],
    [{ options: { disable_safety_checker: true } }, 'stability-ai/sdxl', 'options'],
  ];
  for (const [asked, id, field, sources] of refused) {
    expect(specOf(asked, id, sources), `${id} ${field}`).toMatchObject({
      ok: false,
      error: { code: 'invalid', field },
    });
  }
});

test('a model that takes only shapes gets the nearest one, and its pixels are expected', () => {
  const asked = { width: 768, height: 512 };
  const made = specOf(asked, 'black-forest-labs/flux-schnell');
  expect(made).toMatchObject({ spec: { width: 1216, height: 832, shape: '3:2' } });
  expect(inputOf(asked, 'black-forest-labs/flux-schnell').input).toMatchObject({
    aspect_ratio: '3:2',
  });
});

test('a size that is typed makes a model with custom sizes take it', () => {
  const size = { width: 640, height: 448 };
  expect(inputOf(size, 'black-forest-labs/flux-1.1-pro').input).toMatchObject({
    aspect_ratio: 'custom',
    ...size,
  });
  const large = { width: 2048, height: 1152 };
  expect(inputOf(large, 'bytedance/seedream-4').input).toMatchObject({ size: 'custom', ...large });
});

test('an image to start from gives its shape, where the model has a word for that', () => {
  const id = 'black-forest-labs/flux-kontext-pro';
  expect(specOf({}, id, fromLake)).toMatchObject({ spec: { width: 640, height: 480 } });
  const { input, files } = inputOf({}, id, fromLake);
  expect(input).toMatchObject({ aspect_ratio: 'match_input_image' });
  expect(files).toEqual([
    {
      name: 'input_image',
      many: false,
      sha256: [`hash of ${lake}`],
      inverted: false,
      types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
    },
  ]);
  expect(inputOf({}, 'google/nano-banana', fromLake).files).toMatchObject([{ many: true }]);
});

test('a model that follows the image it starts from is expected to have its shape', () => {
  for (const id of ['black-forest-labs/flux-dev', 'ideogram-ai/ideogram-v3-turbo']) {
    const asked = { shape: '16:9' };
    expect(specOf(asked, id, fromLake)).toMatchObject({ spec: { width: 640, height: 480 } });
    expect(specOf(asked, id)).toMatchObject({ spec: { shape: '16:9' } });
  }
});

test('a mask is given the way round that the model wants', () => {
  const sources = { ...fromLake, mask_sha256: 'hash of the mask' };
  const maskOf = (id: string) => inputOf({ mask: lake }, id, sources).files.at(-1);
  expect(maskOf('stability-ai/sdxl')).toMatchObject({ name: 'mask', inverted: false });
  expect(maskOf('ideogram-ai/ideogram-v3-turbo')).toMatchObject({ name: 'mask', inverted: true });
});

test('an enlarging model takes no words, and its factor says how large the result will be', () => {
  const asked = { prompt: '', options: { scale: 2 } };
  const id = 'nightmareai/real-esrgan';
  expect(specOf(asked, id, fromLake)).toMatchObject({ spec: { width: 1280, height: 960 } });
  expect(inputOf(asked, id, fromLake).input).toEqual({ scale: 2 });
});

test('equal specs give equal inputs, with the seed in them where there is one', () => {
  for (const { id, roles, use } of curatedDefinitions) {
    if (use === 'upscale') continue;
    const asked = roles.seed === null ? {} : { seed: 7 };
    expect(inputOf(asked, id)).toEqual(inputOf(asked, id));
    expect(inputOf(asked, id).input).toMatchObject({ ...asked, prompt: 'a lighthouse' });
  }
});

test('one image a prediction, lossless, and the same for the same seed', () => {
  const { input } = inputOf({}, 'black-forest-labs/flux-dev');
  expect(input).toMatchObject({ num_outputs: 1, output_format: 'png', go_fast: false });
  const hurried = inputOf({ options: { go_fast: true } }, 'black-forest-labs/flux-dev');
  expect(hurried.input).toMatchObject({ go_fast: true });
});

test('images that are asked for together have seeds in sequence, over the end of the range too', () => {
  const made = specOf({ seed: limits.maxSeed });
  if (!made.ok) return expect.fail(made.error.message);
  expect(specsOfSet(made.spec, 3).map(({ seed }) => seed)).toEqual([limits.maxSeed, 0, 1]);
});

test('there is exactly one default model, and every price has its model', () => {
  expect(curatedModels.filter(({ id }) => id === defaultModelId)).toHaveLength(1);
  expect(curatedDefinitions).toHaveLength(curatedModels.length);
});

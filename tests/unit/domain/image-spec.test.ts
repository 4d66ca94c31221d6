import { expect, test } from 'vitest';
import { imageSpec } from '../../../src/domain/image-spec.ts';
import { models, predictionInput } from '../../../src/domain/models.ts';

const plain = { prompt: 'a lighthouse', negative_prompt: '' };

test('what a request leaves open is chosen: model, size, seed', () => {
  expect(imageSpec(plain, 42)).toEqual({
    ok: true,
    spec: { ...plain, model: 'stability-ai/sdxl', width: 512, height: 512, seed: 42 },
  });
});

test('a given seed is kept, zero too', () => {
  expect(imageSpec({ ...plain, seed: 0 }, 42)).toMatchObject({ spec: { seed: 0 } });
});

test('an unknown model is refused with the models there are', () => {
  const made = imageSpec({ ...plain, model: 'acme/none' }, 1);
  expect(made).toMatchObject({ ok: false, error: { code: 'unknown_model', field: 'model' } });
  expect(JSON.stringify(made)).toContain('black-forest-labs/flux-schnell');
});

test('a negative prompt is refused, not dropped, where the model takes none', () => {
  const asked = { ...plain, negative_prompt: 'boats', model: 'black-forest-labs/flux-dev' };
  expect(imageSpec(asked, 1)).toMatchObject({ ok: false, error: { field: 'negative_prompt' } });
});

test('a model that takes only shapes gets the nearest one, and its pixels are expected', () => {
  const asked = { ...plain, width: 768, height: 512, model: 'black-forest-labs/flux-schnell' };
  const made = imageSpec(asked, 1);
  expect(made).toMatchObject({ spec: { width: 1216, height: 832 } });
  expect(made.ok && predictionInput(made.spec)?.input).toMatchObject({ aspect_ratio: '3:2' });
});

test('equal specs give equal inputs, with the seed in them, for every model', () => {
  for (const { id } of models) {
    const spec = { ...plain, model: id, width: 512, height: 768, seed: 7 };
    expect(predictionInput(spec)).toEqual(predictionInput({ ...spec }));
    expect(predictionInput(spec)?.input).toMatchObject({ seed: 7, prompt: plain.prompt });
  }
});

test('there is exactly one default model', () => {
  expect(models.filter((model) => model.is_default)).toHaveLength(1);
});

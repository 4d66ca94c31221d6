import { expect, test } from 'vitest';
import { curatedModels, listPrices } from '../../../src/domain/models/curated.ts';
import { readSettings } from '../../../src/worker/settings.ts';

const AUTH_SECRET = 'x'.repeat(32);

test('every model has a price of its own, which a setting replaces', () => {
  expect(Object.keys(listPrices)).toEqual(curatedModels.map(({ id }) => id));
  const given = readSettings({ AUTH_SECRET, MODEL_PRICES: '{"stability-ai/sdxl": 0.5}' });
  expect(given).toMatchObject({
    settings: { modelPrices: { ...listPrices, 'stability-ai/sdxl': 0.5 } },
  });
  for (const env of [{ AUTH_SECRET }, { AUTH_SECRET, MODEL_PRICES: '' }]) {
    expect(readSettings(env)).toMatchObject({ settings: { modelPrices: listPrices } });
  }
});

const shape =
  'MODEL_PRICES is not a JSON object of US dollars an image. Write it like {"stability-ai/sdxl":0.01}.';

test.each([
  ['cheap', shape],
  ['0.1', shape],
  ['[0.1]', shape],
  ['null', shape],
  ['{"stability-ai/sdxl": "0.1"}', shape],
  ['{"stability-ai/sdxl": -1}', shape],
  [
    '{"sdxl": 0.1}',
    'MODEL_PRICES names "sdxl". A model is called owner/name, such as stability-ai/sdxl.',
  ],
])('prices that are none get one sentence: %s', (MODEL_PRICES, problem) => {
  expect(readSettings({ AUTH_SECRET, MODEL_PRICES })).toEqual({ ok: false, problem });
});

const token = { AUTH_SECRET, REPLICATE_API_TOKEN: 'r8_x' };

test('language models are the usual ones, others, or none, and none without a token', () => {
  const usual = { languageModel: 'openai/gpt-5-nano', captionModel: 'openai/gpt-5-nano' };
  expect(readSettings({ ...token })).toMatchObject({ settings: usual });
  expect(readSettings({ ...token, LANGUAGE_MODEL: '' })).toMatchObject({ settings: usual });
  const others = { LANGUAGE_MODEL: ' meta/meta-llama-3-8b-instruct ', CAPTION_MODEL: 'none' };
  expect(readSettings({ ...token, ...others })).toMatchObject({
    settings: { languageModel: 'meta/meta-llama-3-8b-instruct', captionModel: null },
  });
  expect(readSettings({ AUTH_SECRET, ...others })).toMatchObject({
    settings: { languageModel: null, captionModel: null },
  });
});

test('a language model that is no name gets one sentence', () => {
  const problem =
    'CAPTION_MODEL is not the name of a model. Write it like openai/gpt-5-nano, or set it to none.';
  expect(readSettings({ ...token, CAPTION_MODEL: 'gpt-5-nano' })).toEqual({ ok: false, problem });
});

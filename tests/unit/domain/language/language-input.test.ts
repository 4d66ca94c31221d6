import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languageFields, languageInput } from '../../../../src/domain/language/language-input.ts';

function documentOf(name: string): unknown {
  const file = new URL(`../../../../src/simulator/models/schemas/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const schema = (Input: object, Output: object = { type: 'string' }) => ({
  components: { schemas: { Input: { properties: Input }, Output } },
});
const text = { type: 'string' };
const task = { system: 'Be brief.', prompt: 'a fox', picture: null, maxTokens: 400 };

test('the inputs of real models are found by the names that they have', () => {
  expect(languageFields(documentOf('openai--gpt-5-nano'))).toEqual({
    words: 'prompt',
    system: 'system_prompt',
    tokens: { name: 'max_completion_tokens', least: 1, most: Infinity },
    picture: { name: 'image_input', isList: true },
  });
  expect(languageFields(documentOf('lucataco--moondream2'))).toEqual({
    words: 'prompt',
    system: null,
    tokens: null,
    picture: { name: 'image', isList: false },
  });
  const gemini = schema({
    images: { type: 'array', items: { type: 'string', format: 'uri' } },
    videos: { type: 'array', items: { type: 'string', format: 'uri' } },
    prompt: text,
    system_instruction: text,
    max_output_tokens: { type: 'integer', minimum: 1, maximum: 300 },
  });
  expect(languageInput(languageFields(gemini) ?? fail(), task, 'data:x')).toEqual({
    images: ['data:x'],
    prompt: 'a fox',
    system_instruction: 'Be brief.',
    max_output_tokens: 300,
  });
});

test('a model without a system text has it before the words', () => {
  const fields = languageFields(documentOf('meta--meta-llama-3-8b-instruct')) ?? fail();
  expect(languageInput(fields, task, null)).toEqual({
    prompt: 'Be brief.\n\na fox',
    max_tokens: 400,
  });
  expect(languageInput(fields, task, 'data:x')).toBeNull();
});

test('a captioner that takes a picture and no words can describe, and nothing else', () => {
  const fields = languageFields(schema({ image: { ...text, format: 'uri' } })) ?? fail();
  expect(languageInput(fields, task, 'data:x')).toEqual({ image: 'data:x' });
  expect(languageInput(fields, task, null)).toBeNull();
});

test.each([
  ['nothing at all', null],
  ['no fields', schema({})],
  ['a picture as its answer', schema({ prompt: text }, { ...text, format: 'uri' })],
  ['pictures', schema({ prompt: text }, { type: 'array', items: { ...text, format: 'uri' } })],
  ['an object', schema({ prompt: text }, { type: 'object' })],
  ['no words and no picture', schema({ audio: { ...text, format: 'uri' } })],
  [
    'a need for more',
    {
      components: {
        schemas: { Input: { properties: { prompt: text, key: text }, required: ['key'] } },
      },
    },
  ],
])('a model with %s is none that can be asked', (_, document) => {
  expect(languageFields(document)).toBeNull();
});

function fail(): never {
  throw new Error('the fields were not found');
}

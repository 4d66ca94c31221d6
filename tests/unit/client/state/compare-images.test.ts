import { expect, test } from 'vitest';
import { compareFacts } from '../../../../src/client/state/compare-images.ts';
import { compareTexts } from '../../../../src/client/state/compare-texts.ts';
import { imageFacts } from '../../../../src/client/state/image-facts.ts';
import type { ImageRow } from '../../../../src/protocol/rows.ts';
import { exactModel, idOf, image, mira, models } from '../builders.ts';

const guidance = {
  name: 'guidance',
  title: 'Guidance',
  description: '',
  type: 'number',
  default: 3,
  minimum: 0,
  maximum: 10,
  step: null,
  max_length: null,
  choices: [],
  required: false,
} as const;
const context = {
  models: [{ ...exactModel, controls: [{ ...guidance, choices: [] }] }, ...models.slice(1)],
  nameOf: (id: string) => (id === mira ? 'Mira' : 'Teo'),
  imageOf: (id: string) => (id === idOf('parent') ? image('parent', 1) : undefined),
};
const factsOf = (change: Partial<ImageRow>) => imageFacts(image('one', 2, change), context);

test('how an image was made is told in words, and what is not there is left out', () => {
  const facts = factsOf({
    options: { guidance: 7, old_switch: true },
    negative_prompt: 'boats',
    kind: 'edit',
    parent_id: idOf('parent'),
    images: [idOf('parent')],
    mask_sha256: 'ab',
    predict_ms: 4_300,
    price: 0.025,
    content_type: 'image/png',
    bytes: 803_412,
  });
  expect(facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'Model: Quick',
    'Size: 960 × 640',
    'Seed: 7',
    'Guidance: 7',
    'old switch: On',
    'Left out: boats',
    'Started from: A picture',
    'Mask: Painted',
    'Came from: An edit of Mira’s picture',
    'Took: 4.3 s',
    'Cost: $0.025',
    'File: PNG, 803 kB',
  ]);
});

test('an image without a seed says so, an upload has none of this', () => {
  expect(factsOf({ seed: null })).toContainEqual({ name: 'Seed', value: 'No seed' });
  const upload = factsOf({ kind: 'upload', seed: null, model: '', bytes: 2_400_000 });
  expect(upload.map(({ name }) => name)).toEqual(['Size', 'File']);
});

test('only what differs stands out, and comes first', () => {
  const compared = compareFacts(
    factsOf({ seed: 1, negative_prompt: 'boats' }),
    factsOf({ seed: 2, price: 0.01 }),
  );
  expect(compared.filter(({ differs }) => differs)).toEqual([
    { name: 'Seed', left: '1', right: '2', differs: true },
    { name: 'Left out', left: 'boats', right: '–', differs: true },
    { name: 'Cost', left: '–', right: '$0.01', differs: true },
  ]);
  expect(compared.slice(3).map(({ name }) => name)).toEqual(['Model', 'Size']);
});

test('of two prompts the words that only one of them has are marked', () => {
  const { left, right } = compareTexts('a quiet lake at dawn', 'a quiet  sea at dawn, first stars');
  const marked = (pieces: typeof left) =>
    pieces.filter(({ differs }) => differs).map(({ text }) => text.trim());
  expect(marked(left)).toEqual(['lake', 'dawn']);
  expect(marked(right)).toEqual(['sea', 'dawn, first stars']);
  expect(right.map(({ text }) => text).join('')).toBe('a quiet  sea at dawn, first stars');
});

test('two very long prompts are told to differ as a whole', () => {
  const long = 'word '.repeat(700);
  expect(compareTexts(long, `${long}more`).left).toEqual([{ text: long, differs: true }]);
});

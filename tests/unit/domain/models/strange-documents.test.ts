import { expect, test } from 'vitest';
import { curatedModels } from '../../../../src/domain/models/curated.ts';
import { definitionOf } from '../../../../src/domain/models/find-model.ts';
import { imageSpec } from '../../../../src/domain/models/image-spec.ts';
import { modelOf } from '../../../../src/domain/models/model-of.ts';
import { predictionInput } from '../../../../src/domain/models/prediction-input.ts';
import { reducedDocument } from '../../../../src/domain/models/reduce-document.ts';
import { imageSettingsSchema } from '../../../../src/protocol/image-request.ts';
import { settingsProblems } from '../../../../src/protocol/model-settings.ts';
import { modelSchema, type Model } from '../../../../src/protocol/model.ts';
import { Random } from '../../../chaos/random.ts';
import { randomForm, randomValue } from '../../../support/model-forms.ts';
import { mutated } from './mutated.ts';

const facts = { id: 'acme/odd', name: 'Odd', description: '', by: 'version' } as const;
const terms = { price: null, usual_ms: null, is_default: false };
const prompt = { type: 'string', title: 'Prompt' };
const pictures = { type: 'array', items: { type: 'string', format: 'uri' } };

const documentOf = (properties: unknown, more: Record<string, unknown> = {}, input = {}) => ({
  components: {
    schemas: { Input: { type: 'object', properties, ...input }, Output: pictures, ...more },
  },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/**
 * What comes of a document: a form, or the sentence that refuses it. Fails the test where the form is
 * of no use: where its own defaults, or what people fill in by its own bounds, are not taken.
 */
function outcomeOf(document: unknown): Model | string {
  const read = definitionOf({ ...facts, document });
  if (!read.ok) {
    expect(read.problem).toMatch(/^This model .*\.$/s);
    return read.problem;
  }
  const model = modelOf(read.definition, terms);
  expect(modelSchema.parse(model)).toEqual(model);
  const random = new Random(3);
  for (let form = 0; form < 5; form += 1) {
    const settings = imageSettingsSchema.parse(randomForm(model, random));
    expect(settingsProblems(settings, model), JSON.stringify(settings)).toEqual([]);
    const ids = settings.images.map((_, index) => `hash ${index}`);
    const size = ids.length > 0 ? { width: 640, height: 480 } : null;
    const made = imageSpec(settings, model, { ids, size, mask_sha256: null }, 1);
    if (!made.ok) return expect.fail(JSON.stringify([made.error, settings]));
    const { input } = predictionInput(read.definition, made.spec, ids);
    const names = read.definition.fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(input)));
  }
  const defaults = model.controls.flatMap((control) => {
    const { name, required, default: given } = control;
    if (given === null && !required) return [];
    return [[name, given ?? randomValue(control, random)] as const];
  });
  const plain = imageSettingsSchema.parse({ options: Object.fromEntries(defaults) });
  const wrong = settingsProblems(plain, model).filter(({ path }) => path[0] === 'options');
  expect(wrong).toEqual([]);
  return model;
}

const controlsOf = (document: unknown) => {
  const outcome = outcomeOf(document);
  if (typeof outcome === 'string') return expect.fail(outcome);
  return outcome;
};

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'openapi'],
  ['a list', []],
  ['no schemas', { components: {} }],
  ['a list of schemas', { components: { schemas: [{ Input: {} }] } }],
  ['no input', { components: { schemas: { Output: pictures } } }],
  [
    'a list in the place of the input',
    { components: { schemas: { Input: [], Output: pictures } } },
  ],
  ['a list in the place of its properties', documentOf([prompt])],
  ['no fields', documentOf({})],
  ['an output of words', documentOf({ prompt }, { Output: { type: 'string' } })],
  [
    'an output of numbers',
    documentOf({ prompt }, { Output: { type: 'array', items: { type: 'number' } } }),
  ],
  ['an output that is itself', documentOf({ prompt }, { Output: ref('Output') })],
  [
    'a secret that it needs',
    documentOf({ prompt, key: { type: 'string', format: 'password' } }, {}, { required: ['key'] }),
  ],
  ['something unreadable that it needs', documentOf({ prompt, x: 7 }, {}, { required: ['x'] })],
])('%s is refused in words', (_, document) => {
  expect(outcomeOf(document)).toBeTypeOf('string');
});

test('fields of which next to nothing is said have a form as far as they have one', () => {
  const model = controlsOf(
    documentOf({
      prompt,
      untyped: { title: 'Untyped' },
      nothing: null,
      number: 7,
      list: ['a'],
      words: 'a text',
      invented: { type: 'tensor' },
      object: { type: 'object' },
      either: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
      maybe: { anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }] },
      types: { type: ['string', 'null'] },
      bare: { type: 'integer' },
    }),
  );
  expect(model.controls.map(({ name }) => name)).toEqual(expect.arrayContaining(['maybe', 'bare']));
  expect(model.unavailable.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['untyped', 'nothing', 'number', 'list', 'words', 'invented', 'object']),
  );
  for (const { reason, title } of model.unavailable) expect([reason, title]).not.toContain('');
});

test.each([60, 500])('%i inputs give a form, which says what it leaves out', (count) => {
  const many = Array.from({ length: count }, (_, index) => [
    `field_${index}`,
    { type: 'integer', minimum: 0, maximum: index + 1, 'x-order': count - index },
  ]);
  const model = controlsOf(documentOf({ prompt, ...Object.fromEntries(many) }));
  expect(model.controls.length).toBeGreaterThan(50);
  expect(model.controls.length + model.unavailable.length).toBe(count);
});

test('references are followed, however long the chain, and circles are left alone', () => {
  const links = Array.from({ length: 40 }, (_, index) => [
    `link_${index}`,
    { allOf: [ref(`link_${index + 1}`)] },
  ]);
  const schemas = {
    style: { type: 'string', enum: ['oil', 'ink'] },
    one: { allOf: [ref('two')] },
    two: { allOf: [ref('style')], description: 'How' },
    circle: { allOf: [ref('other')] },
    other: { allOf: [ref('circle')] },
    ...Object.fromEntries(links),
    wide: { allOf: Array.from({ length: 300 }, () => ref('wider')) },
    wider: { allOf: Array.from({ length: 300 }, () => ref('widest')) },
    widest: { allOf: Array.from({ length: 300 }, () => ref('style')) },
  };
  const properties = {
    prompt,
    style: { allOf: [ref('one')], default: 'ink' },
    off_list: { allOf: [ref('style')], default: 'marble' },
    endless: { allOf: [ref('link_0')] },
    circle: ref('circle'),
    self: ref('self'),
    lost: { allOf: [ref('nowhere')] },
    elsewhere: { $ref: 'https://evil.example/schema.json' },
    file: { $ref: '/etc/passwd' },
    twice: { allOf: [ref('style'), { type: 'string', maxLength: 5 }] },
    listed: { allOf: ref('style') },
    wide: ref('wide'),
  };
  const model = controlsOf(documentOf(properties, schemas));
  expect(model.controls).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'style', choices: ['oil', 'ink'], default: 'ink' }),
      expect.objectContaining({ name: 'off_list', choices: ['oil', 'ink'], default: null }),
    ]),
  );
  expect(model.unavailable.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['endless', 'circle', 'self', 'lost', 'elsewhere', 'file', 'wide']),
  );
});

test('bounds and defaults that make no sense are none', () => {
  const model = controlsOf(
    documentOf({
      prompt,
      backwards: { type: 'integer', minimum: 10, maximum: 1, default: 5 },
      far: { type: 'integer', minimum: 0, maximum: 5, default: 50 },
      worded: { type: 'number', minimum: 0, maximum: 5, default: '2.5' },
      endless: { type: 'number', minimum: Number.POSITIVE_INFINITY, default: Number.NaN },
      steps: { type: 'integer', multipleOf: -8, minimum: 'low' },
      narrow: { type: 'integer', minimum: 5, maximum: 6, multipleOf: 8 },
      yes: { type: 'boolean', default: 'yes' },
      empty: { type: 'string', enum: [] },
      objects: { enum: [{ a: 1 }, ['b'], null] },
      mixed: { enum: [{ a: 1 }, 'plain', 3, 3] },
      long: { type: 'string', default: 'x'.repeat(100_000), maxLength: -1 },
      fraction: { type: 'integer', minimum: 0.5, maximum: 0.75 },
      open: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: true },
    }),
  );
  const byName = new Map(model.controls.map((control) => [control.name, control]));
  expect(byName.get('backwards')).toMatchObject({ minimum: null, maximum: null, default: 5 });
  expect(byName.get('far')).toMatchObject({ maximum: 5, default: null });
  expect(byName.get('worded')).toMatchObject({ default: 2.5 });
  expect(byName.get('mixed')).toMatchObject({ choices: ['plain', 3] });
  expect(byName.get('yes')).toMatchObject({ default: null });
  expect(model.unavailable.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['empty', 'objects']),
  );
});

test('names that mean something to the language are no fields', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const strange = names.map((name) => `"${name}": {"type": "integer", "default": 1}`).join(',');
  const document = `{"components": {"schemas": {
    "__proto__": {"type": "string"},
    "Input": {"properties": {"prompt": {"type": "string"}, ${strange},
      "via": {"$ref": "#/components/schemas/__proto__"},
      "lost": {"$ref": "#/components/schemas/constructor"}}},
    "Output": {"type": "string", "format": "uri"}}}}`;
  const model = controlsOf(JSON.parse(document));
  expect(model.unavailable.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  expect(model.controls.map(({ name }) => name)).not.toEqual(expect.arrayContaining(names));
  expect(Object.prototype).not.toHaveProperty('type');
});

test('huge words are cut', () => {
  const huge = 'word '.repeat(100_000);
  const model = controlsOf(
    documentOf({
      prompt,
      wordy: { type: 'integer', title: huge, description: huge },
      [huge]: { type: 'integer' },
      choosy: { enum: Array.from({ length: 10_000 }, (_, index) => `choice ${index}`) },
    }),
  );
  expect(JSON.stringify(model).length).toBeLessThan(20_000);
});

test('a choice that is too long to be sent is none', () => {
  const choices = ['short', 'x'.repeat(2_000), 'x'.repeat(2_001)];
  const model = controlsOf(documentOf({ prompt, style: { type: 'string', enum: choices } }));
  expect(model.controls.map(({ choices: offered }) => offered)).toEqual([choices.slice(0, 2)]);
});

test('a seed that does not take every seed of ours is a control of its own', () => {
  const taken: object[] = [{}, { minimum: -1 }, { minimum: 0, maximum: 4_294_967_295 }];
  const narrow: object[] = [{ maximum: 65_535 }, { minimum: 1 }, { multipleOf: 2 }];
  for (const bounds of [...taken, ...narrow]) {
    const model = controlsOf(documentOf({ prompt, seed: { type: 'integer', ...bounds } }));
    expect([bounds, model.takes_seed]).toEqual([bounds, taken.includes(bounds)]);
    expect(model.controls).toHaveLength(model.takes_seed ? 0 : 1);
  }
});

test('real documents with things changed in them give a form or a sentence', () => {
  const random = new Random(4);
  const outcomes = { forms: 0, sentences: 0 };
  for (let round = 0; round < 400; round += 1) {
    const { document } = random.pick(curatedModels);
    const strange = mutated(document, random);
    const outcome = outcomeOf(strange);
    if (typeof outcome === 'string') outcomes.sentences += 1;
    else outcomes.forms += 1;
    const reduced = reducedDocument(strange);
    if (reduced !== null) expect(outcomeOf(JSON.parse(reduced))).toEqual(outcome);
  }
  expect(outcomes.forms).toBeGreaterThan(50);
  expect(outcomes.sentences).toBeGreaterThan(10);
});

test('what is kept of a document makes the same form, and has a bound', () => {
  for (const { document } of curatedModels) {
    const whole = { ...Object(document), paths: { '/predictions': 'x'.repeat(300_000) } };
    const reduced = JSON.parse(reducedDocument(whole) ?? '');
    expect(outcomeOf(reduced)).toEqual(outcomeOf(document));
  }
  expect(
    reducedDocument(documentOf({ prompt: { type: 'string', title: 'x'.repeat(300_000) } })),
  ).toBeNull();
  let deep: unknown = { type: 'string' };
  for (let depth = 0; depth < 100_000; depth += 1) deep = { items: deep };
  expect(reducedDocument(documentOf({ prompt, deep }))).toBeNull();
  expect(outcomeOf(documentOf({ prompt, deep }))).toBeTypeOf('object');
});

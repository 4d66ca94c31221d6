import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { MODELS } from '../../../src/simulator/models/find-model.ts';
import { isRecord } from '../../../src/simulator/models/schema-parts.ts';
import { validateInput } from '../../../src/simulator/models/validate-input.ts';
import { InputMaker, wholeSchema } from './random-input.ts';

const INPUTS = 200;
const models = MODELS.filter(({ owner }) => owner !== 'strange').map(
  (model) => [`${model.owner}/${model.name}`, model] as const,
);
const ajv = addFormats.default(new Ajv({ strict: false, logger: false, allErrors: true }));

test('every curated model is there', () => {
  expect(models.map(([name]) => name)).toHaveLength(17);
});

test.each(models)('%s takes two hundred inputs that its schema allows', (_, { document }) => {
  const judge = ajv.compile(wholeSchema(document));
  const maker = new InputMaker(document, 1);
  for (let i = 0; i < INPUTS; i += 1) {
    const input = maker.valid();
    expect(judge(input), JSON.stringify([input, judge.errors])).toBe(true);
    expect(validateInput(document, input)).toEqual({ input });
  }
});

test.each(models)('%s refuses two hundred that it does not, and the library too', (_, model) => {
  const { document } = model;
  const judge = ajv.compile(wholeSchema(document));
  const maker = new InputMaker(document, 2);
  const ways = new Set<string>();
  for (let i = 0; i < INPUTS; i += 1) {
    const { input, wrong } = maker.invalid();
    ways.add(wrong);
    expect(judge(input), wrong).toBe(false);
    const answer = validateInput(document, input);
    expect('invalid' in answer ? answer.invalid.length : 0, wrong).toBeGreaterThan(0);
  }
  expect(ways.size).toBeGreaterThan(5);
});

test.each(['all-of', 'sixty-inputs', 'unknown-types'])(
  'what the library says of strange/%s is what is said here',
  (name) => {
    const model = MODELS.find((one) => one.owner === 'strange' && one.name === name);
    if (!model) throw new Error('there is no such model');
    const { document } = model;
    const whole = wholeSchema(document);
    // The library gives up on what leads nowhere, on types it does not know, and on null by itself.
    const properties = isRecord(whole['properties']) ? whole['properties'] : {};
    const { lost: _, invented: __, circle: ___, sibling: ____, ...rest } = properties;
    const judge = ajv.compile({ ...whole, properties: rest });
    const verdicts = new Set<boolean>();
    const values = [null, 'ink', 'marble', 3, 2.5, true, [], [[1]], [['a']], {}, 512];
    for (const field of Object.keys(rest)) {
      for (const value of values) {
        const input = { prompt: 'x', [field]: value };
        const allowed = judge(input);
        verdicts.add(allowed);
        const answer = validateInput(document, input);
        expect('input' in answer, `${field}: ${JSON.stringify(value)}`).toBe(allowed);
      }
    }
    expect(verdicts.size).toBe(2);
  },
);

test('a reference that leads nowhere, or to itself, asks for nothing', () => {
  const model = MODELS.find(({ name }) => name === 'unknown-types');
  if (!model) throw new Error('there is no such model');
  const input = { lost: 7, circle: ['x'], invented: {} };
  expect(validateInput(model.document, input)).toEqual({ input });
});

test('a model without fields takes none, and one that says nothing takes anything', () => {
  const documentOf = (name: string) => {
    const model = MODELS.find((one) => one.name === name);
    if (!model) throw new Error('there is no such model');
    return model.document;
  };
  expect(validateInput(documentOf('no-fields'), {})).toEqual({ input: {} });
  expect(validateInput(documentOf('no-fields'), { prompt: 'x' })).toHaveProperty('invalid');
  expect(validateInput(documentOf('no-input'), { any: 1 })).toEqual({ input: { any: 1 } });
});

test('complaints about lists are worded as Replicate words them', () => {
  const document = {
    components: {
      schemas: {
        Input: {
          properties: {
            few: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'integer' } },
            either: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
          },
        },
      },
    },
  };
  const complain = (input: unknown) => {
    const answer = validateInput(document, input);
    return 'invalid' in answer ? answer.invalid : [];
  };
  expect(complain({ few: [] })).toEqual([
    {
      type: 'array_min_items',
      field: 'input.few',
      description: 'Array must have at least 1 items',
    },
  ]);
  expect(complain({ few: [1, 2, 3] })).toMatchObject([{ type: 'array_max_items' }]);
  expect(complain({ few: [1, 'a'] })).toMatchObject([
    { type: 'invalid_type', field: 'input.few.1' },
  ]);
  expect(complain({ either: true })).toMatchObject([{ type: 'number_any_of' }]);
  expect(complain([])[0]?.description).toBe('Invalid type. Expected: object, given: array');
});

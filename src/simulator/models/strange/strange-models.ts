import type { Model } from '../model.ts';
import { basicPlan } from '../plan.ts';
import type { Schema } from '../schema-parts.ts';
import { sizeOfSides } from '../sizes.ts';
import { versionId } from '../version-id.ts';
import { sixtyInputs } from './sixty-inputs.ts';
import { inputOf, strangeModel } from './strange-model.ts';

const prompt: Schema = { type: 'string', title: 'Prompt', description: 'What to paint' };
const seed: Schema = { type: 'integer', title: 'Seed', nullable: true };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const enumOf = (title: string, values: readonly (string | number)[]): Schema => ({
  enum: values,
  type: typeof values[0] === 'number' ? 'integer' : 'string',
  title,
  description: 'An enumeration.',
});

const unknownTypes = inputOf({
  prompt,
  settings: { type: 'object', title: 'Settings', description: 'Anything at all' },
  nothing: { type: 'null', title: 'Nothing' },
  untyped: { title: 'Untyped', description: 'Its type is not said' },
  invented: { type: 'tensor', title: 'Invented' },
  either: { anyOf: [{ type: 'string' }, { type: 'integer' }], title: 'Either' },
  maybe: { anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }], title: 'Maybe' },
  lost: { allOf: [{ allOf: [ref('nowhere')] }], title: 'Lost', default: 'x' },
  circle: ref('circle'),
  grid: { type: 'array', items: { type: 'array', items: { type: 'integer' } }, title: 'Grid' },
});

const allOf = inputOf(
  {
    prompt,
    style: { allOf: [ref('style'), ref('short_words')], default: 'ink', title: 'Style' },
    sibling: { allOf: [ref('style')], enum: ['oil', 'ink'], default: 'oil', nullable: true },
    off_list: { allOf: [ref('style')], default: 'marble' },
    size: { allOf: [ref('size')], default: 512 },
    backwards: { type: 'integer', minimum: 10, maximum: 1, default: 5 },
    steps: { type: 'integer', minimum: 1, maximum: 50, default: '20' },
    seed,
  },
  ['prompt'],
);

/** Models that tests of an app need, and that nobody would publish. Served as official ones. */
export const strangeModels: readonly Model[] = [
  strangeModel('no-fields', 'Its input has no fields', {
    Input: { type: 'object', title: 'Input', properties: {} },
  }),
  strangeModel('no-input', 'It does not say what it takes', {}),
  strangeModel('unknown-types', 'Its fields are of types that no form knows', {
    Input: unknownTypes,
    circle: { allOf: [ref('circle')] },
  }),
  strangeModel('sixty-inputs', 'It takes sixty inputs', sixtyInputs()),
  strangeModel('all-of', 'It contradicts itself', {
    Input: allOf,
    style: enumOf('style', ['oil', 'ink', 'pencil']),
    size: enumOf('size', [256, 512]),
    short_words: { type: 'string', maxLength: 5 },
  }),
  strangeModel('secret', 'It wants a key that is nobody else’s business', {
    Input: inputOf(
      {
        api_key: {
          type: 'string',
          title: 'Api Key',
          format: 'password',
          writeOnly: true,
          description: 'Your key',
          'x-cog-secret': true,
        },
        prompt,
      },
      ['api_key', 'prompt'],
    ),
  }),
  {
    ...strangeModel('text-out', 'It answers in words', {
      Input: inputOf({ prompt }, ['prompt']),
      Output: { type: 'string', title: 'Output' },
    }),
    plan: (read) => ({
      ...basicPlan(read),
      outputs: 0,
      text: `I have thought about: ${read.text('prompt')}`,
    }),
  },
  noVersion(),
];

function noVersion(): Model {
  const { version: _, ...model } = strangeModel('no-version', 'Nothing was ever pushed', {
    Input: inputOf({ prompt }, ['prompt']),
  });
  return model;
}

/** A plain model of somebody's own: it runs by version only. */
export const communityPainter: Model = {
  owner: 'community',
  name: 'painter',
  description: 'Paints what it is told, as large as it is told',
  official: false,
  version: versionId('community/painter'),
  pace: 0.5,
  document: {
    components: {
      schemas: {
        Input: inputOf(
          {
            prompt,
            seed,
            width: { type: 'integer', title: 'Width', default: 512, minimum: 64, maximum: 2048 },
            height: { type: 'integer', title: 'Height', default: 512, minimum: 64, maximum: 2048 },
            light: {
              type: 'string',
              title: 'Light',
              description: 'The time of day',
              enum: ['as told', 'dawn', 'noon', 'night'],
              default: 'as told',
            },
          },
          ['prompt'],
        ),
        Output: { type: 'string', title: 'Output', format: 'uri' },
      },
    },
  },
  plan: (read) => {
    const light = read.text('light').replace('as told', '');
    return {
      ...basicPlan(read),
      // The light is words to the painter.
      prompt: `${read.text('prompt')} ${light}`.trim(),
      ...sizeOfSides(read.number('width', 512), read.number('height', 512)),
      format: 'png',
    };
  },
};

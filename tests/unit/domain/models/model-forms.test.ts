import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { curatedModels } from '../../../../src/domain/models/curated.ts';
import { curatedDefinitions, findCurated } from '../../../../src/domain/models/find-model.ts';
import { imageSpec } from '../../../../src/domain/models/image-spec.ts';
import { modelOf } from '../../../../src/domain/models/model-of.ts';
import {
  predictionInput,
  type PredictionInput,
} from '../../../../src/domain/models/prediction-input.ts';
import {
  imageSettingsSchema,
  type ImageSettings,
  type ImageSettingsInput,
} from '../../../../src/protocol/image-request.ts';
import { settingsProblems } from '../../../../src/protocol/model-settings.ts';
import type { Model } from '../../../../src/protocol/model.ts';
import { Random } from '../../../chaos/random.ts';
import { imageId, randomForm } from '../../../support/model-forms.ts';
import { spoiledForms } from './spoiled-forms.ts';

const forms = 200;
const terms = { price: null, usual_ms: null, is_default: false };
const models = curatedDefinitions.map(
  (definition) => [definition.id, modelOf(definition, terms)] as const,
);
const ajv = addFormats.default(new Ajv({ strict: false, logger: false, allErrors: true }));

/** A library's judge of a model's input, which takes nothing that the schema does not name. */
function judgeOf(id: string) {
  const document = curatedModels.find((model) => model.id === id)?.document;
  const { components } = document as { components: { schemas: Record<string, object> } };
  return ajv.compile({ ...components.schemas['Input'], additionalProperties: false, components });
}

/** What is sent for a form, with addresses in the place of its images. */
function sentFor(settings: ImageSettings, model: Model): Record<string, unknown> {
  const ids = settings.images.map((one) => ('image_id' in one ? one.image_id : ''));
  const size = ids.length > 0 ? { width: 640, height: 480 } : null;
  const mask_sha256 = settings.mask === null ? null : 'f'.repeat(64);
  const made = imageSpec(settings, model, { ids, size, mask_sha256 }, 42);
  if (!made.ok) return expect.fail(JSON.stringify([made.error, settings]));
  const definition = findCurated(model.id) ?? expect.fail(model.id);
  return withAddresses(predictionInput(definition, made.spec, ids));
}

function withAddresses({ input, files }: PredictionInput): Record<string, unknown> {
  const named = files.map(({ name, many, sha256 }) => {
    const addresses = sha256.map((one) => `https://api.replicate.com/v1/files/${one}`);
    return [name, many ? addresses : addresses[0]];
  });
  return { ...input, ...Object.fromEntries(named) };
}

test.each(models)(
  'two hundred forms of %s send what its schema allows, and all of it',
  (id, model) => {
    const judge = judgeOf(id);
    const random = new Random(1);
    const used = new Set<string>();
    for (let form = 0; form < forms; form += 1) {
      const settings = imageSettingsSchema.parse(randomForm(model, random));
      expect(settingsProblems(settings, model), JSON.stringify(settings)).toEqual([]);
      const input = sentFor(settings, model);
      expect(judge(input), JSON.stringify([input, judge.errors])).toBe(true);
      for (const name of Object.keys(input)) used.add(name);
    }
    const kept = new Set(model.unavailable.map(({ name }) => name));
    const fields = findCurated(id)?.fields.map(({ name }) => name) ?? [];
    expect([...used].toSorted()).toEqual(fields.filter((name) => !kept.has(name)).toSorted());
  },
);

test.each(models)('what is wrong in two hundred forms of %s is said in a sentence', (_, model) => {
  const random = new Random(2);
  const ways = new Set<string>();
  for (let form = 0; form < forms; form += 1) {
    const { wrong, input } = random.pick(spoiledForms(model, randomForm(model, random), random));
    ways.add(wrong);
    const [problem] = problemsOf(input, model);
    expect(problem, `${wrong} ${JSON.stringify(input)}`).toMatch(/^[\p{Lu}\d"].*\.$/u);
  }
  expect(ways.size).toBeGreaterThan(3);
});

function problemsOf(input: ImageSettingsInput, model: Model): string[] {
  const parsed = imageSettingsSchema.safeParse(input);
  const issues = parsed.success ? settingsProblems(parsed.data, model) : parsed.error.issues;
  return issues.map(({ message }) => message);
}

test('an image that a form names is the one that is sent', () => {
  const model = models.find(([id]) => id === 'google/nano-banana')?.[1] ?? expect.fail();
  const images = [{ image_id: imageId(2) }, { image_id: imageId(1) }];
  const input = sentFor(imageSettingsSchema.parse({ prompt: 'join them', images }), model);
  expect(input['image_input']).toEqual(
    [2, 1].map((one) => `https://api.replicate.com/v1/files/${imageId(one)}`),
  );
});

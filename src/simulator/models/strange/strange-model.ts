import { basicPlan } from '../plan.ts';
import type { Model } from '../model.ts';
import type { Schema } from '../schema-parts.ts';
import { sizeOfRatio, sizeOfSides } from '../sizes.ts';
import { versionId } from '../version-id.ts';

const PICTURES: Schema = {
  type: 'array',
  title: 'Output',
  items: { type: 'string', format: 'uri' },
};

/**
 * A model that is odd in what it says of itself. It paints from `prompt` and `seed`, with `width`
 * and `height` where the caller gives them, else with its `aspect_ratio`.
 * @param schemas its `Input`, if it has one, and whatever that refers to; `Output` may be among them
 */
export function strangeModel(
  name: string,
  description: string,
  schemas: Record<string, unknown>,
): Model {
  return {
    owner: 'strange',
    name,
    description,
    official: true,
    version: versionId(`strange/${name}`),
    pace: 0.5,
    document: { components: { schemas: { Output: PICTURES, ...schemas } } },
    plan: (read) => ({
      ...basicPlan(read),
      ...sizeOfRatio(read.text('aspect_ratio'), 262_144),
      ...(read.optionalNumber('width') === undefined
        ? {}
        : sizeOfSides(read.number('width', 512), read.number('height', 512))),
    }),
  };
}

/** An `Input` of these fields, in their order. */
export function inputOf(fields: Record<string, Schema>, required: readonly string[] = []): Schema {
  return {
    type: 'object',
    title: 'Input',
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field], order) => [name, { ...field, 'x-order': order }]),
    ),
  };
}

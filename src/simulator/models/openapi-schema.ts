import type { InputField, Model } from './model.ts';

type Json = Record<string, unknown>;

/** "num_outputs" -> "Num Outputs", as cog titles its fields. */
function titleOf(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function property(field: InputField, order: number): Json {
  const shared = {
    'x-order': order,
    description: field.description,
    ...(field.default === undefined ? {} : { default: field.default }),
  };
  if (field.enum) return { allOf: [{ $ref: `#/components/schemas/${field.name}` }], ...shared };
  return {
    type: field.type,
    title: titleOf(field.name),
    ...(field.format ? { format: field.format } : {}),
    ...(field.minimum === undefined ? {} : { minimum: field.minimum }),
    ...(field.maximum === undefined ? {} : { maximum: field.maximum }),
    ...(field.nullable ? { nullable: true } : {}),
    ...shared,
  };
}

/**
 * The model's OpenAPI document, shaped as cog writes it: `Input` ordered by `x-order`, every enum
 * a schema of its own reached through `allOf`, `Output` an array of addresses.
 */
export function openapiSchema(model: Model): Json {
  const required = model.fields.filter((field) => field.required).map((field) => field.name);
  const enums = model.fields
    .filter((field) => field.enum)
    .map((field) => [
      field.name,
      { type: field.type, title: field.name, enum: field.enum, description: 'An enumeration.' },
    ]);
  return {
    openapi: '3.0.2',
    info: { title: 'Cog', version: '0.1.0' },
    paths: {},
    components: {
      schemas: {
        Input: {
          type: 'object',
          title: 'Input',
          ...(required.length > 0 ? { required } : {}),
          properties: Object.fromEntries(
            model.fields.map((field, order) => [field.name, property(field, order)]),
          ),
        },
        Output: {
          type: 'array',
          title: 'Output',
          items: { type: 'string', format: 'uri' },
        },
        ...Object.fromEntries(enums),
      },
    },
  };
}

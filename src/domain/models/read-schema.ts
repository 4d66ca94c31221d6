import type { InputField, InputSchema, UnavailableField } from './input-field.ts';
import { limits } from '../../protocol/limits.ts';
import { readField, recordAt, schemaNamed, type Json } from './read-field.ts';
import { hasRoleName } from './roles.ts';

/** Inputs that are looked at, beside those that ours stand for; others are said to be not available. */
const mostInputs = 100;

export type ReadSchema = ({ ok: true } & InputSchema) | { ok: false; problem: string };

/**
 * Reads the inputs out of a model's OpenAPI document, as Replicate gives it in
 * `latest_version.openapi_schema` and cog writes it. Whatever is strange in it is left out and named;
 * never throws.
 *
 * @returns the fields in the model's order; or, in a sentence, why it makes no images that we could ask for
 */
export function readInputSchema(document: unknown): ReadSchema {
  const schemas = recordAt(recordAt(document, 'components'), 'schemas');
  const input = recordAt(schemas, 'Input');
  if (!schemas || !input) return no('does not say what it takes');
  const properties = recordAt(input, 'properties');
  if (!properties || Object.keys(properties).length === 0) return no('takes no input');
  if (!givesFiles(schemas['Output'], schemas)) return no('does not make pictures');
  const required = new Set(Array.isArray(input['required']) ? input['required'] : []);
  const fields: InputField[] = [];
  const unavailable: UnavailableField[] = [];
  for (const [index, name] of inOrder(properties).entries()) {
    const read =
      index < mostInputs || hasRoleName(name)
        ? readField(name, properties[name], schemas, required.has(name))
        : { reason: 'too many inputs', title: name.slice(0, limits.optionNameLength) };
    if ('reason' in read)
      unavailable.push({ name: name.slice(0, limits.optionNameLength), ...read });
    else fields.push(read);
  }
  const missing = unavailable.find(({ name }) => required.has(name));
  if (missing) return no(`needs "${missing.name}", which cannot be given here`);
  return { ok: true, fields, unavailable };
}

function no(why: string): ReadSchema {
  return { ok: false, problem: `This model ${why}.` };
}

/** Names by `x-order`; those without one come last, in the order of the document. */
function inOrder(properties: Json): string[] {
  const orderOf = (name: string) => {
    const order = recordAt(properties, name)?.['x-order'];
    return typeof order === 'number' ? order : Infinity;
  };
  return Object.keys(properties)
    .map((name, index) => ({ name, index, order: orderOf(name) }))
    .toSorted((a, b) => (a.order === b.order ? a.index - b.index : a.order - b.order))
    .map(({ name }) => name);
}

/** Whether the output is an address or a list of addresses; of one that is not described, we hope so. */
function givesFiles(output: unknown, schemas: Json, depth = 0): boolean {
  if (typeof output !== 'object' || output === null || depth > 4) return depth === 0;
  const schema: Json = { ...output };
  const parts = [schema['allOf'], schema['anyOf'], schema['oneOf']].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const { $ref } = schema;
  const named = typeof $ref === 'string' ? schemaNamed($ref) : null;
  if (named !== null) return givesFiles(schemas[named] ?? null, schemas, depth + 1);
  if (parts.length > 0) return parts.some((part) => givesFiles(part, schemas, depth + 1));
  if (schema['type'] === 'array') return givesFiles(schema['items'] ?? null, schemas, depth + 1);
  if (schema['type'] === undefined) return depth === 0;
  return schema['type'] === 'string' && schema['format'] === 'uri';
}

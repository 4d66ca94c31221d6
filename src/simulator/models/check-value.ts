import type { SchemaDocument } from './schema-document.ts';
import { followRef, isRecord, type Schema } from './schema-parts.ts';

/** One complaint, as Replicate lists them under `invalid_fields`. */
export interface InvalidField {
  type: string;
  field: string;
  description: string;
}

/** Deeper than any real schema goes: a reference that leads back to itself must end. */
const DEEPEST = 20;

/**
 * Checks one value against a schema, in the JSON Schema of OpenAPI 3.0, and what of later drafts is
 * met in the wild. A reference that leads nowhere asks for nothing.
 * @param at what the complaint is to call the value
 */
export function check(
  document: SchemaDocument,
  schema: Schema,
  value: unknown,
  at: string,
  depth = 0,
): InvalidField[] {
  if (depth > DEEPEST || (value === null && schema['nullable'] === true)) return [];
  const inner = (part: unknown): InvalidField[] =>
    isRecord(part) ? check(document, part, value, at, depth + 1) : [];
  const wrongType = complainOfType(schema, value, at);
  if (wrongType) return [wrongType];
  return [
    ...inner(followRef(document, schema['$ref'])),
    ...partsOf(schema, 'allOf').flatMap(inner),
    ...complainOfChoice(schema, inner, at),
    ...complainOfEnum(schema, value, at),
    ...(typeof value === 'number' ? complainOfNumber(schema, value, at) : []),
    ...(typeof value === 'string' ? complainOfText(schema, value, at) : []),
    ...(Array.isArray(value) ? complainOfList(document, schema, value, at, depth) : []),
    ...(isRecord(value) ? complainOfObject(document, schema, value, at, depth) : []),
  ];
}

/** The name of a value's type as Replicate words it. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

const KNOWN_TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

function complainOfType(schema: Schema, value: unknown, at: string): InvalidField | undefined {
  const named: readonly unknown[] = Array.isArray(schema['type'])
    ? schema['type']
    : [schema['type']];
  const types = named.filter((type) => KNOWN_TYPES.some((known) => known === type)).map(String);
  const given = jsonType(value);
  const fits = (type: string): boolean =>
    type === given || (type === 'number' && given === 'integer');
  if (types.length === 0 || types.some(fits)) return undefined;
  const description = `Invalid type. Expected: ${types.join('/')}, given: ${given}`;
  return { type: 'invalid_type', field: at, description };
}

function complainOfChoice(
  schema: Schema,
  inner: (part: unknown) => InvalidField[],
  at: string,
): InvalidField[] {
  const complaints: InvalidField[] = [];
  const [any, one] = [partsOf(schema, 'anyOf'), partsOf(schema, 'oneOf')];
  if (any.length > 0 && !any.some((part) => inner(part).length === 0)) {
    const description = 'Must validate at least one schema (anyOf)';
    complaints.push({ type: 'number_any_of', field: at, description });
  }
  if (one.length > 0 && one.filter((part) => inner(part).length === 0).length !== 1) {
    const description = 'Must validate one and only one schema (oneOf)';
    complaints.push({ type: 'number_one_of', field: at, description });
  }
  return complaints;
}

function complainOfEnum(schema: Schema, value: unknown, at: string): InvalidField[] {
  const allowed: unknown = schema['enum'];
  if (!Array.isArray(allowed) || allowed.some((one) => one === value)) return [];
  const listed = allowed.map((one) => JSON.stringify(one)).join(', ');
  const description = `${at} must be one of the following: ${listed}`;
  return [{ type: 'enum', field: at, description }];
}

function complainOfNumber(schema: Schema, value: number, at: string): InvalidField[] {
  const [least, most, step] = ['minimum', 'maximum', 'multipleOf'].map((key) => schema[key]);
  const complaints: InvalidField[] = [];
  const complain = (type: string, description: string): void => {
    complaints.push({ type, field: at, description });
  };
  if (typeof least === 'number' && value < least) {
    complain('number_gte', `Must be greater than or equal to ${least}`);
  }
  if (typeof most === 'number' && value > most) {
    complain('number_lte', `Must be less than or equal to ${most}`);
  }
  if (typeof step === 'number' && !Number.isInteger(value / step)) {
    complain('multiple_of', `Must be a multiple of ${step}`);
  }
  return complaints;
}

function complainOfText(schema: Schema, value: string, at: string): InvalidField[] {
  const [least, most] = [schema['minLength'], schema['maxLength']];
  const length = Array.from(value).length;
  const complaints: InvalidField[] = [];
  const complain = (type: string, description: string): void => {
    complaints.push({ type, field: at, description });
  };
  if (schema['format'] === 'uri' && !isUri(value))
    complain('format', "Does not match format 'uri'");
  if (typeof least === 'number' && length < least) {
    complain('string_gte', `String length must be greater than or equal to ${least}`);
  }
  if (typeof most === 'number' && length > most) {
    complain('string_lte', `String length must be less than or equal to ${most}`);
  }
  return complaints;
}

/** Replicate wants a scheme, and none of the characters that no address has. */
function isUri(text: string): boolean {
  return URL.canParse(text) && !/[\s\\<>"{}|^`]/.test(text);
}

function complainOfList(
  document: SchemaDocument,
  schema: Schema,
  value: readonly unknown[],
  at: string,
  depth: number,
): InvalidField[] {
  const [least, most, items] = ['minItems', 'maxItems', 'items'].map((key) => schema[key]);
  const complaints: InvalidField[] = [];
  if (typeof least === 'number' && value.length < least) {
    const description = `Array must have at least ${least} items`;
    complaints.push({ type: 'array_min_items', field: at, description });
  }
  if (typeof most === 'number' && value.length > most) {
    const description = `Array must have at most ${most} items`;
    complaints.push({ type: 'array_max_items', field: at, description });
  }
  if (!isRecord(items)) return complaints;
  const inItems = value.flatMap((one, i) => check(document, items, one, `${at}.${i}`, depth + 1));
  return [...complaints, ...inItems];
}

function complainOfObject(
  document: SchemaDocument,
  schema: Schema,
  value: Record<string, unknown>,
  at: string,
  depth: number,
): InvalidField[] {
  const properties = schema['properties'];
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const lacking = required
    .map(String)
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ type: 'required', field: at, description: `${name} is required` }));
  if (!isRecord(properties)) return lacking;
  const inside = Object.entries(properties).flatMap(([name, part]) =>
    Object.hasOwn(value, name) && isRecord(part)
      ? check(document, part, value[name], `${at}.${name}`, depth + 1)
      : [],
  );
  return [...lacking, ...inside];
}

function partsOf(schema: Schema, key: 'allOf' | 'anyOf' | 'oneOf'): readonly unknown[] {
  const parts: unknown = schema[key];
  return Array.isArray(parts) ? parts : [];
}

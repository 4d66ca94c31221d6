import type { OptionValue } from '../../protocol/options.ts';
import { limits } from '../../protocol/limits.ts';
import type { InputField } from './input-field.ts';

export type Json = Record<string, unknown>;

/** Why an input cannot be set from here. */
type Unreadable = { title: string; reason: string };

/** How deep references are followed, since a schema may refer to itself; and how many for one input. */
const deepest = 10;
const mostParts = 200;

/** Choices that a list is still of use with. */
const mostChoices = 200;

/**
 * Reads one input of a model's schema: with its references followed, its bounds where they make
 * sense, its default where it lies within them.
 *
 * @returns the field; or why it cannot be set
 */
export function readField(
  name: string,
  property: unknown,
  schemas: Json,
  required: boolean,
): InputField | Unreadable {
  const schema = merged(property, schemas, 0, { left: mostParts });
  const title = titleOf(name, schema);
  const unreadable = (reason: string): Unreadable => ({ title, reason });
  if (name.length > limits.optionNameLength) return unreadable('its name is too long');
  // Such as `constructor`: as a key it would mean something else.
  if (name in {}) return unreadable('its name cannot be used');
  if (!schema) return unreadable('its description cannot be read');
  if (schema['format'] === 'password' || schema['x-cog-secret'] === true) {
    return unreadable('it is a secret');
  }
  const type = typeOf(schema);
  if (!type) return unreadable('it is of a kind that no form has');
  const choices = type === 'choice' ? choicesOf(schema) : [];
  if (type === 'choice' && choices.length === 0) return unreadable('it offers nothing to choose');
  const field: InputField = {
    name,
    title,
    description: textOf(schema['description']).slice(0, 1_000),
    type,
    default: null,
    ...boundsOf(schema, type),
    max_length:
      type === 'text' ? Math.min(countIn(schema['maxLength']), limits.optionLength) : null,
    max_items:
      type === 'images' ? Math.min(countIn(schema['maxItems']), limits.sourceImages) : null,
    choices,
    required: required && schema['default'] === undefined,
  };
  return { ...field, default: defaultOf(schema['default'], field) };
}

/** A schema with what it refers to; `null` where that is not there. */
function merged(
  schema: unknown,
  schemas: Json,
  depth: number,
  parts: { left: number },
): Json | null {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return null;
  parts.left -= 1;
  if (depth > deepest || parts.left < 0) return null;
  const { $ref, allOf, anyOf, oneOf, ...own }: Json = { ...schema };
  const options = [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  // `null` beside one other type only says that it may be left out.
  const meant = options.filter((one) => !isNull(one));
  const all = [
    ...($ref === undefined ? [] : [referred($ref, schemas)]),
    ...(Array.isArray(allOf) ? allOf : []),
    ...(meant.length === 1 ? meant : []),
  ];
  if (meant.length > 1) return null;
  let result: Json = {};
  for (const part of all) {
    const read = merged(part, schemas, depth + 1, parts);
    if (!read) return null;
    result = { ...result, ...read };
  }
  return { ...result, ...own };
}

/** The schema that a reference names; `null` where it is none of the document's. */
export function schemaNamed(reference: string): string | null {
  return /^#\/components\/schemas\/([\w.-]+)$/.exec(reference)?.[1] ?? null;
}

/** The value of a key that holds an object; `null` for any other. */
export function recordAt(value: unknown, key: string): Json | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  const record: Json = { ...value };
  const found = record[key];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : null;
}

function referred(reference: unknown, schemas: Json): unknown {
  const named = typeof reference === 'string' ? schemaNamed(reference) : null;
  return named !== null && Object.hasOwn(schemas, named) ? schemas[named] : null;
}

function isNull(schema: unknown): boolean {
  return (
    typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'null'
  );
}

function typeOf(schema: Json): InputField['type'] | null {
  if (schema['enum'] !== undefined) return 'choice';
  switch (schema['type']) {
    case 'string':
      return schema['format'] === 'uri' ? fileType(schema) : 'text';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'switch';
    case 'array': {
      const items: unknown = schema['items'];
      const isOfFiles =
        typeof items === 'object' && items !== null && 'format' in items && items.format === 'uri';
      return isOfFiles ? 'images' : null;
    }
    default:
      return null;
  }
}

/** Weights and archives are addresses too, and no images. */
function fileType({ description, title }: Json): 'image' | null {
  return /\b(lora|weights|zip|tar|audio|video)\b/i.test(`${textOf(title)} ${textOf(description)}`)
    ? null
    : 'image';
}

function choicesOf(schema: Json): (string | number)[] {
  const list: unknown[] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  // A longer one could be shown, and never be sent.
  const fits = (text: string) => text.length <= limits.optionLength;
  const usable = list.flatMap((one) =>
    typeof one === 'number' || (typeof one === 'string' && fits(one)) ? [one] : [],
  );
  return [...new Set(usable)].slice(0, mostChoices);
}

/** Bounds that contradict each other are none; nor is a step of which no multiple is within them. */
function boundsOf(schema: Json, type: InputField['type']) {
  if (type !== 'integer' && type !== 'number') return { minimum: null, maximum: null, step: null };
  const isWhole = type === 'integer';
  const [above, below] = [
    numberOf(schema['exclusiveMinimum']),
    numberOf(schema['exclusiveMaximum']),
  ];
  // How little more or less a number has to be than such a bound, nobody says.
  const least = numberOf(schema['minimum']) ?? (isWhole && above !== null ? above + 1 : above);
  const most = numberOf(schema['maximum']) ?? (isWhole && below !== null ? below - 1 : below);
  const minimum = isWhole && least !== null ? Math.ceil(least) : least;
  const maximum = isWhole && most !== null ? Math.floor(most) : most;
  const usable = minimum === null || maximum === null || minimum <= maximum;
  const bounds = usable ? { minimum, maximum } : { minimum: null, maximum: null };
  const step = numberOf(schema['multipleOf']);
  return { ...bounds, step: step !== null && isStepIn(step, bounds) ? step : null };
}

function isStepIn(step: number, { minimum, maximum }: Pick<InputField, 'minimum' | 'maximum'>) {
  if (step <= 0) return false;
  return minimum === null || maximum === null || Math.ceil(minimum / step) * step <= maximum;
}

/** The default where it is one that the field itself would take; a number may be written as text. */
function defaultOf(given: unknown, field: InputField): OptionValue | null {
  switch (field.type) {
    case 'switch':
      return typeof given === 'boolean' ? given : null;
    case 'choice':
      return field.choices.find((choice) => choice === given) ?? null;
    case 'text':
      return typeof given === 'string' && given.length <= limits.optionLength ? given : null;
    case 'integer':
    case 'number': {
      const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      const { minimum, maximum } = field;
      if (typeof number !== 'number' || !Number.isFinite(number)) return null;
      if (field.type === 'integer' && !Number.isInteger(number)) return null;
      const within = (minimum ?? number) <= number && number <= (maximum ?? number);
      return within ? number : null;
    }
    default:
      return null;
  }
}

/** Names that many models have and that say little to whoever does not know their code. */
const plainTitles: ReadonlyMap<string, string> = new Map([
  ['num_inference_steps', 'Steps'],
  ['cfg', 'Guidance'],
]);

/** "num_outputs" -> "Num outputs", where the schema's own title is only that, spelt otherwise. */
function titleOf(name: string, schema: Json | null): string {
  const own = textOf(schema?.['title']).trim();
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  const isNews = own !== '' && own.toLowerCase().replaceAll(/[_\W]+/g, ' ') !== words.toLowerCase();
  const title = isNews ? own : (plainTitles.get(name) ?? words);
  return (title.charAt(0).toUpperCase() + title.slice(1)).slice(0, 80) || name;
}

/** A count from 1; endless where it is none. */
function countIn(value: unknown): number {
  const count = numberOf(value);
  return count !== null && count >= 1 ? Math.floor(count) : Infinity;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

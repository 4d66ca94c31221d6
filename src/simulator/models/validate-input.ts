import type { InputField, Model, ModelInput } from './model.ts';

/** One complaint, as Replicate lists them under `invalid_fields`. */
export interface InvalidField {
  type: string;
  field: string;
  description: string;
}

/**
 * Checks a create's `input` against the model: required fields, types, bounds, enums, and no field
 * that the model does not have. The wording follows the answers Replicate is known to give.
 * @returns the input when it is good, else every complaint
 */
export function validateInput(
  model: Model,
  input: unknown,
): { input: ModelInput } | { invalid: InvalidField[] } {
  if (!isRecord(input)) {
    const description = `Invalid type. Expected: object, given: ${jsonType(input)}`;
    return { invalid: [{ type: 'invalid_type', field: 'input', description }] };
  }
  const invalid: InvalidField[] = [];
  for (const field of model.fields) {
    const complaint = complain(field, input[field.name]);
    if (complaint) invalid.push(complaint);
  }
  const known = new Set(model.fields.map((field) => field.name));
  for (const name of Object.keys(input)) {
    if (known.has(name)) continue;
    const description = `Additional property ${name} is not allowed`;
    invalid.push({ type: 'additional_property_not_allowed', field: 'input', description });
  }
  return invalid.length > 0 ? { invalid } : { input };
}

function complain(field: InputField, value: unknown): InvalidField | undefined {
  const at = `input.${field.name}`;
  if (value === undefined) {
    if (!field.required) return undefined;
    return { type: 'required', field: 'input', description: `${field.name} is required` };
  }
  if (value === null && field.nullable) return undefined;
  if (!fits(field, value)) {
    const description = `Invalid type. Expected: ${field.type}, given: ${jsonType(value)}`;
    return { type: 'invalid_type', field: at, description };
  }
  if (field.enum && !field.enum.some((allowed) => allowed === value)) {
    const allowed = field.enum.map((one) => JSON.stringify(one)).join(', ');
    const description = `${at} must be one of the following: ${allowed}`;
    return { type: 'enum', field: at, description };
  }
  if (field.format === 'uri' && typeof value === 'string' && !URL.canParse(value)) {
    return { type: 'format', field: at, description: "Does not match format 'uri'" };
  }
  if (typeof value === 'number' && field.minimum !== undefined && value < field.minimum) {
    const description = `Must be greater than or equal to ${field.minimum}`;
    return { type: 'number_gte', field: at, description };
  }
  if (typeof value === 'number' && field.maximum !== undefined && value > field.maximum) {
    const description = `Must be less than or equal to ${field.maximum}`;
    return { type: 'number_lte', field: at, description };
  }
  return undefined;
}

function fits(field: InputField, value: unknown): boolean {
  if (field.type === 'integer') return Number.isSafeInteger(value);
  return typeof value === field.type;
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

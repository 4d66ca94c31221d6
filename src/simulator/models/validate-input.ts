import { check, jsonType, type InvalidField } from './check-value.ts';
import type { ModelInput, SchemaDocument } from './schema-document.ts';
import { inputProperties, isRecord } from './schema-parts.ts';

/**
 * Checks a create's `input` against the model's document: required fields, types, bounds, enums,
 * and no field that the model does not have. The wording follows the answers Replicate is known to
 * give.
 * @returns the input when it is good, else every complaint
 */
export function validateInput(
  document: SchemaDocument,
  input: unknown,
): { input: ModelInput } | { invalid: InvalidField[] } {
  if (!isRecord(input)) {
    const description = `Invalid type. Expected: object, given: ${jsonType(input)}`;
    return { invalid: [{ type: 'invalid_type', field: 'input', description }] };
  }
  const schema = document.components.schemas['Input'];
  // A model that does not say what it takes takes anything.
  if (!isRecord(schema)) return { input };
  const properties = inputProperties(document);
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const names = new Set([...Object.keys(properties), ...required.map(String)]);
  const invalid = [...names].flatMap((name): InvalidField[] => {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (value !== undefined) return check(document, properties[name] ?? {}, value, `input.${name}`);
    if (!required.includes(name)) return [];
    return [{ type: 'required', field: 'input', description: `${name} is required` }];
  });
  for (const name of Object.keys(input)) {
    if (names.has(name)) continue;
    const description = `Additional property ${name} is not allowed`;
    invalid.push({ type: 'additional_property_not_allowed', field: 'input', description });
  }
  return invalid.length > 0 ? { invalid } : { input };
}
